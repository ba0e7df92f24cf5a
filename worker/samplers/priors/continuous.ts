// Laws on the whole line or half of it.
import {strictMath} from "../../math.ts";
import type {Distribution} from "../types.ts";
import {checkPositive, checkReal} from "./checkNumbers.ts";

const LOG_ROOT_TWO_PI = 0.9189385332046727; // ln √(2π)
const MEAN_HALFNORMAL = 0.7978845608028654; // √(2/π)

export function uniform(a: number, b: number): Distribution {
  checkReal("prior.uniform", "a", a);
  checkReal("prior.uniform", "b", b);
  const width = b - a;
  if (!(width > 0 && width < Infinity))
    throw new RangeError(`prior.uniform: expected b above a at a finite distance, got ${a}, ${b}`);
  const height = -strictMath.log(width);
  return Object.freeze({
    kind: "uniform",
    lower: a,
    upper: b,
    mean: a + width / 2,
    sd: width * Math.sqrt(1 / 12),
    logDensity: (x: number) => (x >= a && x <= b ? height : -Infinity),
    slope: () => 0,
    sample: (draws) => Math.min(b, a + width * draws.uniform())
  } satisfies Distribution);
}

export function normal(m: number, s: number): Distribution {
  checkReal("prior.normal", "m", m);
  checkPositive("prior.normal", "s", s);
  const top = -strictMath.log(s) - LOG_ROOT_TWO_PI;
  return Object.freeze({
    kind: "normal",
    lower: -Infinity,
    upper: Infinity,
    mean: m,
    sd: s,
    logDensity: (x: number) => {
      const z = (x - m) / s;
      return top - 0.5 * z * z;
    },
    slope: (x: number) => (m - x) / s / s,
    sample: (draws) => m + s * draws.normal()
  } satisfies Distribution);
}

/** Of |x| for a normal x of mean 0 and standard deviation s. */
export function halfnormal(s: number): Distribution {
  checkPositive("prior.halfnormal", "s", s);
  const top = strictMath.LN2 - strictMath.log(s) - LOG_ROOT_TWO_PI;
  return Object.freeze({
    kind: "halfnormal",
    lower: 0,
    upper: Infinity,
    mean: s * MEAN_HALFNORMAL,
    sd: s * Math.sqrt(1 - MEAN_HALFNORMAL * MEAN_HALFNORMAL),
    logDensity: (x: number) => (x >= 0 ? top - 0.5 * (x / s) * (x / s) : -Infinity),
    slope: (x: number) => -x / s / s,
    sample: (draws) => Math.abs(s * draws.normal())
  } satisfies Distribution);
}

/** Of exp(x) for a normal x of mean mu and standard deviation s. */
export function lognormal(mu: number, s: number): Distribution {
  checkReal("prior.lognormal", "mu", mu);
  checkPositive("prior.lognormal", "s", s);
  const top = -strictMath.log(s) - LOG_ROOT_TWO_PI;
  const mean = strictMath.exp(mu + 0.5 * s * s);
  return Object.freeze({
    kind: "lognormal",
    lower: 0,
    upper: Infinity,
    mean,
    sd: mean * Math.sqrt(strictMath.expm1(s * s)),
    logDensity: (x: number) => {
      if (!(x > 0) || x === Infinity) return -Infinity;
      const y = strictMath.log(x);
      const z = (y - mu) / s;
      return top - y - 0.5 * z * z;
    },
    slope: (x: number) => -(1 + (strictMath.log(x) - mu) / (s * s)) / x,
    sample: (draws) => strictMath.exp(mu + s * draws.normal())
  } satisfies Distribution);
}
