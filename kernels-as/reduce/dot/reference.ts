import {REDUCE_BLOCK, SPLITTER} from "../constants.ts";
import {Pair, lost} from "../pairs.ts";

const LANES = 4;

interface Arguments {
  high: Float64Array;
  low: Float64Array;
  x: Float64Array;
  y: Float64Array;
}

export function dotReference({high, low, x, y}: Arguments, begin: number, end: number): void {
  let pair = twiceThePrecision(x, y, begin, end);
  if (!Number.isFinite(pair.high) || !Number.isFinite(pair.low)) {
    pair = new Pair();
    for (let i = begin; i < end; i++) pair.high += x[i] * y[i];
  }
  pair.settle();
  const block = Math.floor(begin / REDUCE_BLOCK);
  high[block] = pair.high;
  low[block] = pair.low;
}

function twiceThePrecision(x: Float64Array, y: Float64Array, begin: number, end: number): Pair {
  const s = new Float64Array(LANES);
  const e = new Float64Array(LANES);
  for (let i = begin; i < end; i++) {
    const lane = (i - begin) % LANES;
    const p = x[i] * y[i];
    const next = s[lane] + p;
    e[lane] += lost(s[lane], p, next) + lostProduct(x[i], y[i], p);
    s[lane] = next;
  }
  const pair = new Pair();
  s.forEach((value, lane) => pair.add(value, e[lane]));
  return pair;
}

/** What the product a·b = p lost (Dekker 1971). */
function lostProduct(a: number, b: number, p: number): number {
  let c = SPLITTER * a;
  const ah = c - (c - a);
  const al = a - ah;
  c = SPLITTER * b;
  const bh = c - (c - b);
  const bl = b - bh;
  return al * bl - (p - ah * bh - al * bh - ah * bl);
}
