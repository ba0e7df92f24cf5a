// log in scalar form, step for step what lane.as.ts does in two lanes: the bits are the same.
import {powerOfTwo} from "../exp/reference.ts";
import {
  LARGEST,
  LIFT,
  LIFT_BITS,
  LN2_HI,
  LN2_LO,
  LOG_1,
  LOG_2,
  LOG_3,
  LOG_4,
  LOG_5,
  LOG_6,
  LOG_7,
  ONE_WORD,
  SMALLEST_NORMAL,
  SQRT_HALF_WORD
} from "./logTables.ts";

const real = new Float64Array(1);
const words = new Int32Array(real.buffer);

/** The natural logarithm. */
export function log(x: number): number {
  if (!(x >= SMALLEST_NORMAL && x <= LARGEST)) return logSpecial(x);
  return logNormal(x, 0);
}

function logNormal(x: number, lifted: number): number {
  real[0] = x;
  const k = ((words[1] + (ONE_WORD - SQRT_HALF_WORD)) >>> 20) - 1023;
  return logCombine(k - lifted, x * powerOfTwo(-k) - 1);
}

/** k ln 2 + log(1 + f) for 1 + f in [√½, √2). */
export function logCombine(k: number, f: number): number {
  const s = f / (2 + f);
  const z = s * s;
  const w = z * z;
  const w2 = w * w;
  const even = w * (w2 * LOG_6 + (w * LOG_4 + LOG_2));
  const odd = z * (w2 * (w * LOG_7 + LOG_5) + (w * LOG_3 + LOG_1));
  const half = 0.5 * f * f;
  const rest = s * (half + (even + odd)) + k * LN2_LO;
  return rest - half + f + k * LN2_HI;
}

function logSpecial(x: number): number {
  if (x === 0) return -Infinity;
  if (x === Infinity) return Infinity;
  if (!(x > 0)) return NaN;
  return logNormal(x * LIFT, LIFT_BITS);
}
