import type {MemoryAccount} from "../memory/arena.ts";
import type {Comparison} from "./compare.ts";
import type {MemoryOptions, MemoryReport} from "./memory.ts";
import type {SpeedUpOptions, SpeedUpRow} from "./speedUp.ts";
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
  /** what `f` leaves behind in memory, run by run, and whether it leaks. */
  memory<T>(f: () => T | PromiseLike<T>, options?: MemoryOptions): Promise<MemoryReport<T>>;
  /** how many times as fast `f` is on more threads. */
  speedUp(f: (threads: number) => unknown, options?: SpeedUpOptions): Promise<SpeedUpRow[]>;
}

/** What the measurements ask of the engine they belong to. */
export interface BenchParts {
  /** what the engine's memory holds. */
  account?: () => Promise<MemoryAccount>;
  /** threads that compute. */
  threads?: number;
}

/** Each measurement is loaded when it is first asked for, before its clock starts: a page's first result does without. */
export function makeBench({account, threads: most = 1}: BenchParts = {}): Bench {
  return {
    time: async (f, options) => (await import("./time.ts")).time(f, options),
    compare: async (functions, options) =>
      (await import("./compare.ts")).compare(functions, options),
    async memory(f, options = {}) {
      const {makeMemoryHost, memory} = await import("./memory.ts");
      return memory(f, options, makeMemoryHost(account));
    },
    async speedUp(f, options = {}) {
      const {speedUp, toThreadCounts} = await import("./speedUp.ts");
      return speedUp(f, {...options, threads: options.threads ?? toThreadCounts(most)});
    }
  };
}

/** Measurements without an engine. */
export const bench: Bench = makeBench();
