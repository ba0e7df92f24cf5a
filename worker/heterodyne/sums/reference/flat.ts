// A correlation that is nearly flat, summed pair by pair and less 1: sums of c and c² would lose the digits that tell it
// from a constant. Twin: kernels-as/programs/heterodyneSums/flat.as.ts.
import {
  BLOCK_SIZE, RESULT_CONTRAST, RESULT_SHIFT, TILE_WORDS
} from "../../../../kernels-as/programs/heterodyneSums/constants.ts"; // prettier-ignore
import type {Room} from "./room.ts";
import {findTile, placeInTile} from "./tile.ts";

/** Σe(c − 1), Σ(c − 1) and Σ(c − 1)² of a block of rows. */
export function sumFlat(room: Room, block: number): void {
  const {m, blocks, evenBlocks: even, angle, tile} = room;
  const sums = [0, 0, 0, 0, 0, 0];
  for (let column = block; column < blocks; column++) {
    const packed = findTile(room, block, column);
    formTile(room, block, column);
    for (let at = 0; at < TILE_WORDS; at += 2) {
      for (let lane = 0; lane < 2; lane++) {
        const t = m[tile + at + lane];
        sums[lane] += m[packed + at + lane] * t;
        sums[2 + lane] += t;
        sums[4 + lane] += t * t;
      }
    }
  }
  for (let k = 0; k < 3; k++) {
    m[angle.blockSums + k * even + block] = sums[2 * k] + sums[2 * k + 1];
  }
}

/** Residuals of a tile into the thread's own, whose place is returned; 0 where i ≥ j. */
export function writeResiduals(room: Room, row: number, column: number, packed: number): number {
  const {m, angle, tile} = room;
  const contrast = m[angle.results + RESULT_CONTRAST];
  const shift = m[angle.results + RESULT_SHIFT];
  formTile(room, row, column);
  for (let at = 0; at < TILE_WORDS; at++) {
    m[tile + at] = m[packed + at] - contrast * m[tile + at] + shift;
  }
  clear(room, row, column);
  return tile;
}

/** c − 1 of i < j, else 0, into the thread's own tile. */
function formTile(room: Room, row: number, column: number): void {
  const {m, evenBlocks: even, factors, angle, tile} = room;
  const pair = factors + row * even + column;
  const [g1, g2, g3] = [m[pair], m[pair + even * even], m[pair + 2 * even * even]];
  const right = angle.right + 4 * BLOCK_SIZE * column;
  for (let i = 0; i < BLOCK_SIZE; i++) {
    const u = angle.left + 4 * (row * BLOCK_SIZE + (i & -2)) + (i & 1);
    const [u1, u2, u3, u4] = [g1 * m[u], g2 * m[u + 2], 2 * g3 * m[u + 4], 2 * g3 * m[u + 6]];
    for (let j = 0; j < BLOCK_SIZE; j++) {
      const w = right + 8 * (j >> 1) + (j & 1);
      const mixed = u4 * m[w + 6] + u3 * m[w + 4];
      m[tile + placeInTile(i, j)] = u1 * m[w] + (u2 * m[w + 2] + mixed) - 1;
    }
  }
  clear(room, row, column);
}

/** What is not above the diagonal, or beyond the frames, is no pair. */
function clear({m, tile, frames}: Room, row: number, column: number): void {
  const height = Math.min(BLOCK_SIZE, frames - row * BLOCK_SIZE);
  const width = Math.min(BLOCK_SIZE, frames - column * BLOCK_SIZE);
  if (row !== column && width === BLOCK_SIZE) return;
  for (let i = 0; i < BLOCK_SIZE; i++) {
    for (let j = 0; j < BLOCK_SIZE; j++) {
      const isPair = i < height && j < width && (row !== column || i < j);
      if (!isPair) m[tile + placeInTile(i, j)] = 0;
    }
  }
}
