// Where tiles lie, and where an element lies in its tile. Twin: kernels-as/programs/heterodyneSums/tile.as.ts.
import {BLOCK_SIZE, TILE_WORDS} from "../../../../kernels-as/programs/heterodyneSums/constants.ts";
import type {Room} from "./room.ts";

export function findTile({blocks, angle}: Room, row: number, column: number): number {
  return angle.packed + (row * blocks - (row * (row - 1)) / 2 + column - row) * TILE_WORDS;
}

export function placeInTile(i: number, j: number): number {
  return 2 * BLOCK_SIZE * (i >> 1) + 4 * (j >> 1) + 2 * (i & 1) + (j & 1);
}
