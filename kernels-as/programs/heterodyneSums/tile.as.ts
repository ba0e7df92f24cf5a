// Where tiles lie, and where an element lies in its tile. Twin:
// worker/heterodyne/sums/reference/tile.ts.
import {TILE_WORDS} from "./constants";
import {Room} from "./room.as";

export function findTile(room: Room, row: i32, column: i32): usize {
  const number = row * room.blocks - ((row * (row - 1)) >> 1) + column - row;
  return room.packed + ((<usize>number * TILE_WORDS) << 3);
}

/** In bytes from the tile's beginning. */
@inline
export function placeInTile(i: i32, j: i32): usize {
  return <usize>(((i >> 1) << 7) + ((j >> 1) << 2) + ((i & 1) << 1) + (j & 1)) << 3;
}
