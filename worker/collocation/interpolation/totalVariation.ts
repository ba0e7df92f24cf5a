// `collocation.totalVariation`: what is asked is checked here and now; what computes is loaded when it is first needed.
import {checkInteger, show} from "../../check.ts";
import {makePace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Run} from "../../work.ts";
import type {Interpolation, Like, Series, TotalVariationOptions} from "../types.ts";
import {checkCount, checkDistinct, checkOptions, toSampled} from "./asked.ts";
import type {VariationRequest} from "./variation.ts";

const WHAT = "collocation.totalVariation";
const NAMES = ["alpha", "steps", "epsilon"];

/**
 * The slope v and the start c that make alpha·Σ|v_{i+1} − v_i| + ½ Σ(u_i − y_i)² least, u = c + the integral of v by the
 * trapezoidal rule over the times as they are (Chartrand 2011). `alpha` is in units of the data times the time. It ends
 * when a Newton step foresees a gain of no more than 1e-14 of what is made least, or says in `warnings` that it did not.
 */
export function totalVariation<D extends Series>(
  data: D,
  t: ArrayLike<number>,
  options: TotalVariationOptions
): Run<Interpolation<Like<D>>> {
  const request = toRequest(data, t, options);
  const pace = makePace((progress) => handle.report(progress));
  const answer = import("./variation.ts").then(async ({reduceVariation}) => {
    handle.started();
    const found = await reduceVariation(request, pace).finally(() => pace.close());
    return found as Interpolation<Like<D>>;
  });
  const handle: RunHandle<Interpolation<Like<D>>> = new RunHandle(answer, pace.steering);
  return handle;
}

function toRequest(
  data: unknown,
  times: unknown,
  options: TotalVariationOptions
): VariationRequest {
  checkOptions(WHAT, options, NAMES);
  const {alpha, steps = 500, epsilon = 1e-6} = options;
  if (alpha === undefined)
    throw new TypeError(`${WHAT}: missing alpha: the weight of the slope's total variation`);
  checkPositive("alpha", alpha);
  checkPositive("epsilon", epsilon);
  checkInteger(WHAT, "steps", steps, 1, 100_000);
  const sampled = toSampled(WHAT, data, times);
  checkCount(WHAT, "a slope that may vary", sampled.t.length, 3);
  checkDistinct(WHAT, sampled.t);
  return {...sampled, alpha, steps, epsilon};
}

function checkPositive(name: string, value: unknown): void {
  if (typeof value !== "number")
    throw new TypeError(`${WHAT}: expected ${name} as a number, got ${show(value)}`);
  if (!(value > 0 && value < Infinity))
    throw new RangeError(`${WHAT}: expected ${name} above 0 and finite, got ${value}`);
}
