import type {StreamWords} from "../counter.ts";
import {TWO_32} from "../constants.ts";
import {multiplyHigh, philoxWords} from "../philox/reference.ts";

const w = new Uint32Array(4);

/** Words with a lower product word below this are redrawn: 2³² mod n. */
export function leastOf(n: number): number {
  return (TWO_32 - n) % n;
}

/** Lemire: the upper word of word·n, or −1 (redraw) where the lower word is below `least`; n < 2³². */
export function narrowFrom(word: number, n: number, least: number): number {
  const low = Math.imul(word, n) >>> 0;
  return low < least ? -1 : multiplyHigh(word, n) >>> 0;
}

/** As many lower bits of two words as n − 1 has, or −1 (redraw) where they are not below n. */
export function wideFrom(high: number, low: number, n: number): number {
  const top = Math.floor((n - 1) / TWO_32);
  const mask = top === 0 ? 0 : 0xffffffff >>> Math.clz32(top);
  const k = ((high & mask) >>> 0) * TWO_32 + low;
  return k < n ? k : -1;
}

/** Element i of 0 … n − 1, n < 2³². */
export function integerAt(i: number, n: number, least: number, words: StreamWords): number {
  for (let attempt = 0; ; attempt++) {
    philoxWords(
      w,
      i >>> 2,
      attempt,
      words.streamLow,
      words.streamHigh,
      words.keyLow,
      words.keyHigh
    );
    const k = narrowFrom(w[i & 3], n, least);
    if (k >= 0) return k;
  }
}

/** Element i of 0 … n − 1, 2³² ≤ n ≤ 2⁵³. */
function wideAt(i: number, n: number, words: StreamWords): number {
  for (let attempt = 0; ; attempt++) {
    philoxWords(
      w,
      i >>> 1,
      attempt,
      words.streamLow,
      words.streamHigh,
      words.keyLow,
      words.keyHigh
    );
    const j = 2 * (i & 1);
    const k = wideFrom(w[j], w[j + 1], n);
    if (k >= 0) return k;
  }
}

export function integers(
  args: {y: Float64Array; below: number} & StreamWords,
  begin: number,
  end: number
): void {
  const {y, below} = args;
  if (below >= TWO_32) {
    for (let i = begin; i < end; i++) y[i] = wideAt(i, below, args);
    return;
  }
  const least = leastOf(below);
  for (let i = begin; i < end; i++) y[i] = integerAt(i, below, least, args);
}
