import {TWO_32} from "../constants";
import {fourBlocks, oneBlock} from "../blocks.as";
import {integerOne} from "./lane.as";

export function integers(
  y: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, below: f64,
  begin: i32, end: i32
): void {
  if (below >= TWO_32) {
    const n = <u64>below, mask = <u64>-1 >> clz<u64>(n - 1);
    for (let i = begin; i < end; i++) {
      const k = wideOne(i, n, mask, streamLow, streamHigh, keyLow, keyHigh);
      store<f64>(y + (<usize>i << 3), <f64>k);
    }
    return;
  }
  const n = <u32>below, least = (<u32>0 - n) % n;
  const ns = i32x4.splat(n), leasts = i32x4.splat(least);
  let i = begin;
  // the range may begin inside a block
  for (; i & 3 && i < end; i++) {
    const k = integerOne(i, 0, n, least, streamLow, streamHigh, keyLow, keyHigh);
    store<f64>(y + (<usize>i << 3), <f64>k);
  }
  for (; i + 16 <= end; i += 16) {
    const at = y + (<usize>i << 3);
    fourBlocks(at, i >> 2, 0, streamLow, streamHigh, keyLow, keyHigh);
    const s0 = v128.load(at), t0 = v128.load(at, 16);
    const s1 = v128.load(at, 32), t1 = v128.load(at, 48);
    const a0 = i64x2.extmul_low_i32x4_u(s0, ns), b0 = i64x2.extmul_low_i32x4_u(t0, ns);
    const a1 = i64x2.extmul_high_i32x4_u(s0, ns), b1 = i64x2.extmul_high_i32x4_u(t0, ns);
    const a2 = i64x2.extmul_low_i32x4_u(s1, ns), b2 = i64x2.extmul_low_i32x4_u(t1, ns);
    const a3 = i64x2.extmul_high_i32x4_u(s1, ns), b3 = i64x2.extmul_high_i32x4_u(t1, ns);
    storeHighWords(at, a0, b0);
    storeHighWords(at + 32, a1, b1);
    storeHighWords(at + 64, a2, b2);
    storeHighWords(at + 96, a3, b3);
    const r0 = lowWords(a0, b0), r1 = lowWords(a1, b1);
    const r2 = lowWords(a2, b2), r3 = lowWords(a3, b3);
    const rest = i32x4.min_u(i32x4.min_u(r0, r1), i32x4.min_u(r2, r3));
    if (i32x4.all_true(i32x4.ge_u(rest, leasts))) continue;
    let rejected = below4(r0, leasts) | (below4(r1, leasts) << 4)
      | (below4(r2, leasts) << 8) | (below4(r3, leasts) << 12);
    for (; rejected; rejected &= rejected - 1) {
      const j = i + ctz(rejected);
      const k = integerOne(j, 1, n, least, streamLow, streamHigh, keyLow, keyHigh);
      store<f64>(y + (<usize>j << 3), <f64>k);
    }
  }
  for (; i < end; i++) {
    const k = integerOne(i, 0, n, least, streamLow, streamHigh, keyLow, keyHigh);
    store<f64>(y + (<usize>i << 3), <f64>k);
  }
}

/** Lower words of a block's products, in the order of its words. */
@inline
function lowWords(a: v128, b: v128): v128 {
  return v128.shuffle<i32>(a, b, 0, 4, 2, 6);
}

/** A bit for each word that is less than its bound. */
@inline
function below4(words: v128, bounds: v128): i32 {
  return i32x4.bitmask(i32x4.lt_u(words, bounds));
}

/** The four draws of a block: upper words of the products of words (0, 2) and (1, 3). */
@inline
function storeHighWords(at: usize, a: v128, b: v128): void {
  v128.store(at, f64x2.convert_low_i32x4_u(v128.shuffle<i32>(a, b, 1, 5, 1, 5)));
  v128.store(at, f64x2.convert_low_i32x4_u(v128.shuffle<i32>(a, b, 3, 7, 3, 7)), 16);
}

/** The lower bits of two words, redrawn while they are not below n. */
function wideOne(
  i: u32, n: u64, mask: u64, streamLow: u32, streamHigh: u32, keyLow: u32, keyHigh: u32
): u64 {
  let attempt: u32 = 0;
  while (true) {
    const words = oneBlock(i >> 1, attempt++, streamLow, streamHigh, keyLow, keyHigh);
    // the first word of the pair is the upper one
    const pair = i & 1 ? i64x2.extract_lane(words, 1) : i64x2.extract_lane(words, 0);
    const k = rotl<u64>(<u64>pair, 32) & mask;
    if (k < n) return k;
  }
}
