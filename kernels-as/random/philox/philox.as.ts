import {fourBlocks, oneBlock} from "../blocks.as";

export function philox(
  words: usize, keyLow: u32, keyHigh: u32, c1: u32, c2: u32, c3: u32, begin: i32, end: i32
): void {
  let i = begin;
  for (; i + 4 <= end; i += 4) {
    const at = words + (<usize>i << 4);
    fourBlocks(at, i, c1, c2, c3, keyLow, keyHigh);
    for (let half: usize = 0; half < 64; half += 32) {
      const s = v128.load(at + half), t = v128.load(at + half, 16);
      v128.store(at + half, v128.shuffle<i32>(s, t, 0, 4, 1, 5));
      v128.store(at + half, v128.shuffle<i32>(s, t, 2, 6, 3, 7), 16);
    }
  }
  for (; i < end; i++) {
    v128.store(words + (<usize>i << 4), oneBlock(i, c1, c2, c3, keyLow, keyHigh));
  }
}
