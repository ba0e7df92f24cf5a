// A strip is a block of rows and, for gradients, the block of columns with the same frames: all that the data say of 64
// frames. Twin: kernels-as/programs/heterodyneSums/strip.as.ts.
import {
  BLOCK_SIZE, FROM_FIRST_A, FROM_FIRST_B, RESULT_FLAT, SHARE_R, SHARE_S, SHARE_X, SLOPE_R, SLOPE_X, TO_LAST_A, TO_LAST_B
} from "../../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import {sumFlat, writeResiduals} from "./flat.ts";
import {rowOf, type Room} from "./room.ts";
import {addSteepColumns, addSteepRows} from "./steep.ts";
import {sweepColumns, sweepRows} from "./sweep.ts";
import {findTile} from "./tile.ts";

/** Σec over a block of rows and, where gradients are wanted, its frames' derivatives of Σec. */
export function sweepStrip(room: Room, block: number): void {
  if (room.m[room.angle.results + RESULT_FLAT] !== 0) {
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
export function residualStrip(room: Room, block: number): void {
  if (room.m[room.angle.results + RESULT_FLAT] === 0) return;
  followRows(room, block, true);
  followColumns(room, block, true);
  derive(room, block);
}

/** Σ_j e_ij R_j E_a², S_j E_b², X_j E_a E_b cos(F_j − F_i) and the same with sin, of the block's rows. */
function followRows(room: Room, block: number, ofResiduals: boolean): void {
  const {m, stride, angle, blocks, steep} = room;
  const first = block * BLOCK_SIZE;
  const rows = angle.rows + first;
  for (let k = 0; k < 4; k++) m.fill(0, rows + k * stride, rows + k * stride + BLOCK_SIZE);
  const isSteep = m[steep + block] !== 0;
  for (let column = isSteep ? block + 1 : block; column < blocks; column++) {
    let tile = findTile(room, block, column);
    if (ofResiduals) tile = writeResiduals(room, block, column, tile);
    sweepRows(room, block, column, tile);
  }
  const [lastA, lastB] = [rowOf(room, TO_LAST_A), rowOf(room, TO_LAST_B)];
  turn(room, rows, first, lastA, lastB, 1);
  if (isSteep) addSteepRows(room, block);
}

/** The same sums over i of e_ij, of the block's columns. */
function followColumns(room: Room, block: number, ofResiduals: boolean): void {
  const {m, stride, angle, steep} = room;
  const first = block * BLOCK_SIZE;
  const columns = angle.columns + first;
  for (let k = 0; k < 4; k++) m.fill(0, columns + k * stride, columns + k * stride + BLOCK_SIZE);
  const isSteep = m[steep + block] !== 0;
  for (let row = 0; row < (isSteep ? block : block + 1); row++) {
    let tile = findTile(room, row, block);
    if (ofResiduals) tile = writeResiduals(room, row, block, tile);
    sweepColumns(room, row, block, tile);
  }
  const [firstA, firstB] = [rowOf(room, FROM_FIRST_A), rowOf(room, FROM_FIRST_B)];
  turn(room, columns, first, firstA, firstB, -1);
  if (isSteep) addSteepColumns(room, block);
}

/** Decay and phase of the frames themselves; `sign`: of sin(F_j − F_i) where the frame is i, or j. */
function turn(
  {m, stride, angle}: Room,
  sums: number,
  first: number,
  decayA: number,
  decayB: number,
  sign: number
): void {
  for (let i = 0; i < BLOCK_SIZE; i++) {
    const at = sums + i;
    const a = m[decayA + first + i];
    const b = m[decayB + first + i];
    const both = a * b;
    const cosine = both * m[angle.cosine + first + i];
    const sine = both * m[angle.sine + first + i];
    const third = m[at + 2 * stride];
    const fourth = m[at + 3 * stride];
    m[at] *= a * a;
    m[at + stride] *= b * b;
    m[at + 2 * stride] = cosine * third + sine * fourth;
    m[at + 3 * stride] = sign * (cosine * fourth - sine * third);
  }
}

/** Σec of the block's rows. */
function addUp(room: Room, block: number): void {
  const {m, stride, angle} = room;
  const first = block * BLOCK_SIZE;
  const [r, s, x] = [SHARE_R, SHARE_S, SHARE_X].map((row) => rowOf(room, row) + first);
  const lanes = [0, 0];
  for (let i = 0; i < BLOCK_SIZE; i++) {
    const at = angle.rows + first + i;
    const pure = m[r + i] * m[at] + m[s + i] * m[at + stride];
    lanes[i & 1] += 2 * m[x + i] * m[at + 2 * stride] + pure;
  }
  m[angle.blockSums + block] = lanes[0] + lanes[1];
}

/** From sums of rows and columns to derivatives by a, b, F and x, in the place of the rows'. */
function derive(room: Room, block: number): void {
  const {m, stride, angle} = room;
  const first = block * BLOCK_SIZE;
  const [r, s, x, rSlope, xSlope] = [SHARE_R, SHARE_S, SHARE_X, SLOPE_R, SLOPE_X].map(
    (row) => rowOf(room, row) + first
  );
  for (let i = 0; i < BLOCK_SIZE; i++) {
    const y = angle.rows + first + i;
    const z = angle.columns + first + i;
    const twice = 2 * m[x + i];
    const mixed = twice * (m[y + 2 * stride] - m[z + 2 * stride]);
    const pure = m[y] + m[z] - (m[y + stride] + m[z + stride]);
    const cross = m[y + 2 * stride] + m[z + 2 * stride];
    const byA = 2 * m[r + i] * (m[y] - m[z]) + mixed;
    const byB = 2 * m[s + i] * (m[y + stride] - m[z + stride]) + mixed;
    const byF = twice * (m[y + 3 * stride] - m[z + 3 * stride]);
    m[y] = byA;
    m[y + stride] = byB;
    m[y + 2 * stride] = byF;
    m[y + 3 * stride] = m[rSlope + i] * pure + 2 * m[xSlope + i] * cross;
  }
}
