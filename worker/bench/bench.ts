import {compare} from "./compare.ts";
import {time} from "./time.ts";
import type {Comparison} from "./compare.ts";
import type {TimeOptions, Timing} from "./time.ts";

/** What a cell and Node see as `engine.bench`. */
export interface Bench {
  /** how long `f` takes, in milliseconds. */
  time<T>(f: () => T | PromiseLike<T>, options?: TimeOptions): Promise<Timing<T>>;
  /** several functions in turn, with ratios against the first. */
  compare<Name extends string>(
    functions: Record<Name, () => unknown>,
    options?: Omit<TimeOptions, "targetCv" | "maxRuns" | "initialRuns">
  ): Promise<Comparison<Name>>;
}

export const bench: Bench = {
  time: (f, options) => time(f, options),
  compare: (functions, options) => compare(functions, options)
};
