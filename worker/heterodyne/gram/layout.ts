// Where the parts of a Gram program's work lie in its room, in numbers from its beginning.
import {
  ANGLE_NUMBERS, ANGLES_AT, BLOCKS, DATA, FACTORS_AT, FRAMES, FRAMES_AT, GROUP, GROUP_SUMS, MOST_COLUMNS,
  COLUMN_SUMS, STRIP_TILES, STRIPS, SUMS_AT, WEIGHTS
} from "../../../kernels-as/programs/heterodyneGram/constants.ts"; // prettier-ignore
import {countBlocks} from "../sums/packing.ts";
import {factorsLength, tableLength} from "./tables.ts";

/** An angle's tiles are no more strips than this: enough for every thread, and few enough to be added up. */
const MOST_STRIPS = 96;

/** All sums of NORMAL with as many columns as there may be. */
const MOST_SUMS = countSums(MOST_COLUMNS / GROUP, false);

/** Sums of NORMAL, or of GRADIENT. */
export function countSums(groups: number, isGradient: boolean): number {
  const products = isGradient ? groups : (groups * (groups + 1)) / 2;
  return COLUMN_SUMS + GROUP * groups + GROUP_SUMS * products;
}

export interface GramLayout {
  readonly frames: number;
  readonly angles: number;
  readonly tiles: number;
  readonly stripTiles: number;
  /** strips of an angle. */
  readonly strips: number;
  readonly tables: number;
  readonly tableLength: number;
  readonly factors: number;
  readonly factorsLength: number;
  readonly sums: number;
  /** of all. */
  readonly length: number;
}

export function layOut(frames: number, angles: number): GramLayout {
  const blocks = countBlocks(frames);
  const tiles = (blocks * (blocks + 1)) / 2;
  const stripTiles = Math.ceil(tiles / MOST_STRIPS);
  const strips = Math.ceil(tiles / stripTiles);
  const tables = whole(ANGLES_AT + ANGLE_NUMBERS * angles);
  const factors = tables + tableLength(frames) * angles;
  const sums = factors + whole(factorsLength(frames));
  return {
    frames,
    angles,
    tiles,
    stripTiles,
    strips,
    tables,
    tableLength: tableLength(frames),
    factors,
    factorsLength: factorsLength(frames),
    sums,
    length: sums + 2 * MOST_SUMS * strips * angles
  };
}

/** Whole cache lines. */
function whole(length: number): number {
  return 8 * Math.ceil(length / 8);
}

export interface Places {
  /** of the room, in bytes. */
  at: number;
  data: readonly number[];
  weights: readonly (number | undefined)[];
}

/** The settings that no evaluation changes. */
export function writeFixed(
  layout: GramLayout,
  {at, data, weights}: Places,
  to: Float64Array
): void {
  to[SUMS_AT] = at + 8 * layout.sums;
  to[BLOCKS] = countBlocks(layout.frames);
  to[FRAMES] = layout.frames;
  to[STRIP_TILES] = layout.stripTiles;
  to[STRIPS] = layout.strips;
  for (let a = 0; a < layout.angles; a++) {
    const own = ANGLES_AT + a * ANGLE_NUMBERS;
    to[own + DATA] = data[a];
    to[own + WEIGHTS] = weights[a] ?? 0;
    to[own + FRAMES_AT] = at + 8 * (layout.tables + a * layout.tableLength);
    to[own + FACTORS_AT] = at + 8 * layout.factors;
  }
}
