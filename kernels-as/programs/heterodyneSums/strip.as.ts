// A strip is a block of rows and, for gradients, the block of columns with the same frames: all
// that the data say of 64 frames. Twin: worker/heterodyne/sums/reference/strip.ts.
import {
  BLOCK_SIZE, FROM_FIRST_A, FROM_FIRST_B, RESULT_FLAT, SHARE_R, SHARE_S, SHARE_X, SLOPE_R, SLOPE_X,
  TO_LAST_A, TO_LAST_B
} from "./constants";
import {sumFlat, writeResiduals} from "./flat.as";
import {Room, rowOf, setWord, word} from "./room.as";
import {addSteep} from "./steep.as";
import {sweepColumns, sweepRows} from "./sweep.as";
import {findTile} from "./tile.as";

/** Σec over a block of rows and, where gradients are wanted, its frames' derivatives of Σec. */
export function sweepStrip(room: Room, block: i32): void {
  if (word(room.results, RESULT_FLAT) != 0) {
    sumFlat(room, block);
    return;
  }
  followRows(room, block, false);
  addUp(room, block);
  if (!room.hasGradient) return;
  followColumns(room, block, false);
  derive(room, block);
}

/** The derivatives of a strip whose correlation is nearly flat, of Σrc with the residuals r. */
export function residualStrip(room: Room, block: i32): void {
  if (word(room.results, RESULT_FLAT) == 0) return;
  followRows(room, block, true);
  followColumns(room, block, true);
  derive(room, block);
}

function followRows(room: Room, block: i32, ofResiduals: bool): void {
  const first = <usize>(block * BLOCK_SIZE) << 3, rows = room.rows + first;
  clear(rows, room.row);
  const isSteep = word(room.steep, block) != 0;
  for (let column = isSteep ? block + 1 : block; column < room.blocks; column++) {
    let tile = findTile(room, block, column);
    if (ofResiduals) tile = writeResiduals(room, block, column, tile);
    sweepRows(room, block, column, tile);
  }
  turn(room, rows, first, TO_LAST_A, TO_LAST_B, 1);
  if (isSteep) addSteep(room, block, room.rows, false);
}

/** The same sums over i of e_ij, of the block's columns. */
function followColumns(room: Room, block: i32, ofResiduals: bool): void {
  const first = <usize>(block * BLOCK_SIZE) << 3, columns = room.columns + first;
  clear(columns, room.row);
  const isSteep = word(room.steep, block) != 0;
  for (let row = 0, end = isSteep ? block : block + 1; row < end; row++) {
    let tile = findTile(room, row, block);
    if (ofResiduals) tile = writeResiduals(room, row, block, tile);
    sweepColumns(room, row, block, tile);
  }
  turn(room, columns, first, FROM_FIRST_A, FROM_FIRST_B, -1);
  if (isSteep) addSteep(room, block, room.columns, true);
}

function clear(sums: usize, row: usize): void {
  for (let k: usize = 0; k < 4; k++) memory.fill(sums + k * row, 0, <usize>BLOCK_SIZE << 3);
}

/** Decay and phase of the frames themselves; `sign`: of sin(F_j − F_i) where it is i, or j. */
function turn(room: Room, sums: usize, first: usize, rowA: i32, rowB: i32, sign: f64): void {
  const bytes = room.row, decayA = rowOf(room, rowA) + first, decayB = rowOf(room, rowB) + first;
  const cosines = room.cosine + first, sines = room.sine + first, signs = f64x2.splat(sign);
  for (let i: usize = 0; i < <usize>BLOCK_SIZE << 3; i += 16) {
    const a = v128.load(decayA + i), b = v128.load(decayB + i), both = f64x2.mul(a, b);
    const cosine = f64x2.mul(both, v128.load(cosines + i));
    const sine = f64x2.mul(both, v128.load(sines + i));
    const at = sums + i, third = v128.load(at + 2 * bytes), fourth = v128.load(at + 3 * bytes);
    v128.store(at, f64x2.mul(v128.load(at), f64x2.mul(a, a)));
    v128.store(at + bytes, f64x2.mul(v128.load(at + bytes), f64x2.mul(b, b)));
    v128.store(at + 2 * bytes, f64x2.add(f64x2.mul(cosine, third), f64x2.mul(sine, fourth)));
    v128.store(at + 3 * bytes, f64x2.mul(
      signs, f64x2.sub(f64x2.mul(cosine, fourth), f64x2.mul(sine, third))));
  }
}

/** Σec of the block's rows. */
function addUp(room: Room, block: i32): void {
  const first = <usize>(block * BLOCK_SIZE) << 3, bytes = room.row, two = f64x2.splat(2);
  const r = rowOf(room, SHARE_R) + first, s = rowOf(room, SHARE_S) + first;
  const x = rowOf(room, SHARE_X) + first, rows = room.rows + first;
  let sum = f64x2.splat(0);
  for (let i: usize = 0; i < <usize>BLOCK_SIZE << 3; i += 16) {
    const at = rows + i;
    const pure = f64x2.add(
      f64x2.mul(v128.load(r + i), v128.load(at)),
      f64x2.mul(v128.load(s + i), v128.load(at + bytes)));
    const mixed = f64x2.mul(f64x2.mul(two, v128.load(x + i)), v128.load(at + 2 * bytes));
    sum = f64x2.add(sum, f64x2.add(mixed, pure));
  }
  setWord(room.blockSums, block, f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1));
}

/** From sums of rows and columns to derivatives by a, b, F and x, in the place of the rows'. */
function derive(room: Room, block: i32): void {
  const first = <usize>(block * BLOCK_SIZE) << 3, bytes = room.row, two = f64x2.splat(2);
  const r = rowOf(room, SHARE_R) + first, s = rowOf(room, SHARE_S) + first;
  const x = rowOf(room, SHARE_X) + first;
  const rSlope = rowOf(room, SLOPE_R) + first, xSlope = rowOf(room, SLOPE_X) + first;
  for (let i: usize = 0; i < <usize>BLOCK_SIZE << 3; i += 16) {
    const y = room.rows + first + i, z = room.columns + first + i;
    const y1 = v128.load(y), y2 = v128.load(y + bytes), y3 = v128.load(y + 2 * bytes);
    const z1 = v128.load(z), z2 = v128.load(z + bytes), z3 = v128.load(z + 2 * bytes);
    const y4 = v128.load(y + 3 * bytes), z4 = v128.load(z + 3 * bytes);
    const twice = f64x2.mul(two, v128.load(x + i)), mixed = f64x2.mul(twice, f64x2.sub(y3, z3));
    const pure = f64x2.sub(f64x2.add(y1, z1), f64x2.add(y2, z2)), cross = f64x2.add(y3, z3);
    const byA = f64x2.mul(f64x2.mul(two, v128.load(r + i)), f64x2.sub(y1, z1));
    const byB = f64x2.mul(f64x2.mul(two, v128.load(s + i)), f64x2.sub(y2, z2));
    v128.store(y, f64x2.add(byA, mixed));
    v128.store(y + bytes, f64x2.add(byB, mixed));
    v128.store(y + 2 * bytes, f64x2.mul(twice, f64x2.sub(y4, z4)));
    v128.store(y + 3 * bytes, f64x2.add(
      f64x2.mul(v128.load(rSlope + i), pure),
      f64x2.mul(f64x2.mul(two, v128.load(xSlope + i)), cross)));
  }
}
