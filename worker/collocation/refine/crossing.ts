// Where a deviance crosses its threshold, on one side of the best value. Its root is nearly a straight line there.
import type {Pace} from "../../pace.ts";

/** A fit with the parameter held; where there is no trajectory the deviance is infinite. */
export interface Held {
  value: number;
  deviance: number;
  x: Float64Array;
}

/** The search on one side. */
export interface CrossingSearch {
  best: Held;
  direction: -1 | 1;
  /** the bound. */
  limit: number;
  threshold: number;
  /** the parameter's standard error; not finite or 0: unknown. */
  error: number;
}

export interface Side {
  /** an infinity where none was found. */
  crossing: number;
  /** the farthest value that was tried. */
  last: number;
  limit: number;
}

type FitAt = (value: number, near: Held) => Promise<Held>;

/** In units of the best value: who gets that far without a crossing is not identifiable. */
const FAR = 1000;
const MOST_STEPS = 40;
const MOST_ROUNDS = 40;
/** Of the deviance's root: what solvers and searches leave uncertain is larger. */
const CLOSE = 1e-7;

export async function findCrossing(
  search: CrossingSearch,
  scale: number,
  fitAt: FitAt,
  pace: Pace
): Promise<Side> {
  const {best, direction, limit, threshold, error} = search;
  const root = Math.sqrt(threshold);
  const farthest = FAR * Math.max(Math.abs(best.value), scale);
  let distance =
    error > 0 && error < Infinity ? Math.min(0.5 * root * error, farthest) : 0.1 * scale;
  let inner = best;
  const open = (last: number): Side => ({crossing: direction * Infinity, last, limit});
  for (let step = 0; step < MOST_STEPS; step++) {
    const wish = best.value + direction * distance;
    const isAtLimit = (wish - limit) * direction >= 0;
    const value = isAtLimit ? limit : wish;
    if (value === best.value) return open(value);
    const outer = await fitAt(value, inner);
    if (pace.isCancelled) return {crossing: NaN, last: value, limit};
    if (outer.deviance >= threshold) {
      const crossing = await close(inner, outer, threshold, fitAt, pace);
      return {crossing, last: value, limit};
    }
    if (isAtLimit || distance >= farthest) return open(value);
    inner = outer;
    const part = Math.sqrt(Math.max(outer.deviance, 0)) / root;
    distance = Math.min(distance * Math.min(Math.max(1.1 / part, 1.3), 3), farthest);
  }
  return open(inner.value);
}

/** By straight lines through the roots of both deviances, halving the weight of an end that stays (Illinois). */
async function close(
  inner: Held,
  outer: Held,
  threshold: number,
  fitAt: FitAt,
  pace: Pace
): Promise<number> {
  const root = Math.sqrt(threshold);
  const excess = ({deviance}: Held) => Math.sqrt(Math.max(deviance, 0)) / root - 1;
  let [low, high] = [excess(inner), excess(outer)];
  let stayed = 0;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const width = outer.value - inner.value;
    const share = high < Infinity ? low / (low - high) : 0.5;
    const value = inner.value + share * width;
    if (value === inner.value || value === outer.value) break;
    const one = await fitAt(value, inner);
    if (pace.isCancelled) return NaN;
    const found = excess(one);
    if (Math.abs(found) <= CLOSE) return value;
    if (found < 0) {
      [inner, low] = [one, found];
      if (stayed === 1 && high < Infinity) high /= 2;
      stayed = 1;
    } else {
      [outer, high] = [one, found];
      if (stayed === -1) low /= 2;
      stayed = -1;
    }
  }
  return outer.value;
}
