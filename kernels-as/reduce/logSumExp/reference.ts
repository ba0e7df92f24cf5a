import {exp} from "../../math/exp/reference.ts";
import {REDUCE_BLOCK} from "../constants.ts";

interface Arguments {
  largest: Float64Array;
  sum: Float64Array;
  x: Float64Array;
}

export function logSumExpReference({largest, sum, x}: Arguments, begin: number, end: number): void {
  let top = -Infinity;
  for (let i = begin; i < end; i++) top = Math.max(top, x[i]);
  const block = Math.floor(begin / REDUCE_BLOCK);
  largest[block] = top;
  sum[block] = Number.isFinite(top) ? sumBelow(x, top, begin, end) : 0;
}

/** Σ exp(x − top) in eight lanes. */
function sumBelow(x: Float64Array, top: number, begin: number, end: number): number {
  const s = new Float64Array(8);
  for (let i = begin; i < end; i++) s[(i - begin) % 8] += exp(x[i] - top);
  return s[0] + s[2] + (s[4] + s[6]) + (s[1] + s[3] + (s[5] + s[7]));
}
