// Local fits of all series at given times: one run of the WASM kernel, taken apart.
import type {KernelOptions, Kernels} from "../../api.ts";
import type {Stats} from "../../work.ts";
import type {Chain} from "./chain.ts";
import {SHAPES} from "./kernelTable.ts";
import type {KernelShape} from "../types.ts";
import {countDistinct, findWindows, type Axis, type Windows} from "./windows.ts";

/** What the estimator asks of the engine. */
export interface EstimateHooks {
  kernels: Kernels;
}

/** A problem, ready for the kernels. */
export interface Problem {
  axis: Axis;
  /** the series one after the other, each less its middle. */
  data: Float64Array;
  /** what was taken off each series: sums of small numbers round less. */
  middles: Float64Array;
  /** each series as it is. */
  rows: Float64Array[];
  kernel: KernelShape;
  ties: number;
  hooks: EstimateHooks;
  threads: number | undefined;
}

/** Fits at targets in rising order; NaN where the window does not determine them. */
export interface LocalFits {
  windows: Windows;
  /** lines' values, one vector a series. */
  u: Float64Array[];
  /** values and slopes of the parabolas. */
  parabola: Float64Array[];
  du: Float64Array[];
  /** leverage of a point at the target: of the line's value and of the parabola's. */
  leverage: {line: Float64Array; parabola: Float64Array};
  condition: {line: Float64Array; parabola: Float64Array};
  stats: Stats;
}

/** Below this reciprocal condition a fit is noise: four digits would be left of its numbers. */
export const LEAST_CONDITION = 1e-12;

export function toProblem(
  {
    axis,
    rows,
    kernel,
    ties,
    threads
  }: Pick<Problem, "axis" | "rows" | "kernel" | "ties" | "threads">,
  hooks: EstimateHooks
): Problem {
  const n = axis.times.length;
  const data = new Float64Array(n * rows.length);
  const middles = Float64Array.from(rows, toMiddle);
  rows.forEach((row, k) => {
    for (let j = 0; j < n; j++) data[k * n + j] = row[j] - middles[k];
  });
  return {axis, data, middles, rows, kernel, ties, threads, hooks};
}

/** Half way between the smallest and the largest. */
function toMiddle(row: Float64Array): number {
  let low = Infinity;
  let high = -Infinity;
  for (const y of row) {
    if (y < low) low = y;
    if (y > high) high = y;
  }
  return low / 2 + high / 2;
}

/** The inputs that all kernels of local fits take. */
export function toInputs(problem: Problem, targets: Float64Array, bandwidth: number) {
  const {axis, kernel, ties} = problem;
  const windows = findWindows(axis, targets, bandwidth, SHAPES[kernel], ties);
  const {code} = SHAPES[kernel];
  return {
    windows,
    inputs: {target: targets, ...windows, times: axis.times},
    scalars: {count: axis.times.length, inverse: 1 / (bandwidth * axis.span), shape: code}
  };
}

export function kernelOptions({threads}: Problem): KernelOptions {
  return threads === undefined ? {} : {threads};
}

export async function fitLocally(
  chain: Chain,
  problem: Problem,
  targets: Float64Array,
  bandwidth: number,
  own: number
): Promise<LocalFits> {
  const {axis, data, middles, hooks} = problem;
  const {windows, inputs, scalars} = toInputs(problem, targets, bandwidth);
  const series = middles.length;
  const {outputs, stats} = await chain.run(() =>
    hooks.kernels.run(
      "localFit",
      {inputs: {...inputs, data}, scalars: {...scalars, series}},
      kernelOptions(problem)
    )
  );
  const {fits} = outputs;
  const m = targets.length;
  const line = takeEvery(outputs.condition, m, 2, 0);
  const parabola = takeEvery(outputs.condition, m, 2, 1);
  blot(line, axis, windows, 2);
  blot(parabola, axis, windows, 3);
  const rowsOf = (part: number, condition: Float64Array, shift: boolean): Float64Array[] =>
    Array.from(middles, (middle, k) => {
      const row = new Float64Array(m);
      const add = shift ? middle : 0;
      for (let i = 0; i < m; i++)
        row[i] = condition[i] > LEAST_CONDITION ? fits[3 * (i * series + k) + part] + add : NaN;
      return row;
    });
  return {
    windows,
    u: rowsOf(0, line, true),
    parabola: rowsOf(1, parabola, true),
    du: rowsOf(2, parabola, false),
    leverage: {
      line: takeEvery(outputs.own, m, 2, 0, own),
      parabola: takeEvery(outputs.own, m, 2, 1, own)
    },
    condition: {line, parabola},
    stats
  };
}

/** A condition of 0 where a window has fewer different times than unknowns, or no numbers come out. */
function blot(condition: Float64Array, axis: Axis, {first, last}: Windows, least: number): void {
  for (let i = 0; i < condition.length; i++) {
    const isEnough = countDistinct(axis, first[i], last[i]) >= least;
    if (!isEnough || !Number.isFinite(condition[i])) condition[i] = 0;
  }
}

function takeEvery(
  values: Float64Array,
  count: number,
  step: number,
  from: number,
  factor = 1
): Float64Array {
  const taken = new Float64Array(count);
  for (let i = 0; i < count; i++) taken[i] = values[i * step + from] * factor;
  return taken;
}

/** What several kernel runs took together. */
export function addStats(parts: readonly Stats[]): Stats {
  const [first] = parts;
  const sum = (pick: (stats: Stats) => number) => parts.reduce((all, part) => all + pick(part), 0);
  return {
    ...first,
    evaluations: sum(({evaluations}) => evaluations),
    elapsed: sum(({elapsed}) => elapsed),
    compile: sum(({compile}) => compile),
    reproducible: parts.every(({reproducible}) => reproducible)
  };
}
