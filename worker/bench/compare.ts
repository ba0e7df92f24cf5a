// `bench.compare`: several functions measured in turn, so that a slow moment of the machine falls
// on all of them alike. Ratios are taken within a round, then summarised over the rounds.
import {describeTimes, findQuantile} from "./statistics.ts";
import {checkFunction, measure, toTimePlan, wallClock, warmUp} from "./time.ts";
import type {Stopwatch, TimeOptions, Timing} from "./time.ts";

/** Time over the baseline's time in the same round: below 1 is faster. */
export interface Ratio {
  median: number;
  /** the middle 80 % of the rounds. */
  p10: number;
  p90: number;
}

export interface Comparison<Name extends string = string> {
  /** the first name given; every ratio is against it. */
  baseline: Name;
  /** names by median time, quickest first. */
  order: Name[];
  rows: Record<Name, Omit<Timing, "ratio"> & {spread: number; ratio: Ratio}>;
}

/** Measures functions against the first of them; `targetCv` does not apply: all get equal runs. */
export async function compare<Name extends string>(
  functions: Record<Name, () => unknown>,
  options: Omit<TimeOptions, "targetCv" | "maxRuns" | "initialRuns"> = {},
  stopwatch: Stopwatch = wallClock
): Promise<Comparison<Name>> {
  const plan = toTimePlan("bench.compare", options);
  const names = Object.keys(functions) as Name[];
  if (names.length === 0) throw new TypeError("bench.compare: missing functions, got {}");
  for (const name of names) checkFunction("bench.compare", name, functions[name]);

  for (const name of names) await warmUp(functions[name], plan.warmup, stopwatch);
  const times = new Map(names.map((name) => [name, [] as number[]]));
  const results = new Map<Name, unknown>();
  for (let round = 0; round < plan.runs; round++) {
    for (let i = 0; i < names.length; i++) {
      // each round starts one further on, so that no function always follows the same neighbour
      const name = names[(i + round) % names.length];
      const {ms, result} = await measure(functions[name], plan.calls, stopwatch);
      times.get(name)!.push(ms);
      results.set(name, result);
    }
  }

  const base = times.get(names[0])!;
  const rows = names.map((name) => {
    const {ratio: spread, ...statistics} = describeTimes(times.get(name)!, plan.outlierThreshold);
    const ratios = times.get(name)!.map((ms, i) => ms / base[i]);
    const counts = {runs: plan.runs, calls: plan.calls, result: results.get(name)};
    return [
      name,
      {...statistics, spread, mode: "stable", ...counts, ratio: toRatio(ratios)}
    ] as const;
  });
  const byName = Object.fromEntries(rows) as Comparison<Name>["rows"];
  const order = [...names].sort((a, b) => byName[a].median - byName[b].median);
  return {baseline: names[0], order, rows: byName};
}

function toRatio(ratios: number[]): Ratio {
  ratios.sort((a, b) => a - b);
  return {
    median: findQuantile(ratios, 0.5),
    p10: findQuantile(ratios, 0.1),
    p90: findQuantile(ratios, 0.9)
  };
}
