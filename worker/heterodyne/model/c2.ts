// The two-time correlation, before contrast and offset.
import {makePace, type Pace} from "../../pace.ts";
import {toTheta} from "../parameters.ts";
import type {Geometry, HeterodyneTheta, Semantics} from "../types.ts";
import {fillFrames, makeTable, phaseOf} from "./frames.ts";
import {toGeometry, type TakenGeometry, type TakenTimes} from "./geometry.ts";
import {makeGrid} from "./grid.ts";
import {fillTileRow, makeTiles} from "./tiles.ts";
import type {FrameTable} from "./types.ts";

interface Wave {
  q: number;
  semantics: Semantics;
}

/** frames×frames by rows, of one angle: `table` holds the frames of θ. */
export function correlate(
  {q, semantics}: Wave,
  theta: ArrayLike<number>,
  table: FrameTable,
  phi: number,
  into = new Float64Array(table.frames * table.frames)
): Float64Array {
  const tiles = makeTiles(semantics, table, q, phaseOf(semantics, theta, phi, q));
  for (let row = 0; row < tiles.count; row++) fillTileRow(tiles, row, into);
  return into;
}

export type C2 = (theta: HeterodyneTheta, geometry: Geometry) => Promise<Float64Array[]>;

/** `heterodyne.c2`: one matrix an angle, in slices where there are many. */
export function makeC2(): C2 {
  return (theta, geometry) => {
    const what = "heterodyne.c2";
    const taken = toGeometry(what, geometry);
    return computeAll(toTheta(what, theta), taken);
  };
}

async function computeAll(theta: Float64Array, geometry: TakenGeometry): Promise<Float64Array[]> {
  const table = tabulate(theta, geometry);
  const pace = makePace(() => undefined);
  try {
    const matrices: Float64Array[] = [];
    for (const phi of geometry.phi) {
      const into = new Float64Array(geometry.frames * geometry.frames);
      await correlateInSlices(geometry, theta, table, phi, into, pace);
      matrices.push(into);
    }
    return matrices;
  } finally {
    pace.close();
  }
}

/** The frames of θ. */
export function tabulate(theta: Float64Array, times: TakenTimes): FrameTable {
  const grid = makeGrid(times);
  const table = makeTable(grid, false);
  fillFrames(grid, theta, table, false);
  return table;
}

/** As `correlate`, with rests. */
export async function correlateInSlices(
  {q, semantics}: Wave,
  theta: Float64Array,
  table: FrameTable,
  phi: number,
  into: Float64Array,
  pace: Pace
): Promise<void> {
  const tiles = makeTiles(semantics, table, q, phaseOf(semantics, theta, phi, q));
  for (let row = 0; row < tiles.count; row++) {
    fillTileRow(tiles, row, into);
    if (pace.isDue()) await pace.rest(() => ({phase: "c2", done: row, total: tiles.count}));
  }
}
