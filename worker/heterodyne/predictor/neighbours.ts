// Simulations that look like some data: the networks say nearly the same of them.
import type {Reading} from "./reading.ts";
import {COUNT} from "./scaled.ts";

/** Nearer than this, in deviations of the numbers, is as near as can be told. */
const NEAR = 0.1;

export interface Near {
  /** among the simulations. */
  place: number;
  /** all of them add up to 1. */
  weight: number;
}

interface Known {
  trained: number;
  reading: Reading;
  read: Float64Array;
  said: Float64Array;
}

/** Of those that were trained by, the nearest first. */
export function findNear(
  {trained, said}: Pick<Known, "trained" | "said">,
  mean: Float64Array,
  count: number
): Near[] {
  const squares = new Float64Array(trained);
  for (let m = 0; m < trained; m++) {
    let sum = 0;
    for (let t = 0; t < COUNT; t++) {
      const away = said[m * COUNT + t] - mean[t];
      sum += away * away;
    }
    squares[m] = sum / COUNT;
  }
  const places = smallest(squares, count);
  const weights = places.map((m) => 1 / (squares[m] + NEAR * NEAR));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return places.map((place, k) => ({place, weight: weights[k] / total}));
}

/** Places of the smallest values, ascending; of equal ones the first. */
function smallest(values: Float64Array, count: number): number[] {
  const found: number[] = [];
  for (let m = 0; m < values.length; m++) {
    if (found.length === count && values[m] >= values[found[count - 1]]) continue;
    let at = found.length;
    while (at > 0 && values[found[at - 1]] > values[m]) at--;
    found.splice(at, 0, m);
    if (found.length > count) found.pop();
  }
  return found;
}

/** Distance in what was read, per component. */
export function distanceOf(
  {components}: Reading,
  one: ArrayLike<number>,
  other: ArrayLike<number>
): number {
  let sum = 0;
  for (let c = 0; c < components; c++) sum += (one[c] - other[c]) * (one[c] - other[c]);
  return Math.sqrt(sum / components);
}

/** To the nearest simulation that was trained by. */
export function nearestDistance({trained, reading, read}: Known, one: Float64Array): number {
  let least = Infinity;
  for (let m = 0; m < trained; m++) {
    const row = read.subarray(m * reading.size, (m + 1) * reading.size);
    least = Math.min(least, distanceOf(reading, one, row));
  }
  return least;
}
