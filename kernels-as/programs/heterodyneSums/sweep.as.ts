// The one thing that touches the data: Σ_j e_ij·w_k(j) of the rows of a tile, and Σ_i e_ij·u_k(i)
// of its columns. Vectors are pairs of columns. Twin: worker/heterodyne/sums/reference/sweep.ts.
import {madd} from "../../lib/simd.as";
import {BLOCK_SIZE} from "./constants";
import {Room} from "./room.as";

/** Adds, to the sums of rows of block `row`, those over a tile. */
export function sweepRows(room: Room, row: i32, column: i32, tile: usize): void {
  const even = room.evenBlocks, pairs = <usize>(even * even) << 3;
  const pair = room.factors + (<usize>(row * even + column) << 3);
  const g1 = v128.load64_splat(pair), g2 = v128.load64_splat(pair + pairs);
  const g3 = v128.load64_splat(pair + 2 * pairs);
  const right = room.right + (<usize>(column * BLOCK_SIZE) << 5), bytes = room.row;
  const most = min(BLOCK_SIZE, room.frames - row * BLOCK_SIZE);
  const end = min(BLOCK_SIZE, room.frames - column * BLOCK_SIZE);
  const isOwn = row == column;
  for (let r = 0; r < most; r += 2) {
    const first = isOwn ? r : 0;
    let e = tile + (<usize>r << 9) + (<usize>first << 4), w = right + (<usize>first << 5);
    const stop = tile + (<usize>r << 9) + (<usize>((end + 1) & -2) << 4);
    let a1 = f64x2.splat(0), a2 = f64x2.splat(0), a3 = f64x2.splat(0), a4 = f64x2.splat(0);
    let b1 = f64x2.splat(0), b2 = f64x2.splat(0), b3 = f64x2.splat(0), b4 = f64x2.splat(0);
    while (e < stop) {
      const upper = v128.load(e), lower = v128.load(e, 16);
      const w1 = v128.load(w), w2 = v128.load(w, 16), w3 = v128.load(w, 32), w4 = v128.load(w, 48);
      a1 = madd(upper, w1, a1);
      b1 = madd(lower, w1, b1);
      a2 = madd(upper, w2, a2);
      b2 = madd(lower, w2, b2);
      a3 = madd(upper, w3, a3);
      b3 = madd(lower, w3, b3);
      a4 = madd(upper, w4, a4);
      b4 = madd(lower, w4, b4);
      e += 32;
      w += 64;
    }
    let to = room.rows + (<usize>(row * BLOCK_SIZE + r) << 3);
    addPair(to, sumLanes(a1, b1), g1);
    addPair(to + bytes, sumLanes(a2, b2), g2);
    to += 2 * bytes;
    addPair(to, sumLanes(a3, b3), g3);
    addPair(to + bytes, sumLanes(a4, b4), g3);
  }
}

/** The two lanes of a added, and those of b. */
@inline
function sumLanes(a: v128, b: v128): v128 {
  return f64x2.add(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
}

@inline
function addPair(at: usize, sums: v128, factor: v128): void {
  v128.store(at, madd(sums, factor, v128.load(at)));
}

/**
 * Adds, to the sums of columns of block `column`, those over a tile. It is read in the order in
 * which it lies; the sums of its columns wait in the thread's own room, four of a pair together.
 */
export function sweepColumns(room: Room, row: i32, column: i32, tile: usize): void {
  const left = room.left + (<usize>(row * BLOCK_SIZE) << 5), sums = room.sums;
  const most = min(BLOCK_SIZE, room.frames - row * BLOCK_SIZE);
  const end = min(BLOCK_SIZE, room.frames - column * BLOCK_SIZE);
  const isOwn = row == column;
  memory.fill(sums, 0, <usize>BLOCK_SIZE << 5);
  for (let r = 0; r < most; r += 2) {
    const first = isOwn ? r : 0, u = left + (<usize>r << 5);
    let e = tile + (<usize>r << 9) + (<usize>first << 4), z = sums + (<usize>first << 5);
    const stop = tile + (<usize>r << 9) + (<usize>((end + 1) & -2) << 4);
    const u1 = v128.load64_splat(u), v1 = v128.load64_splat(u, 8);
    const u2 = v128.load64_splat(u, 16), v2 = v128.load64_splat(u, 24);
    const u3 = v128.load64_splat(u, 32), v3 = v128.load64_splat(u, 40);
    const u4 = v128.load64_splat(u, 48), v4 = v128.load64_splat(u, 56);
    while (e < stop) {
      const upper = v128.load(e), lower = v128.load(e, 16);
      v128.store(z, madd(lower, v1, madd(upper, u1, v128.load(z))));
      v128.store(z, madd(lower, v2, madd(upper, u2, v128.load(z, 16))), 16);
      v128.store(z, madd(lower, v3, madd(upper, u3, v128.load(z, 32))), 32);
      v128.store(z, madd(lower, v4, madd(upper, u4, v128.load(z, 48))), 48);
      e += 32;
      z += 64;
    }
  }
  addColumns(room, row, column);
}

function addColumns(room: Room, row: i32, column: i32): void {
  const even = room.evenBlocks, pairs = <usize>(even * even) << 3, bytes = room.row;
  const pair = room.factors + (<usize>(row * even + column) << 3);
  const g1 = v128.load64_splat(pair), g2 = v128.load64_splat(pair + pairs);
  const g3 = v128.load64_splat(pair + 2 * pairs);
  let to = room.columns + (<usize>(column * BLOCK_SIZE) << 3);
  for (let z = room.sums, end = z + (<usize>BLOCK_SIZE << 5); z < end; z += 64) {
    addPair(to, v128.load(z), g1);
    addPair(to + bytes, v128.load(z, 16), g2);
    addPair(to + 2 * bytes, v128.load(z, 32), g3);
    addPair(to + 3 * bytes, v128.load(z, 48), g3);
    to += 16;
  }
}
