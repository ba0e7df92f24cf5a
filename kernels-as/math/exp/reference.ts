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

/**
 * 2^(n − 1024) for all n below 2048. Looked up, not put together from bits: bits that are written as whole numbers and
 * read back as one double make the processor wait.
 */
const POWERS = makePowers();
/** 2^(j/128) = head·(1 + tail); the table's heads lack j in their high words, which the lanes add. */
const TAILS = Float64Array.from({length: 128}, (_, j) => EXP_TABLE[2 * j]);
const HEADS = Float64Array.from({length: 128}, (_, j) => {
  const real = Float64Array.of(EXP_TABLE[2 * j + 1]);
  new Int32Array(real.buffer)[1] += j << 13;
  return real[0];
});

/** e^x */
export function exp(x: number): number {
  if (!(Math.abs(x) <= EXP_FAST)) return expSpecial(x, 0);
  const k = x * EXP_PER_STEP + SHIFT - SHIFT;
  const r = x - k * EXP_STEP_HI - k * EXP_STEP_LO;
  return expCombine(k | 0, r);
}

/** e^(hi + lo) for a small lo. */
export function expTail(hi: number, lo: number): number {
  if (!(Math.abs(hi) <= EXP_FAST)) return expSpecial(hi, lo);
  const k = hi * EXP_PER_STEP + SHIFT - SHIFT;
  const r = hi - k * EXP_STEP_HI - k * EXP_STEP_LO + lo;
  return expCombine(k | 0, r);
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
  const j = k & 127;
  const p = expPolynomial(r, TAILS[j]);
  const s = HEADS[j] * powerOfTwo(k >> 7);
  return s * p + s;
}

function expSpecial(x: number, lo: number): number {
  if (Number.isNaN(x)) return NaN;
  const clamped = Math.min(Math.max(x, EXP_LOWEST), EXP_HIGHEST);
  const rest = clamped === x ? lo : 0;
  const k = clamped * EXP_PER_STEP + SHIFT - SHIFT;
  const r = clamped - k * EXP_STEP_HI - k * EXP_STEP_LO + rest;
  const y = expCombine(k & 127, r);
  const e = Math.floor(k / 128);
  const half = Math.floor(e * 0.5);
  return y * powerOfTwo(half) * powerOfTwo(e - half);
}

function makePowers(): Float64Array {
  const powers = new Float64Array(2048).fill(5.562684646268003e-309);
  for (let n = 1; n < powers.length; n++) powers[n] = 2 * powers[n - 1];
  return powers;
}

/** 2^n for whole |n| ≤ 1023 */
export function powerOfTwo(n: number): number {
  return POWERS[n + 1024];
}
