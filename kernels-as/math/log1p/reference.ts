import {powerOfTwo} from "../exp/reference.ts";
import {log, logCombine} from "../log/reference.ts";
import {MANTISSA_WORD, ONE_WORD, SQRT_HALF_WORD} from "../log/logTables.ts";
import {LOG1P_LARGE} from "./constants.ts";

const real = new Float64Array(1);
const words = new Int32Array(real.buffer);

/** log(1 + x): u + e = 1 + x exactly, u = 2^k·m, and f = (m − 1) + e·2^−k, which is x itself where k = 0. */
export function log1p(x: number): number {
  if (!(x > -1 && x <= LOG1P_LARGE)) return log(1 + x);
  if (x === 0) return x;
  const u = 1 + x;
  const v = u - 1;
  const e = 1 - (u - v) + (x - v);
  real[0] = u;
  const shifted = words[1] + (ONE_WORD - SQRT_HALF_WORD);
  words[1] = (shifted & MANTISSA_WORD) + SQRT_HALF_WORD;
  const k = (shifted >>> 20) - 1023;
  return logCombine(k, e * powerOfTwo(-k) + (real[0] - 1));
}
