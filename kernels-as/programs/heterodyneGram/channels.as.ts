// What a pair of frames contributes: t − 1, and how c moves with a, b and F of the first frame
// (with those of the second the other way) and with x of both. Twin:
// worker/heterodyne/gram/reference/channels.ts.
import {
  LOSSES, ROW_FIRST, ROW_FIRST_SLOPES, ROW_LEAP_A, ROW_LEAP_B, ROW_PLAIN, ROW_PLAIN_SLOPES,
  ROW_SECOND, ROW_SECOND_SLOPES, ROW_STEP_A, ROW_STEP_B, STRIP_BYTES, VALUES
} from "./constants";
import {BLOCK} from "../../heterodyne/constants";
import {madd, nmadd} from "../../lib/simd.as";
import {Room} from "./room.as";

/** Bytes of a row of a block of frames. */
const ROW: usize = BLOCK * 8;

/** Both rows of the strip. */
export function formChannels(room: Room): void {
  const withSlopes = room.operation != VALUES && room.operation != LOSSES;
  for (let k = 0; k < 2; k++) {
    const at = <usize>(k * room.count) << 4, frame = <usize>(room.row + k) << 3;
    if (room.isDiagonal) formNear(room, frame, at, withSlopes);
    else if (withSlopes) formFar(room, frame, at);
    else formTheory(room, frame, at);
  }
}

/** A number of one frame of the rows. */
@inline
function ofFirst(room: Room, row: i32, frame: usize): v128 {
  return v128.load_splat<f64>(room.first + <usize>row * ROW + frame);
}

/** The same with the decay between the tile's blocks. */
@inline
function decayed(room: Room, row: i32, frame: usize, factor: i32): v128 {
  return f64x2.mul(
    ofFirst(room, row, frame), v128.load_splat<f64>(room.factors + (<usize>factor << 3)));
}

@inline
function sumOfTwo(u3: v128, u4: v128, w3: v128, w4: v128): v128 {
  return madd(u3, w3, f64x2.mul(u4, w4));
}

@inline
function sumOfFour(
  u1: v128, u2: v128, u3: v128, u4: v128, w1: v128, w2: v128, w3: v128, w4: v128
): v128 {
  return madd(u4, w4, madd(u3, w3, madd(u2, w2, f64x2.mul(u1, w1))));
}

@inline
function storeTheory(room: Room, at: usize, p1: v128, p2: v128, cross: v128): void {
  const t = f64x2.add(f64x2.add(p1, p2), cross);
  v128.store(room.theory + at, f64x2.sub(t, f64x2.splat(1)));
}

@inline
function storeMoves(room: Room, at: usize, p1: v128, p2: v128, cross: v128, turned: v128): void {
  const to = room.channels + at;
  v128.store(to, f64x2.add(f64x2.add(p1, p1), cross));
  v128.store(to, f64x2.add(f64x2.add(p2, p2), cross), STRIP_BYTES);
  v128.store(to, turned, 2 * STRIP_BYTES);
}

/** t − 1 alone, of a tile off the diagonal. */
function formTheory(room: Room, frame: usize, at: usize): void {
  const u1 = decayed(room, ROW_FIRST, frame, 0), u2 = decayed(room, ROW_FIRST + 1, frame, 1);
  const u3 = decayed(room, ROW_FIRST + 2, frame, 2), u4 = decayed(room, ROW_FIRST + 3, frame, 2);
  let w = room.second + <usize>ROW_SECOND * ROW;
  const end = at + (<usize>room.count << 4);
  for (; at < end; at += 16, w += 16) {
    const p1 = f64x2.mul(u1, v128.load(w)), p2 = f64x2.mul(u2, v128.load(w, ROW));
    const cross = sumOfTwo(u3, u4, v128.load(w, 2 * ROW), v128.load(w, 3 * ROW));
    storeTheory(room, at, p1, p2, cross);
  }
}

/** Off the diagonal: decays are products of those up to a block's end, between blocks and after. */
function formFar(room: Room, frame: usize, at: usize): void {
  const u1 = decayed(room, ROW_FIRST, frame, 0), u2 = decayed(room, ROW_FIRST + 1, frame, 1);
  const u3 = decayed(room, ROW_FIRST + 2, frame, 2), u4 = decayed(room, ROW_FIRST + 3, frame, 2);
  const v1 = decayed(room, ROW_FIRST_SLOPES, frame, 0);
  const v2 = decayed(room, ROW_FIRST_SLOPES + 1, frame, 1);
  const v3 = decayed(room, ROW_FIRST_SLOPES + 2, frame, 2);
  const v4 = decayed(room, ROW_FIRST_SLOPES + 3, frame, 2);
  let w = room.second + <usize>ROW_SECOND * ROW, z = room.second + <usize>ROW_SECOND_SLOPES * ROW;
  const end = at + (<usize>room.count << 4);
  for (; at < end; at += 16, w += 16, z += 16) {
    const w1 = v128.load(w), w2 = v128.load(w, ROW);
    const w3 = v128.load(w, 2 * ROW), w4 = v128.load(w, 3 * ROW);
    const p1 = f64x2.mul(u1, w1), p2 = f64x2.mul(u2, w2), cross = sumOfTwo(u3, u4, w3, w4);
    storeTheory(room, at, p1, p2, cross);
    storeMoves(room, at, p1, p2, cross, nmadd(u4, w3, f64x2.mul(u3, w4)));
    const to = room.channels + at;
    v128.store(to, sumOfFour(v1, v2, v3, v4, w1, w2, w3, w4), 3 * STRIP_BYTES);
    const z1 = v128.load(z), z2 = v128.load(z, ROW);
    const z3 = v128.load(z, 2 * ROW), z4 = v128.load(z, 3 * ROW);
    v128.store(to, sumOfFour(u1, u2, u3, u4, z1, z2, z3, z4), 4 * STRIP_BYTES);
  }
}

/**
 * On the diagonal a block's end may be too far off for products: decays grow along a row, two
 * frames at a time. Of the second row the first vector begins before the diagonal, and its first
 * number does not count.
 */
function formNear(room: Room, frame: usize, at: usize, withSlopes: bool): void {
  const first = room.first, from = <usize>room.from << 3, isSecond = frame > from;
  const one = f64x2.splat(1), end = at + (<usize>room.count << 4);
  let A = one, B = one, other = from;
  if (!isSecond) {
    A = f64x2.replace_lane(one, 1, load<f64>(first + <usize>ROW_STEP_A * ROW + frame));
    B = f64x2.replace_lane(one, 1, load<f64>(first + <usize>ROW_STEP_B * ROW + frame));
  }
  while (true) {
    formNearPair(room, frame, at, other, A, B, withSlopes);
    at += 16;
    if (at == end) return;
    if (isSecond && other == from) {
      A = v128.load_splat<f64>(first + <usize>ROW_STEP_A * ROW + frame);
      A = f64x2.replace_lane(A, 1, load<f64>(first + <usize>ROW_LEAP_A * ROW + frame));
      B = v128.load_splat<f64>(first + <usize>ROW_STEP_B * ROW + frame);
      B = f64x2.replace_lane(B, 1, load<f64>(first + <usize>ROW_LEAP_B * ROW + frame));
    } else {
      A = f64x2.mul(A, v128.load(first + <usize>ROW_LEAP_A * ROW + other));
      B = f64x2.mul(B, v128.load(first + <usize>ROW_LEAP_B * ROW + other));
    }
    other += 16;
  }
}

/** A and B: decays between the frame and two others. */
@inline
function formNearPair(
  room: Room, frame: usize, at: usize, other: usize, A: v128, B: v128, withSlopes: bool
): void {
  const half = f64x2.mul(A, B), both = f64x2.add(half, half);
  const A2 = f64x2.mul(A, A), B2 = f64x2.mul(B, B);
  const w = room.second + <usize>ROW_PLAIN * ROW + other;
  const w1 = v128.load(w), w2 = v128.load(w, ROW);
  const w3 = v128.load(w, 2 * ROW), w4 = v128.load(w, 3 * ROW);
  const u1 = f64x2.mul(ofFirst(room, ROW_PLAIN, frame), A2);
  const u2 = f64x2.mul(ofFirst(room, ROW_PLAIN + 1, frame), B2);
  const u3 = f64x2.mul(ofFirst(room, ROW_PLAIN + 2, frame), both);
  const u4 = f64x2.mul(ofFirst(room, ROW_PLAIN + 3, frame), both);
  const p1 = f64x2.mul(u1, w1), p2 = f64x2.mul(u2, w2), cross = sumOfTwo(u3, u4, w3, w4);
  storeTheory(room, at, p1, p2, cross);
  if (!withSlopes) return;
  storeMoves(room, at, p1, p2, cross, nmadd(u4, w3, f64x2.mul(u3, w4)));
  const v1 = f64x2.mul(ofFirst(room, ROW_PLAIN_SLOPES, frame), A2);
  const v2 = f64x2.mul(ofFirst(room, ROW_PLAIN_SLOPES + 1, frame), B2);
  const v3 = f64x2.mul(ofFirst(room, ROW_PLAIN_SLOPES + 2, frame), both);
  const v4 = f64x2.mul(ofFirst(room, ROW_PLAIN_SLOPES + 3, frame), both);
  const to = room.channels + at, z = w + 4 * ROW;
  v128.store(to, sumOfFour(v1, v2, v3, v4, w1, w2, w3, w4), 3 * STRIP_BYTES);
  const z1 = v128.load(z), z2 = v128.load(z, ROW);
  const z3 = v128.load(z, 2 * ROW), z4 = v128.load(z, 3 * ROW);
  v128.store(to, sumOfFour(u1, u2, u3, u4, z1, z2, z3, z4), 4 * STRIP_BYTES);
}
