// Sums over points in one order, however the points are computed: in a tile four interleaved sums, then tile by tile.
import {TILE} from "../../compiler/wasm/abi.ts";

/** Adds `count` numbers from `from` on to `totals[row]`. Returns nothing, so that no number needs a box. */
export function addRow(
  values: Float64Array,
  from: number,
  count: number,
  totals: Float64Array,
  row: number
): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  const end = from + count;
  let i = from;
  for (; i + 3 < end; i += 4) {
    a += values[i];
    b += values[i + 1];
    c += values[i + 2];
    d += values[i + 3];
  }
  if (i < end) a += values[i];
  if (i + 1 < end) b += values[i + 1];
  if (i + 2 < end) c += values[i + 2];
  totals[row] += a + b + (c + d);
}

/** Adds the rows of one tile to the totals. */
export function addTile(
  tile: Float64Array,
  rows: number,
  count: number,
  totals: Float64Array
): void {
  for (let row = 0; row < rows; row++) addRow(tile, row * TILE, count, totals, row);
}
