// A normal law fitted to samples and cut off at a box: what earlier samples say, in a form that has a density everywhere
// in the box and can be drawn from.
import {choleskyReference} from "../../../kernels-as/linalg/cholesky/reference.ts";
import {STATUS_NONFINITE, STATUS_OK} from "../../../kernels-as/linalg/constants.ts";
import {strictMath} from "../../math.ts";
import type {Draws} from "../../samplers/types.ts";

const LOG_TWO_PI = strictMath.log(2 * Math.PI);
/** Draws outside the box before one is given up; more than one in a hundred is inside for any sensible posterior. */
const MOST_TRIES = 10_000;

export interface FittedNormal {
  /** normalised over the box; −∞ outside. */
  logDensity(theta: ArrayLike<number>, first: number): number;
  /** of the log-density, into `out` from `first` on. */
  gradient(theta: ArrayLike<number>, out: Float64Array, first: number): void;
  sample(draws: Draws, out: Float64Array, first: number): void;
}

/** `z` are standard normals by which the law's share inside the box is estimated. */
export function fitNormal(
  mean: Float64Array,
  covariance: Float64Array,
  {lower, upper, z}: {lower: number; upper: number; z: Float64Array}
): FittedNormal {
  const d = mean.length;
  const L = factor(covariance, d);
  const toPoint = (from: ArrayLike<number>, begin: number, out: Float64Array, first: number) => {
    for (let i = 0; i < d; i++) {
      let x = mean[i];
      for (let k = 0; k <= i; k++) x += L[i * d + k] * from[begin + k];
      out[first + i] = x;
    }
  };
  const isInside = (theta: ArrayLike<number>, first: number) => {
    for (let i = 0; i < d; i++)
      if (!(theta[first + i] >= lower && theta[first + i] <= upper)) return false;
    return true;
  };
  const scaled = new Float64Array(d);
  /** L⁻¹(θ − mean), and half its square. */
  const solve = (theta: ArrayLike<number>, first: number) => {
    let half = 0;
    for (let i = 0; i < d; i++) {
      let x = theta[first + i] - mean[i];
      for (let k = 0; k < i; k++) x -= L[i * d + k] * scaled[k];
      scaled[i] = x / L[i * d + i];
      half += 0.5 * scaled[i] * scaled[i];
    }
    return half;
  };
  let constant = 0.5 * d * LOG_TWO_PI;
  for (let i = 0; i < d; i++) constant += strictMath.log(L[i * d + i]);
  constant += strictMath.log(shareInside(z, d, toPoint, isInside));
  return {
    logDensity: (theta, first) =>
      isInside(theta, first) ? -solve(theta, first) - constant : -Infinity,
    gradient(theta, out, first) {
      solve(theta, first);
      for (let i = d - 1; i >= 0; i--) {
        let x = scaled[i];
        for (let k = i + 1; k < d; k++) x += L[k * d + i] * out[first + k];
        out[first + i] = -x / L[i * d + i];
      }
    },
    sample(draws, out, first) {
      for (let tries = 0; tries < MOST_TRIES; tries++) {
        for (let i = 0; i < d; i++) scaled[i] = draws.normal();
        toPoint(scaled, 0, out, first);
        if (isInside(out, first)) return;
      }
      for (let i = 0; i < d; i++) out[first + i] = Math.min(Math.max(mean[i], lower), upper);
    }
  };
}

function shareInside(
  z: Float64Array,
  d: number,
  toPoint: (from: ArrayLike<number>, begin: number, out: Float64Array, first: number) => void,
  isInside: (theta: ArrayLike<number>, first: number) => boolean
): number {
  const point = new Float64Array(d);
  const draws = Math.floor(z.length / d);
  let inside = 0;
  for (let j = 0; j < draws; j++) {
    toPoint(z, j * d, point, 0);
    if (isInside(point, 0)) inside++;
  }
  return Math.max(inside, 1) / draws;
}

/** The covariance's root. Where too few samples make it singular, its diagonal grows until there is one. */
function factor(covariance: Float64Array, d: number): Float64Array {
  const A = covariance.slice();
  const L = new Float64Array(d * d);
  const status = new Int32Array(1);
  let trace = 0;
  for (let i = 0; i < d; i++) trace += covariance[i * d + i];
  for (let jitter = 1e-12; ; jitter *= 10) {
    choleskyReference({L, status, A, n: d}, 0, 1);
    if (status[0] === STATUS_OK) return L;
    if (status[0] === STATUS_NONFINITE)
      throw new Error("biofilm.calibrate: unsupported samples: their covariance is not finite");
    for (let i = 0; i < d; i++)
      A[i * d + i] = covariance[i * d + i] + jitter * (trace > 0 ? trace / d : 1);
  }
}
