// Starts all over where parameters may be: a Latin hypercube, which spreads its points evenly along every parameter.
import {makeDraws, type Draws} from "../../../kernels-as/random/draws.ts";
import {strictMath} from "../../math.ts";
import type {FitAsked} from "./asked.ts";
import type {FitParameter} from "./model.ts";

const {exp, log} = strictMath;

/** The stream of the seed's numbers that starts are drawn from. */
const STREAM = 0x68657430;
/** Standard deviations of the prior that are searched where the bounds are wider. */
const WIDE = 3;
/** Bounds from 0 on that reach this many times the prior's mean are those of a size: searched by its logarithm. */
const SIZE = 10;
/** Times the prior's mean, up and down, that sizes are searched. */
const TIMES = 100;

export interface Range {
  low: number;
  high: number;
  /** even along the logarithm. */
  isLog: boolean;
}

/**
 * Where starts are drawn. Without `spread`: the bounds, but no further than 3 standard deviations of the prior, or for a
 * size than 100 times its mean and a hundredth of it; with it: so many standard deviations around the start, for a size
 * a factor of e^spread.
 */
export function toRange(
  {prior: [mean, sd]}: FitParameter,
  [lower, upper]: readonly [number, number],
  start: number,
  spread: number | undefined
): Range {
  const isSize = lower >= 0 && mean > 0 && upper >= SIZE * mean;
  const isLog = isSize && (spread === undefined || start > 0);
  const [least, most] = isLog ? sizes(mean, start, spread) : around(mean, sd, start, spread);
  const low = Math.min(Math.max(least, lower), upper);
  const high = Math.max(Math.min(most, upper), lower);
  // bounds apart from all that the prior expects
  if (!(low < high)) return {low: lower, high: upper, isLog: false};
  return {low, high, isLog};
}

function sizes(mean: number, start: number, spread: number | undefined): [number, number] {
  if (spread === undefined) return [mean / TIMES, mean * TIMES];
  return [start * exp(-spread), start * exp(spread)];
}

function around(
  mean: number,
  sd: number,
  start: number,
  spread: number | undefined
): [number, number] {
  if (spread === undefined) return [mean - WIDE * sd, mean + WIDE * sd];
  return [start - spread * sd, start + spread * sd];
}

/** `count` thetas, one vector a parameter; what is not active is the start's. */
export function drawStarts(
  parameters: readonly FitParameter[],
  {start, active, bounds}: Pick<FitAsked, "start" | "active" | "bounds">,
  {count, seed, spread}: {count: number; seed: number; spread?: number | undefined}
): Float64Array[] {
  const columns = Array.from(start, (value) => new Float64Array(count).fill(value));
  for (const i of active) {
    const {low, high, isLog} = toRange(parameters[i], bounds[i], start[i], spread);
    const [from, to] = isLog ? [log(low), log(high)] : [low, high];
    const draws = makeDraws(seed, STREAM, i);
    const order = shuffled(count, draws);
    for (let m = 0; m < count; m++) {
      const place = from + ((to - from) * (order[m] + draws.uniform())) / count;
      columns[i][m] = Math.min(Math.max(isLog ? exp(place) : place, low), high);
    }
  }
  return columns;
}

function shuffled(count: number, draws: Draws): Uint32Array {
  const order = Uint32Array.from({length: count}, (_, m) => m);
  for (let m = count - 1; m > 0; m--) {
    const other = draws.integer(m + 1);
    [order[m], order[other]] = [order[other], order[m]];
  }
  return order;
}
