// The thirteen numbers that data can tell, in units of the measurement. The middle of a scan's times, by their logarithms, is
// where rates are told best; the fraction is told by its values at both ends. f2 is left out: it is one with f0.
import {strictMath} from "../../math.ts";
import {PARAMETERS} from "../parameters.ts";
import type {Semantics} from "../types.ts";

const {exp, log, pow} = strictMath;

/** ln(q²JT) of both components and ln(qvT) at the reference time, exponents, offsets as shares of the rates there, … */
export const SCALED = [
  "J_ref", "alpha_ref", "share_ref", "J_sample", "alpha_sample", "share_sample", "v", "beta", "share_v", "x_first", "x_last",
  "f1", "phi0"
] as const; // prettier-ignore
export const COUNT = SCALED.length;

/** Places among the scaled numbers. */
export const [J_REF, , , J_SAMPLE, , , V, , , X_FIRST, X_LAST, F1, PHI0] = SCALED.keys();

/** Times and sizes of a measurement, seconds and 1/Å. */
export interface Scales {
  q: number;
  first: number;
  last: number;
  duration: number;
  reference: number;
}

/** Rates are held above this, in units of the measurement. */
const LEAST_RATE = 1e-4;
/** Offsets beyond so many times the rate itself are not told apart. */
const MOST_SHARE = 3;
const MOST_EXPONENT = 2;
const MOST_F1 = 20;
/** Slower courses of the fraction are straight lines, to what can be told. */
const LEAST_F1 = 0.02;

export function toScales(q: number, dt: number, frames: number, firstFrame: number): Scales {
  const first = (firstFrame + 0.5) * dt;
  const duration = (frames - 1) * dt;
  const last = first + duration;
  return {q, first, last, duration, reference: Math.sqrt(Math.max(first, dt) * last)};
}

const clip = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);

/** v2 and xpcsjax have φ0 with the other sign. */
const signOf = (semantics: Semantics): number =>
  semantics === "v2" || semantics === "xpcsjax" ? -1 : 1;

/** Of θ in the form that is agreed on: the faster component is the sample, v is positive, φ0 within ±90°. */
export function toScaled(
  theta: ArrayLike<number>,
  scales: Scales,
  semantics: Semantics
): Float64Array {
  const {q, first, last, duration, reference} = scales;
  const rates = [0, 3].map((at) => Math.max(rateAt(theta, at, reference), 0));
  const isSwapped = rates[1] < rates[0];
  const [slow, fast] = isSwapped ? [3, 0] : [0, 3];
  const scaled = new Float64Array(COUNT);
  fillRate(scaled, J_REF, theta, slow, reference, q * q * duration);
  fillRate(scaled, J_SAMPLE, theta, fast, reference, q * q * duration);
  fillRate(scaled, V, theta, 6, reference, q * duration);
  for (const [at, t] of [
    [X_FIRST, first],
    [X_LAST, last]
  ]) {
    const x = clip(theta[9] * exp(clip(theta[10] * (t - theta[11]), -700, 700)) + theta[12], 0, 1);
    scaled[at] = isSwapped ? 1 - x : x;
  }
  scaled[F1] = clip(theta[10] * duration, -MOST_F1, MOST_F1);
  const phi0 = signOf(semantics) * theta[13];
  scaled[PHI0] = phi0 - 180 * Math.ceil(phi0 / 180 - 0.5);
  return scaled;
}

function rateAt(theta: ArrayLike<number>, at: number, t: number): number {
  return theta[at] * pow(t, theta[at + 1]) + theta[at + 2];
}

function fillRate(
  scaled: Float64Array,
  to: number,
  theta: ArrayLike<number>,
  at: number,
  t: number,
  unit: number
): void {
  const rate = rateAt(theta, at, t);
  const size = at === 6 ? Math.abs(rate) : rate;
  scaled[to] = log(Math.max(size * unit, LEAST_RATE));
  scaled[to + 1] = clip(theta[at + 1], -MOST_EXPONENT, MOST_EXPONENT);
  const share = (rate < 0 ? -theta[at + 2] : theta[at + 2]) / Math.max(size, LEAST_RATE / unit);
  scaled[to + 2] = clip(share, -MOST_SHARE, MOST_SHARE);
}

/** θ inside the parameters' bounds, with f2 = 0. */
export function fromScaled(
  scaled: ArrayLike<number>,
  scales: Scales,
  semantics: Semantics
): Float64Array {
  const {q, duration, reference} = scales;
  const theta = new Float64Array(14);
  readRate(theta, 0, scaled, J_REF, reference, q * q * duration);
  readRate(theta, 3, scaled, J_SAMPLE, reference, q * q * duration);
  readRate(theta, 6, scaled, V, reference, q * duration);
  fillFractions(theta, scaled, scales);
  theta[13] = signOf(semantics) * scaled[PHI0];
  PARAMETERS.forEach(({bounds: [low, high]}, i) => (theta[i] = clip(theta[i], low, high)));
  return theta;
}

function readRate(
  theta: Float64Array,
  to: number,
  scaled: ArrayLike<number>,
  at: number,
  t: number,
  unit: number
): void {
  const rate = exp(clip(scaled[at], -20, 20)) / unit;
  const exponent = clip(scaled[at + 1], -MOST_EXPONENT, MOST_EXPONENT);
  // an amplitude below 0 is out of bounds: the whole rate is the offset then
  const share = Math.min(scaled[at + 2], 1);
  theta[to] = (rate * (1 - share)) / pow(t, exponent);
  theta[to + 1] = exponent;
  theta[to + 2] = rate * share;
}

/** The exponential through both ends; where its limit leaves 0 to 1, the limit is held there and the rate follows. */
function fillFractions(theta: Float64Array, scaled: ArrayLike<number>, scales: Scales): void {
  const {first, last, duration} = scales;
  const from = clip(scaled[X_FIRST], 1e-3, 1 - 1e-3);
  const to = clip(scaled[X_LAST], 1e-3, 1 - 1e-3);
  const turns = clip(scaled[F1], -MOST_F1, MOST_F1);
  let rate = (turns < 0 ? -1 : 1) * Math.max(Math.abs(turns), LEAST_F1);
  const riseOf = (z: number): number =>
    (to - from) / (exp((z * last) / duration) - exp((z * first) / duration));
  let amplitude = riseOf(rate);
  const limit = from - amplitude * exp((rate * first) / duration);
  const held = clip(limit, 0, 1);
  if (limit !== held) {
    // the far sides of the limit are apart from it, and on one side of it
    rate = log(Math.max(Math.abs(to - held), 1e-6) / Math.max(Math.abs(from - held), 1e-6));
    if (Math.abs(rate) < LEAST_F1) rate = rate < 0 ? -LEAST_F1 : LEAST_F1;
    amplitude = (from - held) / exp((rate * first) / duration);
  }
  theta[9] = amplitude;
  theta[10] = rate / duration;
  theta[12] = held;
}
