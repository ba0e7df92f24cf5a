// Many starts looked at, by their values alone: the best of them are worth following.
import type {Pace} from "../../pace.ts";
import type {Progress} from "../../work.ts";
import type {Sums} from "../sums/types.ts";

/** Starts in one call of the sums, unless they were opened for fewer. */
export const SCREEN_CHUNK = 256;

export interface ScreenOptions {
  /** of the angles' sums of squares. */
  weights: Float64Array;
  /** how many to keep. */
  keep: number;
  pace: Pace;
  /** what the sums were opened for; default 256. */
  capacity?: number;
  /** hears of a place that is better than all before: one sum of squares an angle, which place, and how many were looked at. */
  onBest?: (ssr: Float64Array, place: number, done: number) => void;
}

export interface Screened {
  /** places among the starts, best first; of equal ones the first. */
  best: number[];
  values: Float64Array;
  /** how many were looked at, fewer than there are where it was cancelled. */
  done: number;
}

/** `theta`: one vector a parameter, as long as there are starts. */
export async function screenStarts(
  sums: Sums,
  theta: readonly Float64Array[],
  {weights, keep, pace, capacity = SCREEN_CHUNK, onBest}: ScreenOptions
): Promise<Screened> {
  const count = theta[0].length;
  const values = new Float64Array(count).fill(Infinity);
  const progress = (): Progress => ({phase: "screen", done, total: count});
  let done = 0;
  let least = Infinity;
  while (done < count && !pace.isCancelled) {
    const size = Math.min(capacity, count - done);
    const ssr = Array.from(weights, () => new Float64Array(size));
    try {
      await sums.batch(
        theta.map((column) => column.subarray(done, done + size)),
        ssr
      );
    } catch (error) {
      if (!pace.isCancelled) throw error;
      break;
    }
    let best = -1;
    for (let m = 0; m < size; m++) {
      let value = 0;
      for (let a = 0; a < weights.length; a++) value += weights[a] * ssr[a][m];
      // what cannot be computed is no start
      if (!Number.isNaN(value)) values[done + m] = value;
      if (value < least) [least, best] = [value, m];
    }
    const before = done;
    done += size;
    if (best >= 0)
      onBest?.(
        Float64Array.from(ssr, (of) => of[best]),
        before + best,
        done
      );
    if (pace.isDue()) await pace.rest(progress);
  }
  const best = Array.from({length: done}, (_, m) => m)
    .filter((m) => values[m] < Infinity)
    .sort((a, b) => values[a] - values[b] || a - b)
    .slice(0, keep);
  return {best, values, done};
}
