import {
  PHILOX_M0,
  PHILOX_M1,
  PHILOX_ROUNDS,
  PHILOX_W0,
  PHILOX_W1,
  TWO_32,
  TWO_M32
} from "../constants.ts";

/**
 * The four words of Philox4x32-10 for the counter (c0, c1, c2, c3) and the key (k0, k1), into `out`.
 * Arguments count modulo 2³².
 */
export function philoxWords(
  out: Uint32Array,
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number
): void {
  // The products below need the words as numbers ≥ 0.
  let s0 = c0 >>> 0;
  let s1 = c2 >>> 0;
  let t0 = c1;
  let t1 = c3;
  let key0 = k0;
  let key1 = k1;
  for (let round = 0; round < PHILOX_ROUNDS; round++) {
    const low0 = Math.imul(s0, PHILOX_M0) >>> 0;
    const low1 = Math.imul(s1, PHILOX_M1) >>> 0;
    const high0 = highWord(s0 * PHILOX_M0, low0);
    const high1 = highWord(s1 * PHILOX_M1, low1);
    s0 = (high1 ^ t0 ^ key0) >>> 0;
    s1 = (high0 ^ t1 ^ key1) >>> 0;
    t0 = low1;
    t1 = low0;
    key0 = (key0 + PHILOX_W0) | 0;
    key1 = (key1 + PHILOX_W1) | 0;
  }
  out[0] = s0;
  out[1] = t0;
  out[2] = s1;
  out[3] = t1;
}

/**
 * Upper word of a 64-bit product of which we hold the rounded value and the exact lower word. The
 * rounding moves the product by at most 2¹⁰ and the difference by as much again, far less than the 2³¹
 * that could change the nearest multiple of 2³².
 */
export function highWord(product: number, low: number): number {
  return Math.round((product - low) * TWO_M32);
}

/** hi·2³² + lo, rounded to a double. */
export function joinWords(high: number, low: number): number {
  return high * TWO_32 + low;
}

export function philox(
  args: {
    words: Uint32Array;
    keyLow: number;
    keyHigh: number;
    c1: number;
    c2: number;
    c3: number;
  },
  begin: number,
  end: number
): void {
  const {words, keyLow, keyHigh, c1, c2, c3} = args;
  const block = new Uint32Array(4);
  for (let i = begin; i < end; i++) {
    philoxWords(block, i, c1, c2, c3, keyLow, keyHigh);
    words.set(block, 4 * i);
  }
}
