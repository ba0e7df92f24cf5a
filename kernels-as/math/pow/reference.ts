// x^y in scalar form, step for step what lane.as.ts does in two lanes: the bits are the same.
import {FIRST_HALF_WORD} from "../erfc/constants.ts";
import {expTail} from "../exp/reference.ts";
import {LARGEST, LIFT, LIFT_BITS, MANTISSA_WORD, SMALLEST_NORMAL} from "../log/logTables.ts";
import {POW_LARGEST_EXPONENT, POW_LOW_WORD, POW_SHIFT_WORD} from "./constants.ts";
import {POW_LN2_HI, POW_LN2_LO, POW_POLYNOMIAL, POW_ROWS} from "./logTables.ts";

const ROWS = Float64Array.from(POW_ROWS);
const [P0, P1, P2, P3, P4, P5, P6] = POW_POLYNOMIAL.filter((_, i) => i % 2 === 0);
const real = new Float64Array(1);
const words = new Int32Array(real.buffer);

/** x to the power y, by Math.pow's rules for signs, zeros, infinities and NaN. */
export function pow(x: number, y: number): number {
  if (x >= SMALLEST_NORMAL && x <= LARGEST && Math.abs(y) <= POW_LARGEST_EXPONENT)
    return powNormal(x, 0, y);
  return powSpecial(x, y);
}

/** (2^−lift·a)^y for normal positive a and finite y. */
function powNormal(a: number, lift: number, y: number): number {
  // 1 a = 2^k z, r = c z − 1 in two parts whose squares and products are exact
  real[0] = a;
  const shifted = words[1] + POW_SHIFT_WORD;
  const k = (shifted >>> 20) - 1024 - lift;
  words[1] = (shifted & MANTISSA_WORD) + POW_LOW_WORD;
  const z = real[0];
  words[1] += words[0] >>> 31;
  words[0] = 0;
  const zh = real[0];
  const j = ((shifted >>> 14) & 63) * 3;
  const c = ROWS[j];
  const rh = zh * c - 1;
  const rl = (z - zh) * c;
  const r = rh + rl;
  // 2 log a = high + low
  const t1 = k * POW_LN2_HI + ROWS[j + 1];
  const t2 = t1 + r;
  const halfH = -0.5 * rh;
  const square = rh * halfH;
  const high = t2 + square;
  const low1 = k * POW_LN2_LO + ROWS[j + 2];
  const low2 = t1 - t2 + r;
  const low3 = rl * (-0.5 * r + halfH);
  const low4 = t2 - high + square;
  const low5 = rh - r + rl;
  const r2 = r * r;
  const first = r * P1 + P0;
  const second = r * P3 + P2;
  const third = r2 * P6 + (r * P5 + P4);
  const rest = r * r2 * (r2 * (r2 * third + second) + first);
  const low = low1 + low2 + (low3 + low4) + (low5 + rest);
  // 3 y log a = e + f: the product of first halves is exact
  const yh = firstHalf(y);
  const lh = firstHalf(high);
  const ll = high - lh + low;
  const main = yh * lh;
  const minor = (y - yh) * lh + y * ll;
  const e = main + minor;
  return expTail(e, main - e + minor);
}

/** The first 26 bits. */
function firstHalf(x: number): number {
  real[0] = x;
  words[0] &= FIRST_HALF_WORD;
  return real[0];
}

function powSpecial(x: number, y: number): number {
  if (y === 0) return 1;
  const a = Math.abs(x);
  const whole = Math.floor(y) === y;
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN;
  if (x < 0 && a < Infinity && !whole) return NaN;
  if (a === 1 && Math.abs(y) === Infinity) return NaN;
  const growing = y > 0;
  let v = (a === Infinity) === growing ? Infinity : 0;
  if (a > 0 && a < Infinity) {
    const bounded = Math.max(Math.min(y, POW_LARGEST_EXPONENT), -POW_LARGEST_EXPONENT);
    v = a < SMALLEST_NORMAL ? powNormal(a * LIFT, LIFT_BITS, bounded) : powNormal(a, 0, bounded);
  }
  const odd = whole && Math.floor(y * 0.5) !== y * 0.5;
  return odd && (x < 0 || Object.is(x, -0)) ? -v : v;
}
