import {integerOne} from "../integers/lane.as";
import {oneBlock, pickWord} from "../blocks.as";

export function shuffle(
  order: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, size: u32,
  begin: i32, end: i32
): void {
  if (begin > 0 || end < 1) return;
  for (let i: u32 = 0; i < size; i++) store<u32>(order + (<usize>i << 2), i);
  let words = oneBlock(size >> 2, 0, streamLow, streamHigh, keyLow, keyHigh);
  for (let i = size - 1; <i32>i > 0; i--) {
    if ((i & 3) == 3) words = oneBlock(i >> 2, 0, streamLow, streamHigh, keyLow, keyHigh);
    const n = i + 1;
    const m = <u64>pickWord(words, i & 3) * <u64>n;
    let j = <u32>(m >> 32);
    // only a lower word below n can be one to redraw: spares a division at nearly every step
    if (<u32>m < n) {
      const least = (<u32>0 - n) % n;
      j = integerOne(i, 0, n, least, streamLow, streamHigh, keyLow, keyHigh);
    }
    const here = order + (<usize>i << 2), there = order + (<usize>j << 2);
    const held = load<u32>(here);
    store<u32>(here, load<u32>(there));
    store<u32>(there, held);
  }
}
