// What a reader asks of a one-time correlation, checked.
import {checkInteger, checkNames, checkOneOf, checkVector, show} from "../../check.ts";
import type {G2Options} from "./g2Types.ts";
import {checkAbove0, checkRecord} from "./asked.ts";
import type {Correlation} from "./diagonals.ts";
import {everyLag, multiTauLags, type LagGroup} from "./lags.ts";

const WHAT = "heterodyne.g2";
const OPTIONS = [
  "dt", "frames", "mask", "badFrames", "errors", "blocks", "replicates", "seed", "lags", "channels", "levels", "age"
]; // prettier-ignore

/** A stretch of time, and which elements of a diagonal are in it. */
export interface Slice {
  from: number;
  to: number;
  stretch: (lag: number, length: number) => [begin: number, end: number];
}

export interface G2Asked {
  isList: boolean;
  frames: number;
  dt: number;
  correlations: Correlation[];
  groups: LagGroup[];
  slices: Slice[];
  bootstrap: {blocks: number; replicates: number; seed: number} | undefined;
}

type Matrices = ArrayLike<number> | readonly ArrayLike<number>[];

export function toG2Asked(data: Matrices, options: G2Options): G2Asked {
  checkRecord(WHAT, "the options", options);
  checkNames(WHAT, "option", Object.keys(options), OPTIONS);
  const {dt = 1, frames, errors = "independent", blocks = 16, replicates = 200, seed = 1, lags = "all"} = options; // prettier-ignore
  checkAbove0(WHAT, "dt", dt);
  checkOneOf(WHAT, "errors", errors, ["independent", "blocks"]);
  checkInteger(WHAT, "blocks", blocks, 2, 1024);
  checkInteger(WHAT, "replicates", replicates, 2, 100_000);
  checkInteger(WHAT, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkOneOf(WHAT, "lags", lags, ["all", "multitau"]);
  const list = toList("data", data);
  const rows = toFrames(frames, list.matrices[0].length);
  return {
    isList: list.isList,
    frames: rows,
    dt,
    correlations: toCorrelations(list.matrices, rows, options),
    groups: toGroups(rows, options),
    slices: toSlices(rows, dt, options.age),
    bootstrap: errors === "blocks" ? {blocks, replicates, seed} : undefined
  };
}

function toList(name: string, given: Matrices) {
  const isList = Array.isArray(given) && typeof given[0] !== "number";
  const matrices = isList ? (given as readonly ArrayLike<number>[]) : [given as ArrayLike<number>];
  if (matrices.length === 0)
    throw new RangeError(`${WHAT}: expected at least one matrix in ${name}, got an empty array`);
  matrices.forEach((matrix, k) => checkVector(WHAT, isList ? `${name}[${k}]` : name, matrix));
  return {isList, matrices};
}

function toFrames(frames: number | undefined, length: number): number {
  if (frames !== undefined) {
    checkInteger(WHAT, "frames", frames, 1, 100_000);
    return frames;
  }
  const rows = Math.round(Math.sqrt(length));
  if (rows * rows !== length || rows === 0)
    throw new RangeError(`${WHAT}: expected data as frames×frames numbers, got ${length} of them`);
  return rows;
}

function toCorrelations(
  matrices: readonly ArrayLike<number>[],
  frames: number,
  options: G2Options
): Correlation[] {
  const masks = options.mask === undefined ? undefined : toList("mask", options.mask);
  if (masks?.isList && masks.matrices.length !== matrices.length)
    throw new RangeError(
      `${WHAT}: expected one mask for all matrices, or a list of ${matrices.length}, got ${masks.matrices.length}`
    );
  const isBad = new Uint8Array(frames);
  const {badFrames = []} = options;
  checkVector(WHAT, "badFrames", badFrames);
  Array.from(badFrames).forEach((frame, k) => {
    checkInteger(WHAT, `badFrames[${k}]`, frame, 0, frames - 1);
    isBad[frame] = 1;
  });
  return matrices.map((data, k) => {
    checkSize("data", data, frames);
    const mask = masks && masks.matrices[masks.isList ? k : 0];
    if (mask) checkSize("mask", mask, frames);
    return {frames, data, mask, isBad};
  });
}

function checkSize(name: string, matrix: ArrayLike<number>, frames: number): void {
  if (matrix.length !== frames * frames)
    throw new RangeError(
      `${WHAT}: expected ${name} of ${frames}×${frames} = ${frames * frames} elements, got ${show(matrix)}`
    );
}

function toGroups(frames: number, {lags = "all", channels, levels}: G2Options): LagGroup[] {
  if (lags === "all") {
    if (channels !== undefined || levels !== undefined)
      throw new TypeError(
        `${WHAT}: expected channels and levels only with lags "multitau", got lags "all"`
      );
    return everyLag(frames);
  }
  const first = channels ?? 8;
  checkInteger(WHAT, "channels", first, 2, 4096);
  if (first % 2 !== 0)
    throw new RangeError(`${WHAT}: expected channels as an even number, got ${first}`);
  if (levels !== undefined) checkInteger(WHAT, "levels", levels, 1, 64);
  return multiTauLags(frames, first, levels ?? 64);
}

function toSlices(frames: number, dt: number, age: G2Options["age"]): Slice[] {
  if (age === undefined) return [];
  checkRecord(WHAT, "age", age);
  checkNames(WHAT, "option of age", Object.keys(age), ["slices", "by"]);
  const {slices, by = "age"} = age;
  checkOneOf(WHAT, "age.by", by, ["age", "t1"]);
  const edges = toEdges(frames, dt, slices);
  return edges.slice(1).map((to, s) => ({
    from: edges[s],
    to,
    stretch: (lag, length) => {
      // The first element whose time reaches an edge; the age of element i is i + lag/2.
      const shift = by === "age" ? 0.5 * lag : 0;
      const reach = (edge: number): number =>
        Math.min(Math.max(Math.ceil(edge / dt - shift - 1e-9), 0), length);
      return [reach(edges[s]), reach(to)];
    }
  }));
}

function toEdges(frames: number, dt: number, slices: number | ArrayLike<number>): number[] {
  if (typeof slices === "number") {
    checkInteger(WHAT, "age.slices", slices, 1, frames);
    return Array.from({length: slices + 1}, (_, s) => (s * frames * dt) / slices);
  }
  checkVector(WHAT, "age.slices", slices);
  const edges = Array.from(slices);
  const wrong = edges.findIndex((edge, s) => !(edge > (s > 0 ? edges[s - 1] : -Infinity)));
  if (edges.length < 2 || wrong >= 0)
    throw new RangeError(
      `${WHAT}: expected age.slices as a number of slices or as at least two rising times, got ${show(slices)}`
    );
  return edges;
}
