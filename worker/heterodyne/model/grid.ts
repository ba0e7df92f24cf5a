// The times of a scan's frames, and their logarithms.
import {
  BLOCK, EXACT, GRID_DT, GRID_EVERY, GRID_FRAMES, GRID_LOG_FIRST, GRID_SEMANTICS, GRID_STRIDE, GRID_TABLES, GRID_TIMES, V1, V2, XPCSJAX
} from "../../../kernels-as/heterodyne/constants.ts"; // prettier-ignore
import {EXP_LANES, EXP_TABLE} from "../../../kernels-as/math/exp/expTables.ts";
import {strictMath} from "../../math.ts";
import type {Semantics} from "../types.ts";
import type {FrameGrid} from "./types.ts";

export interface GridWish {
  semantics: Semantics;
  frames: number;
  dt: number;
  firstFrame: number;
  /** only every so many of the measurement's frames: `frames` of them; dt and firstFrame are the measurement's. Default 1. */
  every?: number;
}

export const SEMANTICS: readonly Semantics[] = Object.freeze(["exact", "v1", "v2", "xpcsjax"]);

const CODES: Record<Semantics, number> = {exact: EXACT, v1: V1, v2: V2, xpcsjax: XPCSJAX};

/** Frames have their middle half an interval after their beginning; the programs count from the first one, or from 0. */
export function makeGrid({semantics, frames, dt, firstFrame, every = 1}: GridWish): FrameGrid {
  const first = semantics === "exact" ? firstFrame + 0.5 : semantics === "v1" ? 0 : firstFrame;
  const times = Float64Array.from({length: frames}, (_, k) => (first + k * every) * dt);
  const logTimes = times.map((t) => (t > 0 ? strictMath.log(t) : 0));
  const logSpans =
    semantics === "exact"
      ? Float64Array.from({length: frames}, (_, k) => strictMath.log1p((k * every) / first))
      : new Float64Array(0);
  const grid = {semantics, frames, dt, firstFrame, times, logTimes, logSpans};
  if (every === 1) return Object.freeze(grid);
  if (semantics === "exact") return Object.freeze({...grid, every});
  const all = makeGrid({semantics, frames: countAll(frames, every), dt, firstFrame});
  return Object.freeze({...grid, every, all});
}

/** The measurement's frames up to the last one that is kept. */
export function countAll(frames: number, every: number): number {
  return (frames - 1) * every + 1;
}

/** Numbers from one row of a frame table to the next: whole blocks. */
export function findStride(frames: number): number {
  return Math.ceil(frames / BLOCK) * BLOCK;
}

/** How many f64 `writeSettings` takes, at most. */
export function settingsLength(frames: number, every = 1): number {
  const all = every === 1 ? 0 : findStride(countAll(frames, every));
  return GRID_TIMES + 2 * findStride(frames) + 2 * all;
}

/** A grid as kernels-as/heterodyne/frames.as.ts reads it. */
export function writeSettings(grid: FrameGrid, into: Float64Array, at = 0): void {
  const {semantics, frames, dt, times, logTimes, logSpans, every = 1, all} = grid;
  const stride = findStride(frames);
  into[at + GRID_SEMANTICS] = CODES[semantics];
  into[at + GRID_FRAMES] = frames;
  into[at + GRID_STRIDE] = stride;
  into[at + GRID_DT] = all ? dt : dt * every;
  into[at + GRID_EVERY] = all ? every : 1;
  into[at + GRID_LOG_FIRST] = logTimes[0];
  const logs = semantics === "exact" ? logSpans : logTimes;
  into.set(EXP_LANES, at + GRID_TABLES);
  into.set(EXP_TABLE, at + GRID_TABLES + EXP_LANES.length);
  let row = at + GRID_TIMES;
  for (const values of all ? [times, logs, all.times, all.logTimes] : [times, logs]) {
    const end = row + findStride(values.length);
    into.set(values, row);
    into.fill(values[values.length - 1], row + values.length, end);
    row = end;
  }
}
