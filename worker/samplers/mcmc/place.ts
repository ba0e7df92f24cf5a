// A point on the real line, with what Hamilton's equations need there.
import type {Prior} from "../types.ts";
import type {RealLine} from "./realLine.ts";

export interface Place {
  u: Float64Array;
  theta: Float64Array;
  /** filled in by whoever evaluates: the log-likelihood's derivatives become the log-density's. */
  logPrior: number;
  logLikelihood: number;
  gradient: Float64Array;
  /** of the posterior on the real line; −∞ where it cannot be computed. */
  logDensity: number;
}

/** What a chain asks for: it yields a place and goes on when log-prior, log-likelihood and its derivatives are there. */
export type Asking<T> = Generator<Place, T, void>;

export function* visit(u: Float64Array, prior: Prior, line: RealLine): Asking<Place> {
  const d = u.length;
  const theta = new Float64Array(d);
  const slope = new Float64Array(d);
  const bend = new Float64Array(d);
  const logJacobian = line.toPoint(u, theta, slope, bend);
  const gradient = new Float64Array(d);
  const place = {u, theta, gradient, logPrior: NaN, logLikelihood: NaN, logDensity: NaN};
  yield place;
  const logDensity = place.logPrior + place.logLikelihood + logJacobian;
  place.logDensity = Number.isFinite(logDensity) ? logDensity : -Infinity;
  const priorSlope = new Float64Array(d);
  prior.gradient?.(theta, priorSlope);
  for (let j = 0; j < d; j++) gradient[j] = slope[j] * (gradient[j] + priorSlope[j]) + bend[j];
  return place;
}
