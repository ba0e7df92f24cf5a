// What a fit will take, before it runs.
import {checkInteger, checkNames, show} from "../../check.ts";
import type {Subsampling} from "./settings.ts";

export interface MemoryWish {
  frames: number;
  angles: number;
  /** 1, or every so many frames. Default 1. */
  every?: number;
  /** of a robust fit. Default 0. */
  scenarios?: number;
}

/** Bytes. */
export interface MemoryEstimate {
  /** the matrices as they are read: of all frames. */
  data: number;
  /** the same, packed for the sums: of the frames that count. */
  sums: number;
  /** scenarios and their sums. */
  scenarios: number;
  total: number;
}

export interface MemoryPlan {
  /** every so many frames: 1 where all of them fit. */
  every: number;
  estimate: MemoryEstimate;
}

const ELEMENT = 8;
const WHAT = "heterodyne.memory";
const MOST = 1e9;

/** `heterodyne.memory`. */
export function memory(wish: MemoryWish): MemoryEstimate {
  if (typeof wish !== "object" || (wish as unknown) === null)
    throw new TypeError(`${WHAT}: expected a record with frames and angles, got ${show(wish)}`);
  checkNames(WHAT, "option", Object.keys(wish), ["frames", "angles", "every", "scenarios"]);
  const {frames, angles, every = 1, scenarios = 0} = wish;
  checkInteger(WHAT, "frames", frames, 1, MOST);
  checkInteger(WHAT, "angles", angles, 1, MOST);
  checkInteger(WHAT, "every", every, 1, MOST);
  checkInteger(WHAT, "scenarios", scenarios, 0, MOST);
  return estimateMemory(wish);
}

/** Doubles of the matrices, and half a packed matrix more for the sums. */
export function estimateMemory({
  frames,
  angles,
  every = 1,
  scenarios = 0
}: MemoryWish): MemoryEstimate {
  const kept = Math.ceil(frames / every);
  const data = ELEMENT * angles * frames * frames;
  const thinned = ELEMENT * angles * kept * kept;
  // the thinned matrices are copies
  const sums = thinned / 2 + (every > 1 ? thinned : 0);
  const own = 1.5 * thinned * scenarios;
  return {data, sums, scenarios: own, total: data + sums + own};
}

/** Fewer frames than this are no measurement any more. */
const LEAST_FRAMES = 32;

/**
 * As many frames as fit into `limit` bytes. In low-memory mode frames are left out until they do (integrals still run over all
 * of them, so nothing is biased); else what does not fit is an error that says what to do.
 */
export function planMemory(
  what: string,
  wish: MemoryWish,
  limit: number,
  lowMemory: boolean
): MemoryPlan {
  const {frames, every: first = 1} = wish;
  for (let every = first; ; every++) {
    const estimate = estimateMemory({...wish, every});
    if (estimate.total <= limit) return {every, estimate};
    const isHopeless = estimate.data > limit || frames / (every + 1) < LEAST_FRAMES;
    if (!lowMemory || isHopeless) {
      const help = isHopeless
        ? "a higher memory_limit_gb, fewer frames (start_frame, end_frame) or fewer angles"
        : "a higher memory_limit_gb, low_memory_mode, fewer frames, angles or scenarios";
      throw new RangeError(
        `${what}: expected at most ${limit} bytes (memory_limit_gb), got ${estimate.total} of ${frames} frames and ${wish.angles} angles: give ${help}`
      );
    }
  }
}

/** Every how many frames the original would keep; angles are never left out. */
export function toEvery(wish: Subsampling | undefined, frames: number, angles: number): number {
  if (!wish || angles * frames * frames <= wish.points) return 1;
  const kept = Math.ceil(frames / wish.every);
  const left = angles * kept * kept;
  return wish.every * Math.max(Math.ceil(Math.sqrt(left / wish.points)), 1);
}
