// The one thing that touches the data: Σ_j e_ij·w_k(j) of the rows of a tile, and Σ_i e_ij·u_k(i) of its columns.
// Twin: kernels-as/programs/heterodyneSums/sweep.as.ts, whose vectors are pairs of columns.
import {BLOCK_SIZE} from "../../../../kernels-as/programs/heterodyneSums/constants.ts";
import type {Room} from "./room.ts";

/** Adds, to the sums of rows of block `row`, those over a tile; `tile` is its place. */
export function sweepRows(room: Room, row: number, column: number, tile: number): void {
  const {m, stride, frames, angle, factors, evenBlocks: even} = room;
  const pair = factors + row * even + column;
  const right = angle.right + 4 * BLOCK_SIZE * column;
  const most = Math.min(BLOCK_SIZE, frames - row * BLOCK_SIZE);
  const end = Math.min(BLOCK_SIZE, frames - column * BLOCK_SIZE);
  for (let r = 0; r < most; r += 2) {
    const to = angle.rows + row * BLOCK_SIZE + r;
    for (let k = 0; k < 4; k++) {
      const g = m[pair + Math.min(k, 2) * even * even];
      let [a0, a1, b0, b1] = [0, 0, 0, 0];
      for (let c = row === column ? r : 0; c < end; c += 2) {
        const e = tile + 2 * BLOCK_SIZE * (r >> 1) + 2 * c;
        const w = right + 4 * c + 2 * k;
        a0 += m[e] * m[w];
        a1 += m[e + 1] * m[w + 1];
        b0 += m[e + 2] * m[w];
        b1 += m[e + 3] * m[w + 1];
      }
      m[to + k * stride] += (a0 + a1) * g;
      m[to + k * stride + 1] += (b0 + b1) * g;
    }
  }
}

/** Adds, to the sums of columns of block `column`, those over a tile. */
export function sweepColumns(room: Room, row: number, column: number, tile: number): void {
  const {m, stride, frames, angle, factors, evenBlocks: even} = room;
  const pair = factors + row * even + column;
  const left = angle.left + 4 * BLOCK_SIZE * row;
  const most = Math.min(BLOCK_SIZE, frames - row * BLOCK_SIZE);
  const end = Math.min(BLOCK_SIZE, frames - column * BLOCK_SIZE);
  for (let c = 0; c < end; c += 4) {
    const to = angle.columns + column * BLOCK_SIZE + c;
    const last = row === column ? Math.min(c + 4, most) : most;
    for (let k = 0; k < 4; k++) {
      const g = m[pair + Math.min(k, 2) * even * even];
      for (let q = 0; q < 4; q++) {
        let e = tile + 2 * c + 4 * (q >> 1) + (q & 1);
        let sum = 0;
        for (let r = 0; r < last; r += 2, e += 2 * BLOCK_SIZE) {
          const u = left + 4 * r + 2 * k;
          sum = sum + m[e] * m[u] + m[e + 2] * m[u + 1];
        }
        m[to + k * stride + q] += sum * g;
      }
    }
  }
}
