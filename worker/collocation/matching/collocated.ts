// Collocations of raw data sets, kept by content: whoever fits the same data again does not estimate again.
import {digest} from "../../digest.ts";
import {LeastRecent} from "../../model/leastRecent.ts";
import type {Run} from "../../work.ts";
import type {CollocateOptions, RawSet, Series, Slopes} from "../types.ts";

/** What estimates states and slopes; `collocation.collocate`. */
export type Collocate = (
  data: Series,
  t: ArrayLike<number>,
  options: CollocateOptions
) => Run<Slopes>;

/** So many collocations, and no more numbers than some tens of megabytes hold. */
const ROOM = {entries: 64, weight: 4_000_000};

interface Entry {
  run: Run<Slopes> | undefined;
  /** how many wait for it. */
  users: number;
  weight: number;
}

/** A wait for a collocation, which others may be waiting for too. */
export interface Awaited {
  slopes: Run<Slopes>;
  /** Ends the work unless others need it. */
  leave(): void;
  /** Holds the work unless others need it. */
  pause(): void;
  resume(): void;
}

/** Misuse throws at the call, as the estimator has it. */
export function makeCollocated(collocate: Collocate): (set: RawSet) => Awaited {
  const known = new LeastRecent<string, Entry>(ROOM, ({weight}) => weight);
  return ({data, t, ...options}) => {
    // how many threads worked on it does not matter to the answer
    const {threads: _, ...shaping} = options;
    const key = digest({data, t, shaping});
    const make = (): Entry => ({run: undefined, users: 0, weight: weigh(data, t)});
    const entry = key === null ? make() : known.get(key, make);
    // one that failed or was cancelled is no answer
    if (entry.run?.status === "failed" || entry.run?.status === "cancelled") entry.run = undefined;
    const run = (entry.run ??= collocate(data, t, options));
    entry.users++;
    const leave = () => {
      entry.users--;
      if (entry.users === 0) run.cancel();
    };
    const pause = () => {
      if (entry.users === 1) run.pause();
    };
    return {slopes: run, leave, pause, resume: () => run.resume()};
  };
}

/** States and slopes of all series, and the times. */
function weigh(data: Series, t: ArrayLike<number>): number {
  const isOne = typeof data?.[0] === "number";
  return (1 + 2 * (isOne ? 1 : (data?.length ?? 0))) * (t?.length ?? 0);
}
