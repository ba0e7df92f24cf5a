// `collocation.profile` once it is under way: the fit again and again with one parameter held, outward from the best.
import {strictMath} from "../../math.ts";
import type {Models} from "../../model/models.ts";
import type {Pace} from "../../pace.ts";
import type {Profile} from "./types.ts";
import type {ProfileQuestion} from "./askedOfProfile.ts";
import {findCrossing, type Side, type Held} from "./crossing.ts";
import {fitTrajectory} from "./fitTrajectory.ts";
import type {Evaluation} from "./objective.ts";
import {chiSquareQuantile} from "../../math/quantiles.ts";
import type {Tell} from "./hooks.ts";
import {findBest, makeWorkplace, type Workplace} from "./refineNow.ts";
import {spread, toAdvice} from "./report.ts";

/** How far beyond a crossing the chosen values go. */
const BEYOND = 1.2;
/** How far they go where there is none, in standard errors. */
const OPEN = 4;

export async function profileNow(
  question: ProfileQuestion,
  compile: Models["compile"],
  pace: Pace,
  tell: Tell
): Promise<Profile> {
  const {problem, parameter, points, level} = question;
  const workplace = await makeWorkplace(problem, compile, pace, tell);
  const threshold = chiSquareQuantile(level);
  const found = await findBest(workplace);
  const finish = (profile: Partial<Profile>): Profile => ({
    parameter,
    value: new Float64Array(0),
    deviance: new Float64Array(0),
    p: Array.from({length: problem.m}, () => new Float64Array(0)),
    threshold,
    interval: [NaN, NaN],
    status: pace.isCancelled ? "cancelled" : found.status,
    advice: toAdvice(problem, found, true),
    ...profile,
    stats: workplace.stats()
  });
  if (found.best === undefined || pace.isCancelled) return finish({});

  const best: Held = {value: found.best.x[parameter], deviance: 0, x: found.best.x};
  const {fitAt, all} = makeFitAt(workplace, question, found.best, best);
  const {errors} = spread(problem, found.best);
  const sides: Side[] = [];
  for (const [done, direction] of ([-1, 1] as const).entries()) {
    tell({phase: "interval", done, total: 2});
    const limit = (direction < 0 ? problem.box.lower : problem.box.upper)[parameter];
    const search = {best, direction, limit, threshold, error: errors[parameter]};
    sides.push(await findCrossing(search, problem.scale[parameter], fitAt, pace));
  }
  const interval: [number, number] = [sides[0].crossing, sides[1].crossing];
  const values =
    typeof points === "number" ? choose(points, best, sides, errors[parameter]) : points;
  const grid = await fitOutward(values, best, fitAt, workplace);
  const isCancelled = pace.isCancelled;
  return finish({
    value: Float64Array.from(grid, ({value}) => value),
    deviance: Float64Array.from(grid, ({deviance}) => deviance),
    p: Array.from({length: problem.m}, (_, j) => Float64Array.from(grid, ({x}) => x[j])),
    interval,
    advice: isCancelled
      ? "The profile was cancelled: these are the values until then."
      : `${toAdvice(problem, found, true)}${explain(interval, all)}`
  });
}

/** Fits with the parameter held at a value, the others starting from those of another value. */
function makeFitAt(
  {problem, shooter, pace}: Workplace,
  {parameter}: ProfileQuestion,
  {sse}: Evaluation,
  best: Held
) {
  const {observed, box, k} = problem;
  const all: Held[] = [best];
  const toDeviance = (other: number) =>
    observed.isKnown ? other - sse : observed.count * strictMath.log(other / sse);
  const fitAt = async (value: number, near: Held): Promise<Held> => {
    const from = near.x.slice();
    const held = {lower: box.lower.slice(), upper: box.upper.slice()};
    from[parameter] = held.lower[parameter] = held.upper[parameter] = value;
    const found = await fitTrajectory(problem, shooter, pace, {from, box: held});
    const none = {deviance: Infinity, x: new Float64Array(k).fill(NaN)};
    none.x[parameter] = value;
    const one: Held = found.best
      ? {value, deviance: toDeviance(found.best.sse), x: found.best.x}
      : {value, ...none};
    all.push(one);
    return one;
  };
  return {fitAt, all};
}

/** Values over the interval and a little beyond. */
function choose(count: number, {value}: Held, sides: readonly Side[], error: number): Float64Array {
  const reach = (side: Side, other: Side): number => {
    if (Number.isFinite(side.crossing)) return BEYOND * Math.abs(side.crossing - value);
    const wish = Number.isFinite(error) && error > 0 ? OPEN * error : Math.abs(other.last - value);
    return Math.min(wish, Math.abs(side.last - value));
  };
  const clip = ([lower, upper]: number[], x: number) => Math.min(Math.max(x, lower), upper);
  const limits = sides.map(({limit}) => limit);
  const from = clip(limits, value - reach(sides[0], sides[1]));
  const to = clip(limits, value + reach(sides[1], sides[0]));
  return Float64Array.from({length: count}, (_, i) => from + ((to - from) * i) / (count - 1));
}

/** All values, each from its neighbour towards the best. */
async function fitOutward(
  values: Float64Array,
  best: Held,
  fitAt: (value: number, near: Held) => Promise<Held>,
  {pace, tell}: Workplace
): Promise<Held[]> {
  const below = Array.from(values.filter((value) => value <= best.value)).reverse();
  const above = Array.from(values.filter((value) => value > best.value));
  const found: Held[] = [];
  for (const side of [below, above]) {
    let near = best;
    for (const value of side) {
      tell({phase: "profile", done: found.length, total: values.length});
      const one = await fitAt(value, near);
      // a fit that was cut short says nothing
      if (pace.isCancelled) break;
      found.push(one);
      if (one.deviance < Infinity) near = one;
    }
  }
  return found.sort((a, b) => a.value - b.value);
}

function explain([lower, upper]: [number, number], all: readonly Held[]): string {
  const parts: string[] = [];
  const open = [lower === -Infinity && "below", upper === Infinity && "above"].filter(Boolean);
  if (open.length > 0)
    parts.push(
      ` Not bounded ${open.join(" and ")} by these data: the deviance does not reach the threshold there.`
    );
  const lowest = all.reduce((a, b) => (b.deviance < a.deviance ? b : a));
  if (lowest.deviance < -1e-3)
    parts.push(
      ` A nearer trajectory was found on the way: start from p = [${Array.from(lowest.x).join(", ")}].`
    );
  return parts.join("");
}
