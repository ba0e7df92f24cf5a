import {PHILOX_M0, PHILOX_M1, PHILOX_ROUNDS, PHILOX_W0, PHILOX_W1} from "../constants.ts";

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
  let s0 = c0 | 0;
  let s1 = c2 | 0;
  let t0 = c1 | 0;
  let t1 = c3 | 0;
  let key0 = k0 | 0;
  let key1 = k1 | 0;
  for (let round = 0; round < PHILOX_ROUNDS; round++) {
    const high0 = multiplyHigh(s0, PHILOX_M0);
    const high1 = multiplyHigh(s1, PHILOX_M1);
    const low0 = Math.imul(s0, PHILOX_M0);
    const low1 = Math.imul(s1, PHILOX_M1);
    s0 = high1 ^ t0 ^ key0;
    s1 = high0 ^ t1 ^ key1;
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
 * Upper word of the 64-bit product of two 32-bit words, as a signed word: long multiplication by half
 * words, in which no sum of a product and a carry exceeds 2³² − 1.
 */
export function multiplyHigh(a: number, b: number): number {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const middle = (Math.imul(a1, b0) + (Math.imul(a0, b0) >>> 16)) | 0;
  const other = (Math.imul(a0, b1) + (middle & 0xffff)) | 0;
  return (Math.imul(a1, b1) + (middle >>> 16) + (other >>> 16)) | 0;
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
