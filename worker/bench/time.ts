// `bench.time`: how long a function takes. Fixed mode takes `runs` measurements; with `targetCv`
// it goes on until the spread is small enough or `maxRuns` are taken.
import {describeTimes} from "./statistics.ts";
import type {TimingStatistics} from "./statistics.ts";

export interface TimeOptions {
  /** measurements to take; with `targetCv` the fewest to take. Default 10. */
  runs?: number;
  /** calls before the first measurement; what they throw is ignored. Default 3. */
  warmup?: number;
  /** calls per measurement, for functions quicker than the clock; times stay per call. Default 1. */
  calls?: number;
  /** standard deviations beyond which a time counts as an outlier. Default 2. */
  outlierThreshold?: number;
  /** go on until cv is at most this (0.15 is a fair aim), or until `maxRuns`. */
  targetCv?: number;
  /** the most measurements to take with `targetCv`. Default 50. */
  maxRuns?: number;
  /** after twice as many measurements as this, 1.5 · targetCv is good enough. Default 5. */
  initialRuns?: number;
}

export interface Timing<T = unknown> extends TimingStatistics {
  mode: "stable" | "adaptive";
  /** measurements taken. */
  runs: number;
  /** calls per measurement. */
  calls: number;
  /** adaptive mode: whether cv came down to the target. */
  achievedTarget?: boolean;
  /** what the last call returned. */
  result: T;
}

/** The clock and the collector, replaced in tests. */
export interface Stopwatch {
  /** milliseconds. */
  now: () => number;
  /** collects garbage, where the host lets us. */
  collect: () => void;
}

export const wallClock: Stopwatch = {
  now: () => performance.now(),
  collect: () => (globalThis as {gc?: () => void}).gc?.()
};

/** Measures `f`, which may be asynchronous. */
export async function time<T>(
  f: () => T | PromiseLike<T>,
  options: TimeOptions = {},
  stopwatch: Stopwatch = wallClock
): Promise<Timing<T>> {
  const plan = toTimePlan("bench.time", options);
  checkFunction("bench.time", "f", f);
  await warmUp(f, plan.warmup, stopwatch);
  const times: number[] = [];
  let statistics: TimingStatistics;
  let result: T;
  do {
    const sample = await measure(f, plan.calls, stopwatch);
    times.push(sample.ms);
    result = sample.result;
    statistics = describeTimes(times, plan.outlierThreshold);
  } while (!isEnough(statistics, plan));
  const counts = {runs: times.length, calls: plan.calls, result};
  if (plan.targetCv === undefined) return {...statistics, mode: "stable", ...counts};
  return {
    ...statistics,
    mode: "adaptive",
    ...counts,
    achievedTarget: statistics.cv <= plan.targetCv
  };
}

/** Options with every default filled in. */
export type TimePlan = Required<Omit<TimeOptions, "targetCv">> & {targetCv?: number};

export function toTimePlan(name: string, options: TimeOptions): TimePlan {
  const {runs = 10, warmup = 3, calls = 1, maxRuns = 50, initialRuns = 5} = options;
  const {outlierThreshold = 2, targetCv} = options;
  for (const [key, value] of Object.entries({runs, calls, maxRuns, initialRuns}))
    if (!Number.isInteger(value) || value < 1)
      throw new RangeError(`${name}: ${key} must be a positive integer, got ${value}`);
  if (!Number.isInteger(warmup) || warmup < 0)
    throw new RangeError(`${name}: warmup must be an integer of at least 0, got ${warmup}`);
  if (!(outlierThreshold > 0))
    throw new RangeError(`${name}: outlierThreshold must be positive, got ${outlierThreshold}`);
  if (targetCv !== undefined && !(targetCv > 0))
    throw new RangeError(`${name}: targetCv must be positive, got ${targetCv}`);
  return {runs, warmup, calls, outlierThreshold, targetCv, maxRuns, initialRuns};
}

export function checkFunction(name: string, argument: string, f: unknown): void {
  if (typeof f !== "function")
    throw new TypeError(`${name}: ${argument} must be a function, got ${typeof f}`);
}

function isEnough({times, cv}: TimingStatistics, plan: TimePlan): boolean {
  const {runs, targetCv, maxRuns, initialRuns} = plan;
  if (targetCv === undefined) return times.length >= runs;
  if (times.length >= maxRuns) return true;
  if (times.length >= runs && cv <= targetCv) return true;
  return times.length >= 2 * initialRuns && cv <= 1.5 * targetCv;
}

/** A function that fails only when cold is still worth measuring: its warm-up errors are dropped. */
export async function warmUp(f: () => unknown, count: number, stopwatch: Stopwatch): Promise<void> {
  for (let i = 0; i < count; i++) {
    try {
      await f();
    } catch {
      // the measurement will throw it again if it matters
    }
    stopwatch.collect();
  }
}

/** One measurement. A synchronous function is not awaited: a microtask is not its time. */
export async function measure<T>(
  f: () => T | PromiseLike<T>,
  calls: number,
  stopwatch: Stopwatch
): Promise<{ms: number; result: T}> {
  stopwatch.collect();
  let result: T | PromiseLike<T>;
  const start = stopwatch.now();
  for (let i = 0; ;) {
    result = f();
    if (isThenable(result)) result = await result;
    if (++i === calls) break;
  }
  return {ms: (stopwatch.now() - start) / calls, result};
}

/** A Run is awaitable without being a Promise. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as {then?: unknown} | null | undefined)?.then === "function";
}
