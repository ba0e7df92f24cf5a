// A scan's data as the kernels sweep over it: folded, centred, in tiles. The model is symmetric, so an element and its
// mirror image are one, and half of the matrix is all there is to read.
import {BLOCK} from "../../../kernels-as/heterodyne/constants.ts";
import type {TakenAngle} from "../takenScan.ts";

/** Numbers of a tile. */
export const TILE_NUMBERS = BLOCK * BLOCK;

/** Blocks of rows, and of columns. */
export function countBlocks(frames: number): number {
  return Math.ceil(frames / BLOCK);
}

/** Tiles lie one after the other: blocks of rows I, each with its blocks of columns J ≥ I. */
export function tileNumber(row: number, column: number, blocks: number): number {
  return row * blocks - (row * (row - 1)) / 2 + column - row;
}

/** How many numbers the packed matrix of an angle has. */
export function packedLength(frames: number): number {
  return tileNumber(countBlocks(frames), countBlocks(frames), countBlocks(frames)) * TILE_NUMBERS;
}

/** Where an element lies in its tile: 2×2 neighbours by rows, these by columns, and then by pairs of rows. */
export function placeInTile(row: number, column: number): number {
  return (row >> 1) * (2 * BLOCK) + (column >> 1) * 4 + (row & 1) * 2 + (column & 1);
}

/**
 * Writes the tiles of one block of rows: of i < j the mean of an element and its mirror image less the angle's mean, of
 * i = j half of that, so that a sum over all N² elements is twice the sum over these. All else is 0. Where the angle has
 * weights the mean of the two is by these, and i = j is whole: there `packWeights` has the half.
 */
export function packData(angle: TakenAngle, frames: number, row: number, into: Float64Array): void {
  const {data, weights, mean} = angle;
  if (weights) {
    fillTiles(frames, row, into, (at, mirror) => meanOf(data, weights, at, mirror, mean));
    return;
  }
  const blocks = countBlocks(frames);
  for (let column = row; column < blocks; column++) {
    const from = tileNumber(row, column, blocks) * TILE_NUMBERS;
    const tile = into.subarray(from, from + TILE_NUMBERS);
    const isWhole = column > row && (column + 1) * BLOCK <= frames;
    if (isWhole) packWholeTile(data, frames, row * BLOCK, column * BLOCK, mean, tile);
    else packTile(data, frames, row * BLOCK, column * BLOCK, mean, tile);
  }
}

/** The factors that belong to `packData` where the angle has weights: of i < j the mean of the two, of i = j half. */
export function packWeights(
  weights: Float64Array,
  frames: number,
  row: number,
  into: Float64Array
): void {
  fillTiles(frames, row, into, (at, mirror) =>
    at === mirror ? 0.5 * weights[at] : 0.5 * (weights[at] + weights[mirror])
  );
}

/** The weighted mean of an element and its mirror image, less the angle's; what does not count may be anything. */
function meanOf(
  data: Float64Array,
  weights: Float64Array,
  at: number,
  mirror: number,
  mean: number
): number {
  const [w, v] = [weights[at], weights[mirror]];
  if (w === 0) return v === 0 ? 0 : data[mirror] - mean;
  if (v === 0 || at === mirror) return data[at] - mean;
  return (w * (data[at] - mean) + v * (data[mirror] - mean)) / (w + v);
}

/** `value` is given an element's place in the matrix and that of its mirror image. */
function fillTiles(
  frames: number,
  row: number,
  into: Float64Array,
  value: (at: number, mirror: number) => number
): void {
  const blocks = countBlocks(frames);
  for (let column = row; column < blocks; column++) {
    const from = tileNumber(row, column, blocks) * TILE_NUMBERS;
    into.fill(0, from, from + TILE_NUMBERS);
    const lastColumn = Math.min((column + 1) * BLOCK, frames);
    for (let i = row * BLOCK; i < Math.min((row + 1) * BLOCK, frames); i++) {
      for (let j = Math.max(i, column * BLOCK); j < lastColumn; j++) {
        into[from + placeInTile(i % BLOCK, j % BLOCK)] = value(i * frames + j, j * frames + i);
      }
    }
  }
}

/** A tile off the diagonal that has no padding. */
function packWholeTile(
  data: Float64Array,
  frames: number,
  top: number,
  left: number,
  mean: number,
  tile: Float64Array
): void {
  let to = 0;
  for (let i = top; i < top + BLOCK; i += 2) {
    for (let j = left; j < left + BLOCK; j += 2, to += 4) {
      const at = i * frames + j;
      const mirror = j * frames + i;
      tile[to] = 0.5 * (data[at] + data[mirror]) - mean;
      tile[to + 1] = 0.5 * (data[at + 1] + data[mirror + frames]) - mean;
      tile[to + 2] = 0.5 * (data[at + frames] + data[mirror + 1]) - mean;
      tile[to + 3] = 0.5 * (data[at + frames + 1] + data[mirror + frames + 1]) - mean;
    }
  }
}

/** A tile on the diagonal or at the edge. */
function packTile(
  data: Float64Array,
  frames: number,
  top: number,
  left: number,
  mean: number,
  tile: Float64Array
): void {
  tile.fill(0);
  for (let i = top; i < Math.min(top + BLOCK, frames); i++) {
    for (let j = Math.max(left, i); j < Math.min(left + BLOCK, frames); j++) {
      const e = 0.5 * (data[i * frames + j] + data[j * frames + i]) - mean;
      tile[placeInTile(i - top, j - left)] = i === j ? 0.5 * e : e;
    }
  }
}
