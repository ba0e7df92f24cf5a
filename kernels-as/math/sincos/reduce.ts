// The scalar twin of reduce.as.ts: x = n π/2 + (head + tail), |head| ≤ π/4, with the same bits.
import {SHIFT} from "../exp/expTables.ts";
import {powerOfTwo} from "../exp/reference.ts";
import {
  HALF_PI_1,
  HALF_PI_2,
  HALF_PI_3,
  HALF_PI_4,
  HALF_PI_HI,
  HALF_PI_LO,
  HALF_PI_REST,
  HALVING,
  SIN_FAST,
  SIN_MIDDLE,
  SPLIT_SHIFT,
  TWO_OVER_PI,
  TWO_OVER_PI_WORDS
} from "./sincosTables.ts";

/** Head and tail that the last call of `reduce` left. */
export const reduced = new Float64Array(2);

/** Reduces x into `reduced`; returns the quadrant n (any integer congruent to it modulo 4). */
export function reduce(x: number): number {
  const magnitude = Math.abs(x);
  if (!(magnitude <= SIN_MIDDLE)) return reduceHuge(x);
  const k = x * TWO_OVER_PI + SHIFT - SHIFT;
  if (magnitude <= SIN_FAST) {
    const a = x - k * HALF_PI_1;
    const head = a - k * HALF_PI_2;
    reduced[0] = head;
    reduced[1] = a - head - k * HALF_PI_2 - k * HALF_PI_REST;
  } else {
    reduceMiddle(x, k);
  }
  return k;
}

function reduceMiddle(x: number, k: number): void {
  const high = k + SPLIT_SHIFT - SPLIT_SHIFT;
  const low = k - high;
  const a = x - high * HALF_PI_1 - low * HALF_PI_1;
  const u0 = high * HALF_PI_2;
  const y0 = a - u0;
  const u1 = low * HALF_PI_2;
  const y1 = y0 - u1;
  const u2 = high * HALF_PI_3;
  const y2 = y1 - u2;
  let tail = a - y0 - u0 + (y0 - y1 - u1);
  tail += y1 - y2 - u2;
  tail -= low * HALF_PI_3;
  reduced[0] = y2;
  reduced[1] = tail - k * HALF_PI_4;
}

const words = new Uint32Array(2);
const real = new Float64Array(words.buffer);
const MASK_192 = (1n << 192n) - 1n;
const TABLE_BITS = 32 * TWO_OVER_PI_WORDS.length;

/** The bits of 2/π as one whole number; made at the first use, which few pages come to. */
let twoOverPi = 0n;

function reduceHuge(x: number): number {
  real[0] = x;
  const exponent = (words[1] >>> 20) & 0x7ff;
  const negative = words[1] >>> 31 === 1;
  if (exponent === 0x7ff) {
    reduced.fill(NaN);
    return 0;
  }
  const m = (BigInt((words[1] & 0xfffff) | 0x100000) << 32n) | BigInt(words[0]);
  // 1 the bits of 2/π that matter, the first worth 2 quadrants
  if (twoOverPi === 0n)
    for (const word of TWO_OVER_PI_WORDS) twoOverPi = (twoOverPi << 32n) | BigInt(word);
  const at = exponent - 1075 + 30;
  const window = (twoOverPi >> BigInt(TABLE_BITS - 192 - at)) & MASK_192;
  // 2 the product modulo 4 quadrants, 128 bits of it
  const product = ((m * window) & MASK_192) >> 64n;
  const n = Number(((product >> 125n) + 1n) >> 1n) & 3;
  // 3 the signed fraction, normalised
  const signed = BigInt.asIntN(128, product << 2n);
  const minus = signed < 0n;
  let fraction = minus ? -signed : signed;
  const zeros = 128 - fraction.toString(2).length;
  fraction <<= BigInt(zeros);
  const scale = powerOfTwo(-(zeros + 53));
  const head = Number(fraction >> 75n);
  const tail = Number((fraction >> 22n) & 0x1fffffffffffffn) * powerOfTwo(-53);
  // 4 times π/2, with the product's error
  const y = head * HALF_PI_HI;
  const sign = minus !== negative ? -scale : scale;
  const c = head * HALVING;
  const head1 = c - (c - head);
  const head0 = head - head1;
  const d = HALF_PI_HI * HALVING;
  const pi1 = d - (d - HALF_PI_HI);
  const pi0 = HALF_PI_HI - pi1;
  const error = head1 * pi1 - y + head1 * pi0 + head0 * pi1 + head0 * pi0;
  reduced[0] = y * sign;
  reduced[1] = (error + (head * HALF_PI_LO + tail * HALF_PI_HI)) * sign;
  return negative ? -n : n;
}
