// The gamma law and the beta law, whose draws are made of gamma draws.
import {lgamma, strictMath} from "../../math.ts";
import type {Distribution, Draws} from "../types.ts";
import {checkPositive} from "./checkNumbers.ts";

const LEAST = 2.2250738585072014e-308; // the least normal number
const BELOW_ONE = 1 - 1.1102230246251565e-16;

/** Density ∝ x^(k−1) exp(−x/θ). */
export function gamma(k: number, theta: number): Distribution {
  checkPositive("prior.gamma", "k", k);
  checkPositive("prior.gamma", "theta", theta);
  const top = -lgamma(k) - k * strictMath.log(theta);
  return Object.freeze({
    kind: "gamma",
    lower: 0,
    upper: Infinity,
    mean: k * theta,
    sd: Math.sqrt(k) * theta,
    logDensity: (x: number) => {
      if (!(x >= 0) || x === Infinity) return -Infinity;
      return top + powerLog(k - 1, x) - x / theta;
    },
    slope: (x: number) => (k - 1) / x - 1 / theta,
    sample: (draws) => Math.max(LEAST, strictMath.exp(logGamma(k, draws)) * theta)
  } satisfies Distribution);
}

/** Density ∝ x^(a−1) (1−x)^(b−1). */
export function beta(a: number, b: number): Distribution {
  checkPositive("prior.beta", "a", a);
  checkPositive("prior.beta", "b", b);
  const top = lgamma(a + b) - lgamma(a) - lgamma(b);
  const mean = a / (a + b);
  return Object.freeze({
    kind: "beta",
    lower: 0,
    upper: 1,
    mean,
    sd: Math.sqrt((mean * (1 - mean)) / (a + b + 1)),
    logDensity: (x: number) => {
      if (!(x >= 0 && x <= 1)) return -Infinity;
      const right = b === 1 ? 0 : (b - 1) * strictMath.log1p(-x);
      return top + powerLog(a - 1, x) + right;
    },
    slope: (x: number) => (a - 1) / x - (b - 1) / (1 - x),
    // of logarithms, because small shapes give draws below the smallest number
    sample: (draws) => {
      const odds = logGamma(b, draws) - logGamma(a, draws);
      return Math.min(BELOW_ONE, Math.max(LEAST, 1 / (1 + strictMath.exp(odds))));
    }
  } satisfies Distribution);
}

/** power·ln x, where 0·ln 0 is 0. */
function powerLog(power: number, x: number): number {
  return power === 0 ? 0 : power * strictMath.log(x);
}

/**
 * Logarithm of a gamma draw of scale 1: G. Marsaglia and W. Tsang, "A simple method for generating gamma variables", ACM
 * TOMS 26 (2000); a shape below 1 is lifted by u^(1/shape).
 */
function logGamma(shape: number, draws: Draws): number {
  const d = (shape < 1 ? shape + 1 : shape) - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = draws.normal();
    const base = 1 + c * z;
    const u = 1 - draws.uniform();
    if (!(base > 0)) continue;
    const v = base * base * base;
    const logV = strictMath.log(v);
    if (!(strictMath.log(u) < 0.5 * z * z + d * (1 - v + logV))) continue;
    const log = strictMath.log(d) + logV;
    return shape < 1 ? log + strictMath.log(1 - draws.uniform()) / shape : log;
  }
}
