// How far a stage goes: the step Δβ at which the weights exp(Δβ ℓ) leave the wished share of particles effective,
// ESS = (Σw)² / Σw² = N / (1 + CoV²).
import {strictMath} from "../../math.ts";

const BISECTIONS = 200;
/** A step this close, relatively, is as good as any: the ESS hardly moves. */
const RTOL = 1e-9;

export interface Weighing {
  /** add up to 1. */
  weights: Float64Array;
  ess: number;
  /** coefficient of variation of the weights, over the whole population. */
  cov: number;
  /** logarithm of the mean of exp(Δβ ℓ): the stage's factor of the evidence. */
  logMean: number;
}

/**
 * The largest step from 0 to `most` with an effective share of at least `share`, by bisection; the share is of the
 * particles whose likelihood is above zero, because no step brings back the others. Yields between passes over the particles.
 */
export function* chooseStep(
  logLikelihood: Float64Array,
  most: number,
  share: number
): Generator<undefined, number> {
  let alive = 0;
  for (let i = 0; i < logLikelihood.length; i++) if (logLikelihood[i] > -Infinity) alive++;
  const wish = share * alive;
  if (effectiveNumber(logLikelihood, most) >= wish) return most;
  let low = 0;
  let high = most;
  for (let k = 0; k < BISECTIONS && high - low > RTOL * high; k++) {
    yield;
    const middle = low + (high - low) / 2;
    if (effectiveNumber(logLikelihood, middle) >= wish) low = middle;
    else high = middle;
  }
  // far below the resolution of β nothing separates the particles: then the other end still moves on
  return low > 0 ? low : high;
}

/** Effective number of the particles under the weights exp(step·ℓ). */
export function effectiveNumber(logLikelihood: Float64Array, step: number): number {
  const top = highest(logLikelihood);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < logLikelihood.length; i++) {
    const w = strictMath.exp(step * (logLikelihood[i] - top));
    sum += w;
    squares += w * w;
  }
  return (sum * sum) / squares;
}

/** The weights of a step that has been chosen, shifted by the highest so that none overflows. */
export function weigh(logLikelihood: Float64Array, step: number): Weighing {
  const n = logLikelihood.length;
  const top = highest(logLikelihood);
  const weights = new Float64Array(n);
  let sum = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const w = strictMath.exp(step * (logLikelihood[i] - top));
    weights[i] = w;
    sum += w;
    squares += w * w;
  }
  for (let i = 0; i < n; i++) weights[i] /= sum;
  const ess = (sum * sum) / squares;
  return {
    weights,
    ess,
    // rounding may leave equal weights a hair above n
    cov: Math.sqrt(Math.max(0, n / ess - 1)),
    logMean: step * top + strictMath.log(sum / n)
  };
}

export function highest(values: Float64Array): number {
  let top = -Infinity;
  for (let i = 0; i < values.length; i++) if (values[i] > top) top = values[i];
  return top;
}
