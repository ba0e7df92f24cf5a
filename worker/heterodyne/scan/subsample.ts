// A scan of every k-th frame only, with the integrals of all of them.
import {checkInteger, checkNames, show} from "../../check.ts";
import {makeGrid} from "../model/grid.ts";
import type {FrameGrid} from "../model/types.ts";
import {checkRecord} from "./asked.ts";
import {momentsOf} from "./moments.ts";
import type {TakenAngle, TakenScan} from "../takenScan.ts";

/** What "auto" leaves at most, as the original does. */
const AUTO_POINTS = 100_000;
const MOST_POINTS = 1e9;

/** Every so many frames; or as few as leave at most so many elements of all angles together ("auto": 100,000). */
export type SubsampleWish = number | "auto" | {every: number} | {points: number};

const known = new WeakMap<TakenScan, Map<number, TakenScan>>();

/** The same object for the same wish; the scan itself where all frames stay. */
export function subsample(
  taken: TakenScan,
  wish: SubsampleWish,
  what = "heterodyne.fit"
): TakenScan {
  const every = toEvery(what, taken, wish);
  if (every === 1) return taken;
  let kinds = known.get(taken);
  if (!kinds) known.set(taken, (kinds = new Map<number, TakenScan>()));
  let thinned = kinds.get(every);
  if (!thinned) {
    thinned = thin(what, taken, every);
    kinds.set(every, thinned);
  }
  return thinned;
}

function toEvery(what: string, taken: TakenScan, wish: SubsampleWish): number {
  const {frames} = taken.grid;
  if (wish === "auto") return findEvery(taken, AUTO_POINTS);
  if (typeof wish === "string")
    throw new RangeError(
      `${what}: expected subsample as a number, "auto", {every} or {points}, got ${show(wish)}`
    );
  const record = typeof wish === "number" ? {every: wish} : wish;
  checkRecord(what, "subsample", record);
  checkNames(what, "option of subsample", Object.keys(record), ["every", "points"]);
  if ("every" in record) {
    // At least two frames stay.
    checkInteger(what, "subsample", record.every, 1, frames - 1);
    return record.every;
  }
  checkInteger(what, "subsample.points", record.points, 4 * taken.angles.length, MOST_POINTS);
  return findEvery(taken, record.points);
}

function findEvery({grid, angles}: TakenScan, points: number): number {
  for (let every = 1; ; every++) {
    const frames = Math.ceil(grid.frames / every);
    if (frames <= 2 || angles.length * frames * frames <= points) return every;
  }
}

function thin(what: string, taken: TakenScan, every: number): TakenScan {
  const {grid} = taken;
  const angles = taken.angles.map((angle) => thinAngle(what, angle, grid.frames, every));
  return Object.freeze({
    q: taken.q,
    grid: thinGrid(grid, every),
    angles,
    isWeighted: angles.some((angle) => angle.weights !== undefined)
  });
}

/** The times of the frames that stay; the integrals are those of all frames. */
function thinGrid(grid: FrameGrid, every: number): FrameGrid {
  const {semantics, dt, firstFrame} = grid;
  const frames = Math.ceil(grid.frames / every);
  // A scan that was thinned before is thinned further.
  return makeGrid({semantics, frames, dt, firstFrame, every: every * (grid.every ?? 1)});
}

function thinAngle(what: string, angle: TakenAngle, frames: number, every: number): TakenAngle {
  const data = pick(angle.data, frames, every);
  const all = angle.weights && pick(angle.weights, frames, every);
  const weights = all?.every((w) => w === 1) ? undefined : all;
  const moments = momentsOf(data, weights);
  if (moments.points === 0)
    throw new RangeError(
      `${what}: expected elements that count in every ${every}th frame (φ = ${angle.phi}°), got none`
    );
  return Object.freeze({
    phi: angle.phi,
    data,
    weights,
    ...moments,
    deviation: Math.sqrt(moments.see / moments.total),
    // All elements tell more of the noise than those that stay.
    noise: angle.noise
  });
}

function pick(matrix: Float64Array, frames: number, every: number): Float64Array {
  const kept = Math.ceil(frames / every);
  const out = new Float64Array(kept * kept);
  for (let i = 0; i < kept; i++)
    for (let j = 0; j < kept; j++) out[i * kept + j] = matrix[i * every * frames + j * every];
  return out;
}
