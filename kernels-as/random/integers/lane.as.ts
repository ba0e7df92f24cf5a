import {oneBlock, pickWord} from "../blocks.as";

/** Lemire: the upper word of word·n, redrawn while the lower word is below `least` = 2³² mod n. */
export function integerOne(
  i: u32, first: u32, n: u32, least: u32, streamLow: u32, streamHigh: u32, keyLow: u32, keyHigh: u32
): u32 {
  let attempt = first;
  while (true) {
    const words = oneBlock(i >> 2, attempt++, streamLow, streamHigh, keyLow, keyHigh);
    const m = <u64>pickWord(words, i & 3) * <u64>n;
    if (<u32>m >= least) return <u32>(m >> 32);
  }
}
