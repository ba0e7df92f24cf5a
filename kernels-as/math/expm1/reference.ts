import {exp, expPolynomial} from "../exp/reference.ts";
import {
  EXP_FAST,
  EXP_PER_STEP,
  EXP_STEP_HI,
  EXP_STEP_LO,
  EXP_TABLE,
  SHIFT
} from "../exp/expTables.ts";

const real = new Float64Array(1);
const words = new Int32Array(real.buffer);
const TABLE = Float64Array.from(EXP_TABLE);

/** eˣ − 1: with s = 2^(k/128) it is (s − 1) + s·p, exact in its first term near 0. */
export function expm1(x: number): number {
  if (!(Math.abs(x) <= EXP_FAST)) return exp(x) - 1;
  if (x === 0) return x;
  const z = x * EXP_PER_STEP + SHIFT;
  const k = z - SHIFT;
  const r = x - k * EXP_STEP_HI - k * EXP_STEP_LO;
  real[0] = z;
  const n = words[0];
  const j = (n & 127) << 1;
  const p = expPolynomial(r, TABLE[j]);
  real[0] = TABLE[j + 1];
  words[1] += n << 13;
  const s = real[0];
  return s * p + (s - 1);
}
