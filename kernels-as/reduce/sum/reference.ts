import {REDUCE_BLOCK} from "../constants.ts";
import {Pair, lost} from "../pairs.ts";

const LANES = 8;

interface Arguments {
  high: Float64Array;
  low: Float64Array;
  x: Float64Array;
}

export function sumReference({high, low, x}: Arguments, begin: number, end: number): void {
  const s = new Float64Array(LANES);
  const e = new Float64Array(LANES);
  for (let i = begin; i < end; i++) {
    const lane = (i - begin) % LANES;
    const next = s[lane] + x[i];
    e[lane] += lost(s[lane], x[i], next);
    s[lane] = next;
  }
  const pair = new Pair();
  s.forEach((value, lane) => pair.add(value, e[lane]));
  pair.settle();
  const block = Math.floor(begin / REDUCE_BLOCK);
  high[block] = pair.high;
  low[block] = pair.low;
}
