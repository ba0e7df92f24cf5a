// The original page's example: Lotka–Volterra, its collocations from the fixture, and models of it.
import type {Slopes} from "../../../worker/collocation/types.ts";
import {models} from "../../solvers/oneThread.ts";
import fixture from "../../fixtures/matching/lotkaVolterra.json";

export const {cases, t, data} = fixture;
export const ONES = [1, 1, 1, 1];

export function slopesOf({u, du}: (typeof cases)[number]): Slopes {
  return {u, du, t};
}

export const plain = (u: number[], p: number[]) => [
  p[0] * u[0] - p[1] * u[0] * u[1],
  -p[2] * u[1] + p[3] * u[0] * u[1]
];

export const compiled = await models.compile(plain, {u: 2, p: 4});

/** A part of a vector or of several. */
export function cut({u, du, t}: Slopes, from: number, to: number): Slopes {
  const rows = (given: Slopes["u"]) =>
    (given as number[][]).map((row) => Array.from(row).slice(from, to));
  return {u: rows(u), du: rows(du), t: Array.from(t).slice(from, to)};
}

/** The largest difference between two vectors. */
export function gap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let most = a.length === b.length ? 0 : Infinity;
  for (let i = 0; i < a.length; i++)
    if (!(Math.abs(a[i] - b[i]) <= most)) most = Math.abs(a[i] - b[i]);
  return most;
}
