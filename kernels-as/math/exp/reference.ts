// exp in scalar form, step for step what lane.as.ts does in two lanes: the bits are the same.
import {
  EXP_C3,
  EXP_C4,
  EXP_C5,
  EXP_FAST,
  EXP_HIGHEST,
  EXP_LOWEST,
  EXP_PER_STEP,
  EXP_STEP_HI,
  EXP_STEP_LO,
  EXP_TABLE,
  SHIFT
} from "./expTables.ts";

const real = new Float64Array(1);
const words = new Int32Array(real.buffer);
const TABLE = Float64Array.from(EXP_TABLE);

/** e^x */
export function exp(x: number): number {
  if (!(Math.abs(x) <= EXP_FAST)) return expSpecial(x, 0);
  const z = x * EXP_PER_STEP + SHIFT;
  const k = z - SHIFT;
  const r = x - k * EXP_STEP_HI - k * EXP_STEP_LO;
  real[0] = z;
  return expCombine(words[0], r);
}

/** e^(hi + lo) for a small lo. */
export function expTail(hi: number, lo: number): number {
  if (!(Math.abs(hi) <= EXP_FAST)) return expSpecial(hi, lo);
  const z = hi * EXP_PER_STEP + SHIFT;
  const k = z - SHIFT;
  const r = hi - k * EXP_STEP_HI - k * EXP_STEP_LO + lo;
  real[0] = z;
  return expCombine(words[0], r);
}

/** exp(r)·(1 + tail) − 1 */
export function expPolynomial(r: number, tail: number): number {
  const r2 = r * r;
  const low = r * EXP_C3 + 0.5;
  const high = r * EXP_C5 + EXP_C4;
  return r2 * (r2 * high + low) + (tail + r);
}

/** 2^(k/128)·exp r */
function expCombine(k: number, r: number): number {
  const j = (k & 127) << 1;
  const p = expPolynomial(r, TABLE[j]);
  real[0] = TABLE[j + 1];
  words[1] += k << 13;
  const s = real[0];
  return s * p + s;
}

function expSpecial(x: number, lo: number): number {
  if (Number.isNaN(x)) return NaN;
  const clamped = Math.min(Math.max(x, EXP_LOWEST), EXP_HIGHEST);
  const rest = clamped === x ? lo : 0;
  const z = clamped * EXP_PER_STEP + SHIFT;
  const k = z - SHIFT;
  const r = clamped - k * EXP_STEP_HI - k * EXP_STEP_LO + rest;
  real[0] = z;
  const y = expCombine(words[0] & 127, r);
  const e = Math.floor(k / 128);
  const half = Math.floor(e * 0.5);
  return y * powerOfTwo(half) * powerOfTwo(e - half);
}

/** 2^n for whole |n| ≤ 1022 */
export function powerOfTwo(n: number): number {
  words[0] = 0;
  words[1] = (n + 1023) << 20;
  return real[0];
}
