// What SciPy found: tests/fixtures/make/refine.py.
import {readFileSync} from "node:fs";

/** A fit's unknowns, Σ of squares, number of residuals, and covariance by rows. */
export interface Reference {
  x: number[];
  sse: number;
  n: number;
  covariance: number[];
}

export interface ProfileReference {
  value: number[];
  deviance: number[];
  interval: [number, number];
}

interface Fits {
  lotkaVolterra: {
    t: number[];
    exact: number[][];
    data: number[][];
    start: number[];
    base: Reference;
    initial: Reference;
    bounded: Reference;
    weighted: Reference & {sigma: number[][]};
    missing: Reference & {t: number[]; data: (number | null)[][]};
    profile: ProfileReference;
    profileInitial: ProfileReference;
    profileWeighted: ProfileReference;
  };
  robertson: Reference & {t: number[]; data: number[][]; sigma: number[]; start: number[]};
  quantiles: {
    student: {level: number; dof: number; value: number}[];
    normal: {level: number; value: number}[];
    chiSquare: {level: number; value: number}[];
  };
}

const file = new URL("../../fixtures/refine/fits.json", import.meta.url);
export const {lotkaVolterra, robertson, quantiles} = JSON.parse(readFileSync(file, "utf8")) as Fits;

export type Rhs = (u: number[], p: number[], t: number) => number[];

export const LOTKA_VOLTERRA =
  "(u, p, t) => [p[0] * u[0] - p[1] * u[0] * u[1], -p[2] * u[1] + p[3] * u[0] * u[1]]";

/** The largest error as a share of the largest expected number. */
export function errorOf(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return NaN;
  let error = 0;
  let size = 0;
  for (let i = 0; i < expected.length; i++) {
    error = Math.max(error, Math.abs(found[i] - expected[i]));
    size = Math.max(size, Math.abs(expected[i]));
  }
  return error / size;
}
