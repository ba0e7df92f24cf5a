import {oneBlock, pickWord} from "../philox.as";

/** Lemire: the upper word of word·n, redrawn while the lower word is among the first 2³² mod n. */
export function integerOne(
  i: u32, n: u32, least: u32, streamLow: u32, streamHigh: u32, keyLow: u32, keyHigh: u32
): u32 {
  let attempt: u32 = 0;
  while (true) {
    const words = oneBlock(i >> 2, attempt++, streamLow, streamHigh, keyLow, keyHigh);
    const m = <u64>pickWord(words, i & 3) * <u64>n;
    if (<u32>m >= least) return <u32>(m >> 32);
  }
}
