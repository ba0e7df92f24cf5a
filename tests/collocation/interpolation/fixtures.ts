// The numbers that SciPy and NumPy give, and how far ours are from them.
import {readFileSync} from "node:fs";
import type {InterpolateOptions, SavitzkyGolayOptions} from "../../../worker/collocation/types.ts";

export interface InterpolantCase {
  about: string;
  options: InterpolateOptions;
  t: number[];
  data: number[][];
  at: number[];
  u: number[][];
  du: number[][];
}

export interface SmoothCase {
  options: SavitzkyGolayOptions;
  t: number[];
  data: number[];
  at?: number[];
  u: number[];
  du: number[];
}

export interface VariationCase {
  options: {alpha: number; epsilon: number};
  t: number[];
  data: number[];
  u: number[];
  du: number[];
  /** the objective at its least. */
  value: number;
}

const read = (name: string): unknown =>
  JSON.parse(
    readFileSync(new URL(`../../fixtures/interpolation/${name}.json`, import.meta.url), "utf8")
  );

export const interpolants = read("interpolants") as {cases: InterpolantCase[]};
export const smoothed = read("savitzkyGolay") as {regular: SmoothCase[]; irregular: SmoothCase[]};
export const flattened = read("totalVariation") as {cases: VariationCase[]};

/** The largest difference, in units of the largest number expected. */
export function errorOf(found: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (found.length !== expected.length) return Infinity;
  let worst = 0;
  let scale = 0;
  for (let i = 0; i < expected.length; i++) {
    const difference = Math.abs(found[i] - expected[i]);
    if (!(difference <= worst)) worst = difference;
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  return worst / (scale || 1);
}
