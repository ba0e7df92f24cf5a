import type {StreamWords} from "../counter.ts";
import {TWO_32} from "../constants.ts";
import {highWord, philoxWords} from "../philox/reference.ts";

const w = new Uint32Array(4);

/** Words with a lower product word below this are redrawn: 2³² mod n. */
export function leastOf(n: number): number {
  return (TWO_32 - n) % n;
}

/** Lemire: the upper word of word·n, redrawn while the lower word is below `least`; n < 2³². */
export function integerAt(i: number, n: number, least: number, words: StreamWords): number {
  for (let attempt = 0; ; attempt++) {
    philoxWords(w, i >>> 2, attempt, words.streamLow, words.streamHigh, words.keyLow, words.keyHigh);
    const word = w[i & 3];
    const low = Math.imul(word, n) >>> 0;
    if (low >= least) return highWord(word * n, low);
  }
}

/** The lower bits of two words, redrawn while they are not below n; 2³² ≤ n ≤ 2⁵³. */
export function wideAt(i: number, n: number, words: StreamWords): number {
  const top = Math.floor((n - 1) / TWO_32);
  const mask = top === 0 ? 0 : 0xffffffff >>> Math.clz32(top);
  for (let attempt = 0; ; attempt++) {
    philoxWords(w, i >>> 1, attempt, words.streamLow, words.streamHigh, words.keyLow, words.keyHigh);
    const j = 2 * (i & 1);
    const k = ((w[j] & mask) >>> 0) * TWO_32 + w[j + 1];
    if (k < n) return k;
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
