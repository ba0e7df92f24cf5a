// Counts of photons.
import type {Draws} from "../../../kernels-as/random/draws.ts";
import {strictMath} from "../../math.ts";

/** A sum of Poisson counts is one of the sum of their means: so the smallest probability stays far from 0. */
const MOST_MEAN = 16;

/** How many of a Poisson law of this mean. */
export function drawPoisson(draws: Draws, mean: number): number {
  const parts = Math.ceil(mean / MOST_MEAN);
  if (parts === 0) return 0;
  const start = strictMath.exp(-mean / parts);
  let count = 0;
  for (let part = 0; part < parts; part++) {
    let left = draws.uniform();
    let probability = start;
    // probabilities sum to 1 less rounding: where that is not enough the rest is below 2⁻⁵⁰
    for (let k = 0; left >= probability && probability > 0;) {
      left -= probability;
      probability *= mean / parts / ++k;
      count++;
    }
  }
  return count;
}
