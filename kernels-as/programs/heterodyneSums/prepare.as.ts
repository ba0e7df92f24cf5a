// What a correlation is made of, frame by frame. Twin, with the form explained:
// worker/heterodyne/sums/reference/prepare.ts.
import {
  ROW_FRACTION, ROW_REFERENCE, ROW_SAMPLE, ROW_VELOCITY
} from "../../heterodyne/constants";
import {expLane} from "../../math/exp/lane.as";
import {sincosLane} from "../../math/sincos/lane.as";
import {
  BLOCK_SIZE, FROM_FIRST_A, FROM_FIRST_B, SHARE_R, SHARE_S, SHARE_X, SLOPE_R, SLOPE_X, STEEP,
  STEP_A, STEP_B, TO_LAST_A, TO_LAST_B
} from "./constants";
import {Room, pairAt, rowOf, setPair, setWord, word} from "./room.as";

/** What depends on theta. */
export function preparePoint(room: Room): void {
  prepareShares(room);
  prepareDecays(room, ROW_REFERENCE, TO_LAST_A, FROM_FIRST_A, STEP_A);
  prepareDecays(room, ROW_SAMPLE, TO_LAST_B, FROM_FIRST_B, STEP_B);
  preparePairs(room);
}

function prepareShares(room: Room): void {
  const one = f64x2.splat(1), fraction = room.table + <usize>ROW_FRACTION * room.row;
  const r = rowOf(room, SHARE_R), s = rowOf(room, SHARE_S), x = rowOf(room, SHARE_X);
  const rSlope = rowOf(room, SLOPE_R), xSlope = rowOf(room, SLOPE_X);
  for (let i = 0, stride = room.stride; i < stride; i += 2) {
    const sample = pairAt(fraction, i), reference = f64x2.sub(one, sample);
    const sampleSquare = f64x2.mul(sample, sample), square = f64x2.mul(reference, reference);
    const norm = f64x2.div(one, f64x2.add(sampleSquare, square));
    const product = f64x2.mul(f64x2.mul(sample, reference), norm);
    const slope = f64x2.mul(f64x2.mul(f64x2.splat(2), product), norm);
    setPair(r, i, f64x2.mul(square, norm));
    setPair(s, i, f64x2.mul(sampleSquare, norm));
    setPair(x, i, product);
    setPair(rSlope, i, f64x2.neg(slope));
    setPair(xSlope, i, f64x2.mul(f64x2.sub(reference, sample), f64x2.mul(norm, norm)));
  }
}

function prepareDecays(room: Room, row: i32, toLast: i32, fromFirst: i32, step: i32): void {
  const sums = room.table + <usize>row * room.row, h = f64x2.splat(room.halfQ2);
  const last = rowOf(room, toLast), first = rowOf(room, fromFirst), next = rowOf(room, step);
  for (let block = 0, stride = room.stride; block < stride; block += BLOCK_SIZE) {
    const atFirst = f64x2.splat(word(sums, block));
    for (let i = block; i < block + BLOCK_SIZE; i += 2) {
      setPair(first, i, expLane(f64x2.mul(h, f64x2.sub(atFirst, pairAt(sums, i)))));
    }
    const end = block + BLOCK_SIZE - 1;
    const isSteep = room.halfQ2 * (word(sums, end) - word(sums, block)) > STEEP;
    if (isSteep) decaySteeply(sums + (<usize>block << 3), h, last, next, block);
    else decay(first, last, next, block);
    // to the next block; the last frame's is nobody's
    const leap = f64x2.splat(word(sums, end) - word(sums, min(end + 1, stride - 1)));
    setWord(next, end, f64x2.extract_lane(expLane(f64x2.mul(h, leap)), 0));
  }
}

/** By quotients: an exponential takes longer than a division. */
function decay(first: usize, last: usize, next: usize, block: i32): void {
  const end = block + BLOCK_SIZE, whole = f64x2.splat(word(first, end - 1));
  for (let i = block; i < end; i += 2) {
    const here = pairAt(first, i);
    setPair(last, i, f64x2.div(whole, here));
    setPair(next, i, f64x2.div(pairAt(first, i + 1), here));
  }
}

/** Where quotients would be of nothing by nothing; `sums`: from the block on. */
function decaySteeply(sums: usize, h: v128, last: usize, next: usize, block: i32): void {
  const atLast = f64x2.splat(word(sums, BLOCK_SIZE - 1));
  for (let i = 0; i < BLOCK_SIZE; i += 2) {
    const here = pairAt(sums, i);
    setPair(last, block + i, expLane(f64x2.mul(h, f64x2.sub(here, atLast))));
    setPair(next, block + i, expLane(f64x2.mul(h, f64x2.sub(here, pairAt(sums, i + 1)))));
  }
}

/** Factors of pairs of blocks, I ≤ J: within a block they undo what u and w both have. */
function preparePairs(room: Room): void {
  const reference = room.table + <usize>ROW_REFERENCE * room.row;
  const sample = room.table + <usize>ROW_SAMPLE * room.row;
  const even = room.evenBlocks, blocks = room.blocks, h = room.halfQ2;
  const second = <usize>(even * even) << 3;
  for (let row = 0; row < blocks; row++) {
    const last = row * BLOCK_SIZE + BLOCK_SIZE - 1, first = row * BLOCK_SIZE;
    const lastA = word(reference, last), lastB = word(sample, last);
    for (let column = row & -2; column < even; column += 2) {
      const one = column * BLOCK_SIZE, two = min(column + 1, blocks - 1) * BLOCK_SIZE;
      const a = expLane(f64x2.mul(f64x2.splat(h), f64x2.sub(
        f64x2.splat(lastA), both(word(reference, one), word(reference, two)))));
      const b = expLane(f64x2.mul(f64x2.splat(h), f64x2.sub(
        f64x2.splat(lastB), both(word(sample, one), word(sample, two)))));
      const at = room.factors + (<usize>(row * even + column) << 3);
      v128.store(at, f64x2.mul(a, a));
      v128.store(at + second, f64x2.mul(b, b));
      v128.store(at + 2 * second, f64x2.mul(a, b));
    }
    const a = h * (lastA - word(reference, first)), b = h * (lastB - word(sample, first));
    setWord(room.steep, row, a > STEEP || b > STEEP ? 1 : 0);
  }
}

@inline
function both(first: f64, second: f64): v128 {
  return f64x2.replace_lane(f64x2.splat(first), 1, second);
}

/** What depends on the angle: u and w by pairs of frames. */
export function prepareAngle(room: Room): void {
  const velocity = room.table + <usize>ROW_VELOCITY * room.row;
  const lastA = rowOf(room, TO_LAST_A), lastB = rowOf(room, TO_LAST_B);
  const firstA = rowOf(room, FROM_FIRST_A), firstB = rowOf(room, FROM_FIRST_B);
  const r = rowOf(room, SHARE_R), s = rowOf(room, SHARE_S), x = rowOf(room, SHARE_X);
  const factor = f64x2.splat(room.factor);
  for (let i = 0, stride = room.stride; i < stride; i += 2) {
    const at = <usize>i << 3;
    sincosLane(f64x2.mul(factor, pairAt(velocity, i)), room.sine + at, room.cosine + at);
    const cosine = pairAt(room.cosine, i), sine = pairAt(room.sine, i);
    const R = pairAt(r, i), S = pairAt(s, i), X = pairAt(x, i);
    const la = pairAt(lastA, i), lb = pairAt(lastB, i);
    const fa = pairAt(firstA, i), fb = pairAt(firstB, i);
    const left = room.left + (<usize>i << 5), right = room.right + (<usize>i << 5);
    const u1 = f64x2.mul(R, f64x2.mul(la, la)), u2 = f64x2.mul(S, f64x2.mul(lb, lb));
    const mixed = f64x2.mul(X, f64x2.mul(la, lb));
    const u3 = f64x2.mul(mixed, cosine), u4 = f64x2.mul(mixed, sine);
    v128.store(left, u1);
    v128.store(left, u2, 16);
    v128.store(left, u3, 32);
    v128.store(left, u4, 48);
    const other = f64x2.mul(X, f64x2.mul(fa, fb));
    v128.store(right, f64x2.mul(R, f64x2.mul(fa, fa)));
    v128.store(right, f64x2.mul(S, f64x2.mul(fb, fb)), 16);
    v128.store(right, f64x2.mul(other, cosine), 32);
    v128.store(right, f64x2.mul(other, sine), 48);
  }
}
