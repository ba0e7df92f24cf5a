// A profile under way: the fit it is around, then from value to value outwards, each fit from where the last one ended.
import type {Box} from "../../optimize/bounds.ts";
import type {Pace} from "../../pace.ts";
import type {Progress} from "../../work.ts";
import {toAngleChi2} from "../scan/statistics.ts";
import type {Sums} from "../sums/types.ts";
import type {AngleChi2, FitStatus, Profile} from "../types.ts";
import {spreadAt} from "./describe.ts";
import type {Prepared} from "./fit.ts";
import {follow, type FitContext, type Followed} from "./following.ts";
import {findInterval, SIGMAS_95} from "./intervals.ts";
import type {FitModel} from "./model.ts";
import type {ProfileWish} from "./profileAsked.ts";
import {moveAlong, toValues} from "./profilePlaces.ts";
import type {Spread} from "./spread.ts";
import {toLoss, toWeighing} from "./weights.ts";

/** A profile that falls by more than this part of a standard deviation's rise has found a lower minimum. */
const LOWER = 0.01;

/** What the profile is around. */
interface Middle {
  theta: Float64Array;
  /** of the objective. */
  value: number;
  spread: Spread;
  /** how much the objective rises at one standard deviation. */
  unit: number;
  evaluations: number;
}

export async function profiling(
  prepared: Prepared,
  model: FitModel,
  wish: ProfileWish,
  sums: Sums,
  pace: Pace
): Promise<Profile> {
  const {asked, taken, places, sigmas} = prepared;
  const context: FitContext = {
    asked,
    model,
    sums,
    weighing: toWeighing(taken, places, sigmas, model.parameters.length),
    loss: toLoss(asked, sigmas),
    pace,
    onStep: () => undefined
  };
  pace.begin();
  const middle = await findMiddle(prepared, wish, context);
  const {place} = wish;
  const bounds = asked.bounds[place];
  const values = toValues(wish, middle.theta[place], middle.spread.errors[place], bounds);
  const points = await walk(context, wish, middle, values);
  const heights = Float64Array.from(points, (point) => point?.value ?? NaN);
  const lowest = heights.reduce((low, one) => (one < low ? one : low), middle.value);
  const rise = heights.map((one) => Math.max(one - lowest, 0) / middle.unit);
  const isLower = middle.value - lowest > LOWER * middle.unit;
  const evaluations = points.reduce(
    (sum, point) => sum + (point?.evaluations ?? 0),
    middle.evaluations
  );
  return {
    name: model.parameters[place].name,
    values,
    chi2: Float64Array.from(points, (point) => point?.chi2 ?? NaN),
    rise,
    theta: points.map((point) => point?.theta ?? middle.theta.map(() => NaN)),
    interval: findInterval(values, rise, 1, bounds),
    interval95: findInterval(values, rise, SIGMAS_95, bounds),
    status: pace.isCancelled ? "cancelled" : toStatus(points),
    notes: isLower
      ? ["The profile found lower chi2 than the fit it is around: fit again from its theta."]
      : [],
    stats: {...sums.describe(), evaluations, elapsed: pace.elapsed()}
  };
}

async function findMiddle(
  {asked, taken, places, sigmas}: Prepared,
  {around, place}: ProfileWish,
  context: FitContext
): Promise<Middle> {
  const fitted = around ? undefined : await follow(context, asked.start, "fit");
  const theta = (fitted?.theta ?? around ?? asked.start).slice();
  const normal = await context.sums.normal(theta, context.loss);
  const angles = toAngleChi2(taken, normal, sigmas, places, theta.length);
  const spread = spreadAt(context, theta, normal, angles);
  const {weighing} = context;
  return {
    theta,
    value: weighing.toValue(normal.cost),
    spread,
    unit: toUnit(spread, place, weighing.weights, angles),
    evaluations: (fitted?.evaluations ?? 0) + 1
  };
}

/** From the middle up, then from it down; what was not come to is undefined. */
async function walk(
  context: FitContext,
  wish: ProfileWish,
  {theta, spread}: Middle,
  values: Float64Array
): Promise<(Followed | undefined)[]> {
  const {asked, pace} = context;
  const points: (Followed | undefined)[] = Array.from(values, () => undefined);
  const half = (values.length - 1) / 2;
  const order = Array.from(values.keys());
  let done = 0;
  const progress = (): Progress => ({phase: "profile", done, total: values.length});
  for (const way of [order.slice(half), order.slice(0, half).reverse()]) {
    let from: Float64Array = theta;
    for (const m of way) {
      if (pace.isDue()) await pace.rest(progress);
      if (pace.isCancelled) return points;
      const along = wish.refit ? asked.active : [];
      const start = moveAlong(from, spread, along, wish.place, values[m], asked.bounds);
      const point = await follow(heldAt(context, wish, start), start, "profile");
      if (point.evaluated) points[m] = point;
      from = point.theta;
      done++;
    }
  }
  return points;
}

function toStatus(points: readonly (Followed | undefined)[]): FitStatus {
  const failed = points.find((point) => point?.status !== "converged");
  return points.includes(undefined) ? "nonfinite" : (failed?.status ?? "converged");
}

/** The same search with one unknown fewer; a cut is one without any step. */
function heldAt(context: FitContext, {place, refit}: ProfileWish, start: Float64Array): FitContext {
  const {asked} = context;
  const active = refit ? asked.active.filter((i) => i !== place) : asked.active.slice(0, 0);
  const box: Box = {
    lower: Float64Array.from(active, (i) => asked.bounds[i][0]),
    upper: Float64Array.from(active, (i) => asked.bounds[i][1])
  };
  const isActive = asked.isActive.map((was, i) => was && active.includes(i));
  // a simplex of no unknowns has no vertices to compare
  const method = active.length === 0 ? "trust" : asked.method;
  return {...context, asked: {...asked, method, start, active, box, isActive}};
}

/** By the parameter's error; where it has none, as if all elements told of it alike. */
function toUnit(
  {errors, reach}: Spread,
  place: number,
  weights: Float64Array,
  angles: readonly AngleChi2[]
): number {
  const unit = (errors[place] * errors[place]) / reach[place];
  if (Number.isFinite(unit) && unit > 0) return unit;
  let [sum, all] = [0, 0];
  angles.forEach(({noiseReduced, noise, points}, a) => {
    sum += points * weights[a] * 2 * noiseReduced * noise * noise;
    all += points;
  });
  return sum / all;
}
