// How long a step is: the norm of its error, the next step's length, the first one's.
import {strictMath} from "../../../math.ts";
import type {Field, Vector} from "./shapes.ts";

/** Root of the mean square of eᵢ/(atolᵢ + rtol·max(|uᵢ|, |vᵢ|)): at most 1 where the error is tolerable. */
export function scaledNorm(
  e: Vector,
  u: Vector,
  v: Vector,
  rtol: number,
  atol: Vector,
  n: number
): number {
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const ratio = e[i] / (atol[i] + rtol * Math.max(Math.abs(u[i]), Math.abs(v[i])));
    sum += ratio * ratio;
  }
  return Math.sqrt(sum / n);
}

/** log 10⁻⁴: an error below that is remembered as that. */
export const CALM = -9.210340371976182;

/**
 * After a step tried: the next one's length, what to remember of the error, and by how much the step after may grow
 * (`limit` times, or not at all after a rejection). K. Gustafsson's PI controller with the constants of DOPRI5 (Hairer,
 * Nørsett, Wanner, "Solving ODEs I", IV.2); q is the order of the error. An error that is no number shrinks the step most.
 */
export function nextStep(
  error: number,
  h: number,
  logBefore: number,
  most: number,
  limit: number,
  q: number
): [h: number, logBefore: number, most: number] {
  const least = 0.2;
  const log = strictMath.log(Math.max(error, 1e-10));
  const power = 0.04 * logBefore - (1 / q - 0.03) * log;
  const bounded = Math.min(most, Math.max(least, 0.9 * strictMath.exp(power)));
  const factor = error < 1e300 ? bounded : least;
  const accepted = error <= 1;
  return [
    h * (accepted ? factor : Math.min(factor, 0.9)),
    accepted ? Math.max(log, CALM) : logBefore,
    accepted ? limit : 1
  ];
}

/** A first step's length, by the slope and by how it changes (Hairer, Nørsett, Wanner, "Solving ODEs I", II.4). */
export function startingStep(
  rhs: Field,
  u: Vector,
  slope: Vector,
  p: Vector,
  t: number,
  end: number,
  q: number,
  rtol: number,
  atol: Vector,
  n: number
): number {
  const span = Math.abs(end - t);
  const direction = end >= t ? 1 : -1;
  const size = scaledNorm(u, u, u, rtol, atol, n);
  const speed = scaledNorm(slope, u, u, rtol, atol, n);
  const isFlat = size < 1e-5 || !(speed >= 1e-5);
  const trial = Math.min(span, isFlat ? 1e-6 : (0.01 * size) / speed);
  const v = new Array<number>(n).fill(0);
  for (let i = 0; i < n; i++) v[i] = u[i] + direction * trial * slope[i];
  const after = rhs(v, p, t + direction * trial);
  const change = new Array<number>(n).fill(0);
  for (let i = 0; i < n; i++) change[i] = after[i] - slope[i];
  const bend = scaledNorm(change, u, u, rtol, atol, n) / trial;
  const most = Math.max(speed, bend);
  const isSlow = !(most > 1e-15);
  const fitting = isSlow
    ? Math.max(1e-6, trial * 1e-3)
    : strictMath.exp(strictMath.log(0.01 / most) / q);
  const h = Math.min(span, Math.min(100 * trial, fitting));
  return direction * (h > 0 ? h : trial);
}

/** A step no longer than this is as good as none. */
export function shortestStep(t: number, span: number): number {
  return Math.max(8e-16 * Math.abs(t), 1e-30 * Math.abs(span));
}
