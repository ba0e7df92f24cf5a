import {PHILOX_LANES, PHILOX_ROUNDS} from "./constants";

// A block of four words w0..w3 is kept as s = (w0, w2) and t = (w1, w3), two blocks to a vector:
// s is what a round multiplies, and the words of s and t pair up as 64-bit draws in order.

/** s after a round, given the two blocks' products. */
@inline
function nextS(low: v128, high: v128, t: v128, key: v128): v128 {
  return v128.xor(v128.shuffle<i32>(low, high, 3, 1, 7, 5), v128.xor(t, key));
}

@inline
function nextT(low: v128, high: v128): v128 {
  return v128.shuffle<i32>(low, high, 2, 0, 6, 4);
}

/** (a, b, a, b) */
@inline
function twice(a: u32, b: u32): v128 {
  return i64x2.splat(<i64>(<u64>a | (<u64>b << 32)));
}

/**
 * The words of blocks `block` to `block + 3` into 64 bytes: s of the first two, their t, s of the
 * last two, their t. Laws point it at the stretch of their output they are about to overwrite.
 */
export function fourBlocks(
  at: usize, block: u32, attempt: u32, streamLow: u32, streamHigh: u32, keyLow: u32, keyHigh: u32
): void {
  const m = v128.load(changetype<usize>(PHILOX_LANES));
  const w = v128.load(changetype<usize>(PHILOX_LANES), 16);
  let key = twice(keyLow, keyHigh);
  let t0 = twice(attempt, streamHigh), t1 = t0;
  let s0 = i32x4.replace_lane(twice(block, streamLow), 2, block + 1);
  let s1 = i32x4.replace_lane(twice(block + 2, streamLow), 2, block + 3);
  for (let round = 0; round < PHILOX_ROUNDS; round++) {
    const low0 = i64x2.extmul_low_i32x4_u(s0, m), high0 = i64x2.extmul_high_i32x4_u(s0, m);
    const low1 = i64x2.extmul_low_i32x4_u(s1, m), high1 = i64x2.extmul_high_i32x4_u(s1, m);
    s0 = nextS(low0, high0, t0, key);
    s1 = nextS(low1, high1, t1, key);
    t0 = nextT(low0, high0);
    t1 = nextT(low1, high1);
    key = i32x4.add(key, w);
  }
  v128.store(at, s0);
  v128.store(at, t0, 16);
  v128.store(at, s1, 32);
  v128.store(at, t1, 48);
}

/** Elements whose words are made before a law turns to them: few enough for the first cache. */
export const CHUNK: i32 = 1024;

/**
 * The words of elements [begin, end) of a law with two elements a block, into the elements' own
 * places: `fourBlocks` for each eight. Words and law in two loops run a sixth faster than in one.
 */
export function fillWords(
  y: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32, begin: i32, end: i32
): void {
  for (let i = begin; i < end; i += 8) {
    fourBlocks(y + (<usize>i << 3), i >> 1, 0, streamLow, streamHigh, keyLow, keyHigh);
  }
}

/** The four words of one block, in order: for the ragged ends of a range and for redrawing. */
export function oneBlock(
  block: u32, attempt: u32, streamLow: u32, streamHigh: u32, keyLow: u32, keyHigh: u32
): v128 {
  const m = v128.load(changetype<usize>(PHILOX_LANES));
  const w = v128.load(changetype<usize>(PHILOX_LANES), 16);
  let key = twice(keyLow, keyHigh);
  let s = twice(block, streamLow), t = twice(attempt, streamHigh);
  for (let round = 0; round < PHILOX_ROUNDS; round++) {
    const low = i64x2.extmul_low_i32x4_u(s, m);
    s = nextS(low, low, t, key);
    t = nextT(low, low);
    key = i32x4.add(key, w);
  }
  return v128.shuffle<i32>(s, t, 0, 4, 1, 5);
}

/** Word `lane` (0 to 3) of a block. */
@inline
export function pickWord(words: v128, lane: u32): u32 {
  const half = lane & 2 ? i64x2.extract_lane(words, 1) : i64x2.extract_lane(words, 0);
  return <u32>(<u64>half >> (<u64>(lane & 1) << 5));
}
