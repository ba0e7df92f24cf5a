// A matrix of correlations, a row of tiles at a time.
import {
  BLOCK, ROW_REFERENCE, ROW_SAMPLE
} from "../../../kernels-as/heterodyne/constants.ts"; // prettier-ignore
import {strictMath} from "../../math.ts";
import type {Semantics} from "../types.ts";
import {linkBlocks, makeFactors, type Factors} from "./factors.ts";
import {correlatePair} from "./pairs.ts";
import type {FrameTable, Phase} from "./types.ts";

/** Within a block products reach this exponent and no further: what is large times what is small would lose digits. */
const MOST_DECAY = 50;
/** v2 and xpcsjax have √(M² + this) for the modulus of an integral M. */
const MODULUS = 1e-12;
/** Where that changes less than this it is left out. */
const UNSEEN = 1e-14;

export interface Tiles {
  readonly factors: Factors;
  readonly factor: number;
  readonly isWidened: boolean;
  /** rows of tiles. */
  readonly count: number;
  readonly links: Float64Array;
  /** u of a block of rows, times what links it to a block of columns. */
  readonly linked: Float64Array;
}

export function makeTiles(
  semantics: Semantics,
  table: FrameTable,
  q: number,
  {factor}: Phase
): Tiles {
  return {
    factors: makeFactors(table, q, factor),
    factor,
    isWidened: semantics === "v2" || semantics === "xpcsjax",
    count: table.stride / BLOCK,
    links: new Float64Array(3),
    linked: new Float64Array(4 * BLOCK)
  };
}

/** The tiles right of the diagonal in a row of them, their mirror images, and the one on it. */
export function fillTileRow(tiles: Tiles, row: number, into: Float64Array): void {
  const {frames} = tiles.factors.table;
  const begin = row * BLOCK;
  const end = Math.min(begin + BLOCK, frames);
  fillDiagonal(tiles, begin, end, into);
  for (let column = end; column < frames; column += BLOCK) {
    const stop = Math.min(column + BLOCK, frames);
    linkBlocks(tiles.factors, end - 1, column, tiles.links);
    link(tiles, begin, end);
    fillAbove(tiles, begin, end, column, stop, into);
    fillBelow(tiles, begin, end, column, stop, into);
  }
  if (tiles.isWidened) widen(tiles, begin, end, into);
}

function link({factors, links, linked}: Tiles, begin: number, end: number): void {
  const {u, table} = factors;
  const {stride} = table;
  for (let i = begin; i < end; i++) {
    const at = i - begin;
    linked[at] = links[0] * u[i];
    linked[BLOCK + at] = links[1] * u[stride + i];
    linked[2 * BLOCK + at] = links[2] * u[2 * stride + i];
    linked[3 * BLOCK + at] = links[2] * u[3 * stride + i];
  }
}

function fillAbove(
  {factors, linked}: Tiles,
  begin: number,
  end: number,
  column: number,
  stop: number,
  into: Float64Array
): void {
  const {w, table} = factors;
  const {frames, stride} = table;
  for (let i = begin; i < end; i++) {
    const at = i - begin;
    const u1 = linked[at];
    const u2 = linked[BLOCK + at];
    const u3 = linked[2 * BLOCK + at];
    const u4 = linked[3 * BLOCK + at];
    const place = i * frames;
    for (let j = column; j < stop; j++) {
      into[place + j] =
        u1 * w[j] + u2 * w[stride + j] + (u3 * w[2 * stride + j] + u4 * w[3 * stride + j]);
    }
  }
}

/** The same numbers once more, for to write them along a row is faster than to fetch them along a column. */
function fillBelow(
  {factors, linked}: Tiles,
  begin: number,
  end: number,
  column: number,
  stop: number,
  into: Float64Array
): void {
  const {w, table} = factors;
  const {frames, stride} = table;
  const length = end - begin;
  for (let j = column; j < stop; j++) {
    const w1 = w[j];
    const w2 = w[stride + j];
    const w3 = w[2 * stride + j];
    const w4 = w[3 * stride + j];
    const place = j * frames + begin;
    for (let at = 0; at < length; at++) {
      into[place + at] =
        linked[at] * w1 +
        linked[BLOCK + at] * w2 +
        (linked[2 * BLOCK + at] * w3 + linked[3 * BLOCK + at] * w4);
    }
  }
}

/** Within a block u is too large by its whole decay; where that is too much, pairs are computed one by one. */
function fillDiagonal(tiles: Tiles, begin: number, end: number, into: Float64Array): void {
  const {factors, links, linked, factor} = tiles;
  const {table, half, w} = factors;
  const {frames, stride, numbers} = table;
  const decayOf = (row: number): number =>
    half * (numbers[row * stride + end - 1] - numbers[row * stride + begin]);
  const isShallow = Math.max(decayOf(ROW_REFERENCE), decayOf(ROW_SAMPLE)) <= MOST_DECAY;
  if (isShallow) {
    linkBlocks(factors, end - 1, begin, links);
    link(tiles, begin, end);
  }
  for (let i = begin; i < end; i++) {
    const at = i - begin;
    into[i * frames + i] = 1;
    for (let j = i + 1; j < end; j++) {
      const value = isShallow
        ? linked[at] * w[j] +
          linked[BLOCK + at] * w[stride + j] +
          (linked[2 * BLOCK + at] * w[2 * stride + j] + linked[3 * BLOCK + at] * w[3 * stride + j])
        : correlatePair(table, half, factor, 0, i, j);
      into[i * frames + j] = value;
      into[j * frames + i] = value;
    }
  }
}

/** Pairs so near to one another that the modulus of the programs shows: integrals only grow with the distance. */
function widen({factors, factor}: Tiles, begin: number, end: number, into: Float64Array): void {
  const {table, half} = factors;
  const {frames, stride, numbers} = table;
  const a = ROW_REFERENCE * stride;
  const b = ROW_SAMPLE * stride;
  const near = (0.5 * MODULUS * half) / UNSEEN;
  const diagonal = strictMath.exp(-2 * half * Math.sqrt(MODULUS));
  for (let i = begin; i < end; i++) {
    into[i * frames + i] = diagonal;
    for (let j = i + 1; j < frames; j++) {
      const least = Math.min(numbers[a + j] - numbers[a + i], numbers[b + j] - numbers[b + i]);
      if (!(least < near)) break;
      const value = correlatePair(table, half, factor, MODULUS, i, j);
      into[i * frames + j] = value;
      into[j * frames + i] = value;
    }
  }
}
