// Between vectors, as callers have them, and tiles, as programs read and write them (compiler/wasm/abi.ts).
import {TILE} from "../compiler/wasm/abi.ts";

/** How many f64 the tiles of `rows` vectors of length n take; `width`: of each row of a tile. */
export function tilesLength(rows: number, n: number, width = TILE): number {
  return Math.ceil(n / TILE) * width * rows;
}

/** Writes a vector as a row of the tiles. Points go in pairs: the last of an odd number is its own neighbour. */
export function packRow(
  tiles: Float64Array,
  rows: number,
  row: number,
  values: Float64Array
): void {
  const n = values.length;
  const stride = rows * TILE;
  let at = row * TILE;
  for (let first = 0; first < n; first += TILE, at += stride) {
    tiles.set(values.subarray(first, first + TILE), at);
  }
  const last = at - stride;
  if (n % 2 === 1) tiles[last + (n % TILE)] = values[n - 1];
}

/** Reads a row of the tiles into a vector, which is returned. */
export function unpackRow<T extends Float64Array>(
  tiles: Float64Array,
  rows: number,
  row: number,
  values: T
): T {
  const n = values.length;
  for (let first = 0, at = row * TILE; first < n; first += TILE, at += rows * TILE) {
    values.set(tiles.subarray(at, at + Math.min(TILE, n - first)), first);
  }
  return values;
}
