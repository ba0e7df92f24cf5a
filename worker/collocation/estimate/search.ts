// A criterion over bandwidths, and the bandwidth at which it is smallest.
import {strictMath} from "../../math.ts";
import type {Stats} from "../../work.ts";
import type {BandwidthCurve} from "../types.ts";
import type {Chain} from "./chain.ts";
import {makeJudge, type Criterion, type Predictor} from "./criterion.ts";
import {canonicalOf} from "./kernelTable.ts";
import type {Problem} from "./localFits.ts";
import type {Axis} from "./windows.ts";

const POINTS = 40;
/** (√5 − 1)/2: what golden section leaves of an interval. */
const GOLDEN = 0.6180339887498949;
/** The minimum is found to this fraction of the bandwidth, which is far finer than data can tell. */
const FINE = 1e-3;
/** What a window is wider than its least, so that its outermost points weigh something. */
const EASE = 1.05;

export interface Search {
  curve: BandwidthCurve;
  stats: Stats[];
}

export async function searchBandwidth(
  chain: Chain,
  problem: Problem,
  criterion: Criterion,
  predictor: Predictor,
  given?: Float64Array
): Promise<Search> {
  const bandwidth = given ?? toGrid(problem, predictor);
  const value = new Float64Array(bandwidth.length);
  const {judge, stats} = makeJudge(problem, criterion, predictor);
  const order = Uint32Array.from(bandwidth, (_, k) => k).sort(
    (a, b) => bandwidth[a] - bandwidth[b]
  );
  const section = toSteps(bandwidth, order);
  const total = bandwidth.length + section;
  let done = 0;
  const evaluate = async (h: number): Promise<number> => {
    const result = await judge(chain, h);
    chain.report({phase: "bandwidths", done: ++done, total: Math.max(total, done)});
    return result;
  };
  for (let k = 0; k < bandwidth.length; k++) value[k] = await evaluate(bandwidth[k]);
  const best = await refine(evaluate, bandwidth, value, order);
  return {curve: {bandwidth, value, best, criterion}, stats};
}

/** How many steps of golden section the longest stretch between neighbours takes. */
function toSteps(bandwidth: Float64Array, order: Uint32Array): number {
  if (order.length < 2) return 0;
  let widest = 0;
  for (let k = 1; k < order.length; k++)
    widest = Math.max(widest, bandwidth[order[k]] / bandwidth[order[k - 1]]);
  return (
    2 + Math.ceil(strictMath.log((2 * strictMath.log(widest)) / FINE + 1) / -strictMath.log(GOLDEN))
  );
}

/** Golden section, in the logarithm, between the neighbours of the smallest value; NaN where there is none. */
async function refine(
  evaluate: (h: number) => Promise<number>,
  bandwidth: Float64Array,
  value: Float64Array,
  order: Uint32Array
): Promise<number> {
  let k = -1;
  order.forEach((index, place) => {
    if (!Number.isNaN(value[index]) && (k < 0 || value[index] < value[order[k]])) k = place;
  });
  if (k < 0) return NaN;
  let best = {h: bandwidth[order[k]], value: value[order[k]]};
  const at = (place: number) =>
    strictMath.log(bandwidth[order[Math.min(Math.max(place, 0), order.length - 1)]]);
  let [low, high] = [at(k - 1), at(k + 1)];
  const probe = async (x: number): Promise<number> => {
    const h = strictMath.exp(x);
    const found = await evaluate(h);
    if (found < best.value) best = {h, value: found};
    return Number.isNaN(found) ? Infinity : found;
  };
  let [a, b] = [high - GOLDEN * (high - low), low + GOLDEN * (high - low)];
  if (!(high - low > FINE)) return best.h;
  let [atA, atB] = [await probe(a), await probe(b)];
  while (high - low > FINE) {
    if (atA <= atB) {
      [high, b, atB] = [b, a, atA];
      a = high - GOLDEN * (high - low);
      atA = await probe(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + GOLDEN * (high - low);
      atB = await probe(b);
    }
  }
  return best.h;
}

/** From the smallest bandwidth that has enough points to 1, evenly in the logarithm. */
function toGrid({axis, kernel}: Problem, predictor: Predictor): Float64Array {
  const neighbours = predictor === "line" ? 2 : 3;
  const least = EASE * leastReach(axis, neighbours) * Math.min(1, canonicalOf(kernel));
  const low = strictMath.log(Math.min(least, 1));
  const high = strictMath.log(Math.max(1, 2 * least));
  return Float64Array.from({length: POINTS}, (_, k) =>
    k === POINTS - 1
      ? Math.max(1, 2 * least)
      : strictMath.exp(low + ((high - low) * k) / (POINTS - 1))
  );
}

/** The least fraction of the span within which every time has so many other times. */
export function leastReach({times, span}: Axis, neighbours: number): number {
  const distinct = times.filter((time, j) => j === 0 || time !== times[j - 1]);
  const last = distinct.length - 1;
  const wanted = Math.min(neighbours, last);
  let least = 0;
  distinct.forEach((time, j) => {
    let reach = Infinity;
    for (let a = Math.max(0, j - wanted); a <= j && a + wanted <= last; a++)
      reach = Math.min(reach, Math.max(time - distinct[a], distinct[a + wanted] - time));
    least = Math.max(least, reach);
  });
  return least / span;
}
