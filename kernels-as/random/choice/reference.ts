import type {StreamWords} from "../counter.ts";
import {unit} from "../fraction.ts";
import {philoxWords} from "../philox/reference.ts";

/** Running sums of the weights in index order: what `choice` searches. */
export function accumulate(weights: ArrayLike<number>): Float64Array {
  const sums = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sums[i] = sum += weights[i];
  return sums;
}

/** The first index whose sum exceeds x, for x below the last sum. */
export function searchSums(sums: Float64Array, x: number): number {
  let first = 0;
  let left = sums.length;
  while (left > 1) {
    const half = left >> 1;
    if (sums[first + half - 1] <= x) first += half;
    left -= half;
  }
  return first;
}

export function choice(
  args: {y: Float64Array; cumulative: Float64Array; size: number} & StreamWords,
  begin: number,
  end: number
): void {
  const {y, cumulative, size, keyLow, keyHigh, streamLow, streamHigh} = args;
  const total = cumulative[size - 1];
  const w = new Uint32Array(4);
  for (let i = begin; i < end; i++) {
    philoxWords(w, i >> 1, 0, streamLow, streamHigh, keyLow, keyHigh);
    const u = i & 1 ? unit(w[2], w[3]) : unit(w[0], w[1]);
    y[i] = searchSums(cumulative, u * total);
  }
}
