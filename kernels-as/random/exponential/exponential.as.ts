import {logFast} from "../../math/log/lane.as";
import {positiveLane, upper} from "../fraction.as";
import {CHUNK, fillWords, oneBlock} from "../blocks.as";

export function exponential(
  y: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, scale: f64,
  begin: i32, end: i32
): void {
  const c = f64x2.splat(scale);
  let i = begin;
  // the range may begin inside a block
  if (i & 1 && i < end) exponentialOne(y, keyLow, keyHigh, streamLow, streamHigh, c, i++);
  while (i + 8 <= end) {
    const stop = i + min((end - i) & ~7, CHUNK);
    fillWords(y, keyLow, keyHigh, streamLow, streamHigh, i, stop);
    for (; i < stop; i += 8) {
      const at = y + (<usize>i << 3);
      const s0 = v128.load(at), t0 = v128.load(at, 16);
      const s1 = v128.load(at, 32), t1 = v128.load(at, 48);
      v128.store(at, exponentialLane(s0, t0, c));
      v128.store(at, exponentialLane(upper(s0), upper(t0), c), 16);
      v128.store(at, exponentialLane(s1, t1, c), 32);
      v128.store(at, exponentialLane(upper(s1), upper(t1), c), 48);
    }
  }
  for (; i < end; i++) exponentialOne(y, keyLow, keyHigh, streamLow, streamHigh, c, i);
}

/** −c ln u; subtracting keeps the zero at u = 1 positive. */
@inline
function exponentialLane(high: v128, low: v128, c: v128): v128 {
  return f64x2.mul(f64x2.sub(f64x2.splat(0), logFast(positiveLane(high, low))), c);
}

function exponentialOne(
  y: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, c: v128, i: i32
): void {
  let words = oneBlock(i >> 1, 0, streamLow, streamHigh, keyLow, keyHigh);
  if (i & 1) words = upper(words);
  const low = v128.shuffle<i32>(words, words, 1, 1, 1, 1);
  v128.store64_lane(y + (<usize>i << 3), exponentialLane(words, low, c), 0);
}
