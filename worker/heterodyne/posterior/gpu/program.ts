// The likelihoods' program for the GPU: what it is given, and where it lies.
import {BLOCK} from "../../../../kernels-as/heterodyne/constants.ts";
import type {GpuProgram} from "../../../device/gpu/program.ts";
import type {TakenScan} from "../../takenScan.ts";
import {
  countBlocks,
  packData,
  packedLength,
  placeInTile,
  TILE_NUMBERS
} from "../../sums/packing.ts";
import source from "./likelihoods.wgsl?raw";

/** Rows of each frame: likelihoods.wgsl. */
export const FRAME_ROWS = 10;
/** Sums of a tile. */
export const SUMS = 3;
/** Additions that a pair of frames counts for. */
const PAIR = 22;

export interface Sizes {
  frames: number;
  stride: number;
  blocks: number;
  tiles: number;
}

export function toSizes(frames: number): Sizes {
  const blocks = countBlocks(frames);
  return {frames, stride: blocks * BLOCK, blocks, tiles: packedLength(frames) / TILE_NUMBERS};
}

/** How many rows a point has. */
export function countRows({stride, blocks}: Sizes): number {
  return 1 + FRAME_ROWS * stride + 2 * blocks * blocks;
}

/** `angles`: how many have data. */
export function toProgram(sizes: Sizes, angles: number): GpuProgram {
  const {frames, stride, blocks, tiles} = sizes;
  const head = Object.entries({FRAMES: frames, STRIDE: stride, BLOCKS: blocks, TILES: tiles})
    .map(([name, value]) => `const ${name} = ${value}u;\n`)
    .join("");
  return {
    name: "heterodyne likelihoods",
    source: head + source,
    key: `heterodyne likelihoods ${frames}`,
    uniform: [],
    varying: [],
    inputRows: countRows(sizes),
    outputRows: SUMS * tiles,
    scratchRows: 0,
    isPaired: false,
    constantCount: angles * tiles * TILE_NUMBERS,
    uniformCount: 0,
    cost: (PAIR * frames * frames) / 2
  };
}

/** Data less their means, tile by tile, four rows side by side. */
export function toConstants(taken: TakenScan, places: readonly number[]): Float32Array {
  const {frames} = taken.grid;
  const {blocks, tiles} = toSizes(frames);
  const constants = new Float32Array(places.length * tiles * TILE_NUMBERS);
  const packed = new Float64Array(tiles * TILE_NUMBERS);
  places.forEach((place, a) => {
    for (let row = 0; row < blocks; row++) packData(taken.angles[place], frames, row, packed);
    const into = constants.subarray(a * packed.length);
    for (let tile = 0; tile < tiles; tile++) {
      const from = tile * TILE_NUMBERS;
      for (let i = 0; i < BLOCK; i++)
        for (let j = 0; j < BLOCK; j++)
          into[from + (i >> 2) * 4 * BLOCK + 4 * j + (i & 3)] = packed[from + placeInTile(i, j)];
    }
  });
  return constants;
}
