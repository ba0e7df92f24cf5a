// What a compiled WASM program and those who run it agree on: where the points lie in memory and
// what the one exported function takes.
import type {Constants} from "../ir.ts";

/**
 * Points lie in tiles of TILE: row r of a tile holds TILE neighbouring f64, one for each of its points, and a
 * tile's rows follow one another. So point i of row r is at byte ((i / TILE | 0)·rows + r)·TILE·8 + (i % TILE)·8.
 */
export const TILE = 512;

/** How many f64 of each row the outputs have for a tile: one a point, or of a program that sums a pair. */
export function outputWidth({isSum}: Pick<WasmProgram, "isSum">): number {
  return isSum ? 2 : TILE;
}

/** The name of the one function a program exports. */
export const ENTRY = "run";

/**
 * Computes the points [begin, end), two at a time. begin is even; where end is odd one point more is computed,
 * which the last tile has room for. All pointers are bytes and multiples of 16.
 *
 * A program that sums keeps no point's values. Of each tile and row it writes two numbers: the sum over the points with
 * even numbers and that over those with odd ones, each added in the order of the points to a zero; a point that nobody
 * asked for adds nothing. A tile's pairs follow one another, so the pair of row r is at byte (tile·rows + r)·16. A tile
 * is summed in one go: begin is the beginning of one, and end is that of another or where the points end.
 */
export type Entry = (
  /** the block that `fillConstants` made. */
  constants: number,
  /** the parameters that are the same for every point: their f64 elements, one after the other. */
  uniforms: number,
  /** tiles of the parameters that differ. */
  inputs: number,
  /** tiles of the answer. */
  outputs: number,
  /** `scratchBytes` of room, for this call alone. */
  scratch: number,
  begin: number,
  end: number
) => void;

/** A program as WASM: the module imports `env.memory` and nothing else. */
export interface WasmProgram {
  bytes: Uint8Array<ArrayBuffer>;
  /** the same for the same bytes; a changed constant does not change it. */
  key: string;
  /** names of the parameters that are the same for every point, in the order of their elements in `uniforms`. */
  uniform: readonly string[];
  /** names of the others, in the order of their rows in a tile of `inputs`. */
  varying: readonly string[];
  inputRows: number;
  outputRows: number;
  /** whether the outputs are sums over the points of each tile. */
  isSum: boolean;
  scratchBytes: number;
  /** roughly what one point costs, in additions. */
  cost: number;
  /** literals and constant arrays as the code expects them. */
  fillConstants: (constants: Constants) => Float64Array<ArrayBuffer>;
}
