// Sums of samples over all frames of a measurement, of which the table holds every so many. Twin of
// kernels-as/heterodyne/framesThinned.as.ts.
import {FRAME_ROWS} from "../../../kernels-as/heterodyne/constants.ts";
import {findStride} from "./grid.ts";
import {sumUp} from "./sampled.ts";
import {findSlopes} from "./slopes.ts";
import type {FrameGrid, FrameTable} from "./types.ts";

const tables = new WeakMap<FrameGrid, FrameTable>();

export function sumUpAll(
  grid: FrameGrid,
  theta: Float64Array,
  table: FrameTable,
  row: number,
  withSlopes: boolean
): void {
  const {frames, every = 1, all = grid} = grid;
  const whole = tableOf(all);
  sumUp(all, theta, whole, row, withSlopes);
  const pick = (from: number, to: number): void => {
    for (let k = 0; k < frames; k++) table.numbers[to + k] = whole.numbers[from + k * every];
  };
  pick(row * whole.stride, row * table.stride);
  if (!withSlopes) return;
  for (let p = 0; p < 3; p++)
    pick(findSlopes(whole, row) + p * whole.stride, findSlopes(table, row) + p * table.stride);
}

/** Room that is kept for the next call. */
function tableOf(all: FrameGrid): FrameTable {
  let table = tables.get(all);
  if (!table) {
    const stride = findStride(all.frames);
    table = {frames: all.frames, stride, numbers: new Float64Array(FRAME_ROWS * stride)};
    tables.set(all, table);
  }
  return table;
}
