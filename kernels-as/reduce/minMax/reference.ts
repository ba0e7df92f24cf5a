import {REDUCE_BLOCK} from "../constants.ts";

interface Arguments {
  least: Float64Array;
  greatest: Float64Array;
  x: Float64Array;
}

export function minMaxReference({least, greatest, x}: Arguments, begin: number, end: number): void {
  let lo = Infinity;
  let hi = -Infinity;
  for (let i = begin; i < end; i++) {
    lo = Math.min(lo, x[i]);
    hi = Math.max(hi, x[i]);
  }
  const block = Math.floor(begin / REDUCE_BLOCK);
  least[block] = lo;
  greatest[block] = hi;
}
