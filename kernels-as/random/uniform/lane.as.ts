import {unitLane, upper} from "../fraction.as";
import {CHUNK, fillWords, oneBlock} from "../blocks.as";

/** Fills y[begin..end) with uniform draws. */
export function uniformRange(
  y: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, begin: i32, end: i32
): void {
  let i = begin;
  // the range may begin inside a block
  if (i & 1 && i < end) uniformOne(y, keyLow, keyHigh, streamLow, streamHigh, i++);
  while (i + 8 <= end) {
    const stop = i + min((end - i) & ~7, CHUNK);
    fillWords(y, keyLow, keyHigh, streamLow, streamHigh, i, stop);
    for (; i < stop; i += 4) {
      const at = y + (<usize>i << 3);
      const s = v128.load(at), t = v128.load(at, 16);
      v128.store(at, unitLane(s, t));
      v128.store(at, unitLane(upper(s), upper(t)), 16);
    }
  }
  for (; i < end; i++) uniformOne(y, keyLow, keyHigh, streamLow, streamHigh, i);
}

function uniformOne(
  y: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, i: i32
): void {
  let words = oneBlock(i >> 1, 0, streamLow, streamHigh, keyLow, keyHigh);
  if (i & 1) words = upper(words);
  const low = i32x4.splat(i32x4.extract_lane(words, 1));
  v128.store64_lane(y + (<usize>i << 3), unitLane(words, low), 0);
}
