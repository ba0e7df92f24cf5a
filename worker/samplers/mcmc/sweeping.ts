// Chains that go sweep by sweep: warm-up, then sampling, until all samples are there or nobody wants more.
import type {Pace} from "../../pace.ts";
import type {Progress} from "../../work.ts";
import type {Asked} from "./asked.ts";
import {makeKept, type Kept} from "./kept.ts";
import type {Points} from "./points.ts";

export interface Sweeper {
  /** the points that are kept after each sweep, a chain's at its place. */
  kept: Points;
  chains: number;
  /** Moves every chain; `warming` counts the sweeps of the warm-up, and is −1 after it. */
  sweep(warming: number): Promise<void>;
  /** After a sweep that is kept. */
  note?(): void;
}

/** How far sweeps have come: shared with what reports progress. */
export interface Course {
  done: number;
}

export function toProgress({samples, warmup}: Asked, {done}: Course): Progress {
  return {phase: done < warmup ? "warm-up" : "sampling", done, total: warmup + samples};
}

/** Rejects with an AbortError only where there is nothing to show. */
export async function sweepAll(
  sweeper: Sweeper,
  {dimension, samples, warmup}: Asked,
  course: Course,
  pace: Pace
): Promise<Kept> {
  const kept = makeKept(dimension, sweeper.chains, samples);
  try {
    for (; course.done < warmup + samples; course.done++) {
      await sweeper.sweep(course.done < warmup ? course.done : -1);
      if (course.done < warmup) continue;
      kept.keepAll(sweeper.kept);
      sweeper.note?.();
    }
  } catch (error) {
    if (!(pace.isCancelled && kept.count > 0)) throw error;
  }
  return kept;
}
