// `bench.speedUp`: the same work on different numbers of threads, in turn.
import {checkInteger, checkVector} from "../check.ts";
import {compare} from "./compare.ts";
import type {Ratio} from "./compare.ts";
import {findQuantile} from "./statistics.ts";
import {checkFunction, wallClock} from "./time.ts";
import type {Stopwatch} from "./time.ts";

export interface SpeedUpOptions {
  /** numbers of threads; the first is what the others are measured against. Default: 1, 2, 4, … up to all. */
  threads?: readonly number[];
  /** rounds; default 7. */
  runs?: number;
  /** calls of each before the first round; default 2. */
  warmup?: number;
}

export interface SpeedUpRow {
  threads: number;
  /** milliseconds. */
  median: number;
  /** how many times as fast as the first: the median over the rounds of time over time within a round. */
  ratio: number;
  /** the middle 80 % of those. */
  spread: Omit<Ratio, "median">;
  /** every measurement, in the order taken. */
  times: number[];
}

export async function speedUp(
  f: (threads: number) => unknown,
  {threads = [1], runs = 7, warmup = 2}: SpeedUpOptions,
  stopwatch: Stopwatch = wallClock
): Promise<SpeedUpRow[]> {
  checkFunction("bench.speedUp", "f", f);
  checkVector("bench.speedUp", "threads", threads);
  const counts = Array.from(threads);
  for (const count of counts) checkInteger("bench.speedUp", "threads", count, 1, 1024);
  if (counts.length === 0 || new Set(counts).size < counts.length)
    throw new RangeError(
      `bench.speedUp: expected different numbers in threads, got [${counts.join(", ")}]`
    );
  // a record's keys that look like integers would be sorted, and the first is the baseline
  const named = counts.map((count) => [`on ${count}`, () => f(count)] as const);
  const {rows} = await compare(Object.fromEntries(named), {runs, warmup}, stopwatch);
  const base = rows[named[0][0]].times;
  return counts.map((count, i) => {
    const {median, times} = rows[named[i][0]];
    const ratios = times.map((ms, k) => base[k] / ms).sort((a, b) => a - b);
    return {
      threads: count,
      median,
      ratio: findQuantile(ratios, 0.5),
      spread: {p10: findQuantile(ratios, 0.1), p90: findQuantile(ratios, 0.9)},
      times
    };
  });
}

/** 1, 2, 4, … and the most. */
export function toThreadCounts(most: number): number[] {
  const counts: number[] = [];
  for (let count = 1; count < most; count *= 2) counts.push(count);
  return [...counts, most];
}
