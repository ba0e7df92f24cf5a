// `collocation.interpolate`: what is asked is checked here and now; what computes is loaded when it is first needed.
import {checkInteger, checkOneOf} from "../../check.ts";
import type {
  InterpolateOptions,
  Interpolation,
  InterpolationMethod,
  Like,
  Series
} from "../types.ts";
import {
  checkCount,
  checkDistinct,
  checkOptions,
  checkWithin,
  toFinite,
  toSampled,
  type Sampled
} from "./asked.ts";
import type {InterpolationRequest} from "./evaluate.ts";
import {findGap, toKnots} from "./knots.ts";

const WHAT = "collocation.interpolate";
const NAMES = ["method", "extrapolate", "degree", "controls", "knots"];
const FIX = 'for values beyond set extrapolate to "constant", "linear", "extend" or "nan"';
const BEYOND = ["error", "constant", "extend", "linear", "nan"];
/** Points that a method needs at least; B-splines: one more than the degree. */
const LEAST: Record<Exclude<InterpolationMethod, "bspline" | "bspline-fit">, number> = {
  linear: 2,
  quadratic: 3,
  cubic: 2,
  akima: 3,
  makima: 3
};
const METHODS = [...Object.keys(LEAST), "bspline", "bspline-fit"];

export function interpolate<D extends Series>(
  data: D,
  t: ArrayLike<number>,
  at: ArrayLike<number>,
  options: InterpolateOptions
): Promise<Interpolation<Like<D>>> {
  const request = toRequest(data, t, at, options);
  return import("./evaluate.ts").then(({evaluate}) => evaluate(request) as Interpolation<Like<D>>);
}

function toRequest(
  data: unknown,
  times: unknown,
  at: unknown,
  options: InterpolateOptions
): InterpolationRequest {
  checkOptions(WHAT, options, NAMES);
  const {method, extrapolate = "error"} = options;
  if (method === undefined)
    throw new TypeError(`${WHAT}: missing method (one of ${METHODS.join(", ")})`);
  checkOneOf(WHAT, "method", method, METHODS);
  checkOneOf(WHAT, "extrapolate", extrapolate, BEYOND);
  const sampled = toSampled(WHAT, data, times);
  const isSpline = method === "bspline" || method === "bspline-fit";
  if (!isSpline) {
    checkUnused(method, options);
    checkCount(WHAT, `method "${method}"`, sampled.t.length, LEAST[method]);
  }
  checkDistinct(WHAT, sampled.t);
  const spline = isSpline ? toSpline(sampled, options) : undefined;
  const wanted = toFinite(WHAT, "at", at);
  if (extrapolate === "error") checkWithin(WHAT, sampled.t, wanted, FIX);
  return {...sampled, at: wanted, method, extrapolate, spline};
}

/** Options that the method would pass over in silence. */
function checkUnused(method: string, options: InterpolateOptions): void {
  for (const name of ["degree", "controls", "knots"] as const)
    if (options[name] !== undefined)
      throw new RangeError(
        `${WHAT}: unsupported ${name} with method "${method}": it is of B-splines`
      );
}

function toSpline(
  {t}: Sampled,
  {method, degree = 3, knots: rule = "average", controls}: InterpolateOptions
): {knots: Float64Array; degree: number} {
  const n = t.length;
  checkInteger(WHAT, "degree", degree, 1, 5);
  checkOneOf(WHAT, "knots", rule, ["average", "uniform"]);
  checkCount(WHAT, `method "${method}" of degree ${degree}`, n, degree + 1);
  if (method === "bspline" && controls !== undefined)
    throw new RangeError(
      `${WHAT}: unsupported controls with method "bspline": use method "bspline-fit"`
    );
  if (method === "bspline-fit" && controls === undefined)
    throw new TypeError(
      `${WHAT}: missing controls: how many control points, from ${degree + 1} to ${n}`
    );
  if (controls !== undefined) checkInteger(WHAT, "controls", controls, degree + 1, n);
  const knots = toKnots(t, degree, controls ?? n, rule);
  const gap = findGap(t, knots, degree);
  if (gap)
    throw new RangeError(
      `${WHAT}: expected times that suit evenly spaced knots, got too few between ${gap[0]} and ${gap[1]}: use knots "average"${method === "bspline-fit" ? " or fewer controls" : ""}`
    );
  return {knots, degree};
}
