// The evidence a second time, by integrating the mean log-likelihood along the ladder: ln Z = ∫ E_β[ℓ] dβ.
//
// Between two rungs E_β[ℓ] is the mean over the particles of both, each with its weight at β against the mixture both are
// from, m = e^{β₀ℓ} + e^{β₁ℓ − c} with c = ln(Z₁/Z₀):
//   E_β[ℓ] = Σ ℓ e^{βℓ}/m / Σ e^{βℓ}/m = d/dβ ln Σ e^{βℓ}/m,
// so that the integral is known without any rule of quadrature, ln Σ e^{β₁ℓ}/m − ln Σ e^{β₀ℓ}/m. It must be c itself, which is
//   Σ_{from β₀} 1/(1 + e^{c−hℓ}) = Σ_{from β₁} 1/(1 + e^{hℓ−c}),   h = β₁ − β₀
// (C. Bennett, "Efficient estimation of free energy differences", J. Comput. Phys. 22, 1976). Unlike the weights' mean it asks
// the particles at both ends: moves that did not bring them where β₁ wants them show in a difference.
import {strictMath} from "../../math.ts";

export interface Bridge {
  /** ln(Z₁/Z₀). */
  value: number;
  /** by how much each particle of the lower and of the upper end pulls at it: their deviations add up to its error. */
  lowerPull: Float64Array;
  upperPull: Float64Array;
}

const BISECTIONS = 200;

/** Between rungs with as many particles each, the upper one's all of finite log-likelihood. */
export function toBridge(lower: Float64Array, upper: Float64Array, h: number): Bridge {
  const n = lower.length;
  const value = solve(lower, upper, h);
  const lowerPull = lower.map((l) => logistic(h * l - value));
  const upperPull = upper.map((l) => logistic(value - h * l));
  let slope = 0;
  for (let i = 0; i < n; i++)
    slope += lowerPull[i] * (1 - lowerPull[i]) + upperPull[i] * (1 - upperPull[i]);
  const toPull = (shares: Float64Array, sign: number): void => {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += shares[i] / n;
    for (let i = 0; i < n; i++) shares[i] = (sign * (shares[i] - mean)) / slope;
  };
  toPull(lowerPull, 1);
  toPull(upperPull, -1);
  return {value, lowerPull, upperPull};
}

/**
 * Adds each particle's pull to that of its first ancestor. Lines of descent are nearly independent, rungs are not: the
 * error's variance is the sum of squares over the lines.
 */
export function addPulls(sums: Float64Array, eves: Float64Array, pull: Float64Array): void {
  for (let i = 0; i < pull.length; i++) sums[eves[i]] += pull[i];
}

/** Where as much of the lower rung looks like the upper as the other way round: falls with c, so it is bisected. */
function solve(lower: Float64Array, upper: Float64Array, h: number): number {
  let low = Infinity;
  let high = -Infinity;
  for (const values of [lower, upper]) {
    for (let i = 0; i < values.length; i++) {
      if (!(values[i] > -Infinity)) continue;
      low = Math.min(low, h * values[i]);
      high = Math.max(high, h * values[i]);
    }
  }
  // particles of zero likelihood take at most their share off
  low -= strictMath.log(lower.length + 1);
  for (let k = 0; k < BISECTIONS && high - low > 1e-12 * (1 + Math.abs(low)); k++) {
    const middle = low + (high - low) / 2;
    let gap = 0;
    for (let i = 0; i < lower.length; i++)
      gap += logistic(h * lower[i] - middle) - logistic(middle - h * upper[i]);
    if (gap > 0) low = middle;
    else high = middle;
  }
  return low + (high - low) / 2;
}

function logistic(x: number): number {
  return 1 / (1 + strictMath.exp(-x));
}

/** Mean and variance of the log-likelihood over particles that all have one. */
export function momentsOf(logLikelihood: Float64Array): {mean: number; variance: number} {
  const n = logLikelihood.length;
  let mean = 0;
  for (let i = 0; i < n; i++) mean += logLikelihood[i] / n;
  let variance = 0;
  for (let i = 0; i < n; i++)
    variance += ((logLikelihood[i] - mean) * (logLikelihood[i] - mean)) / (n - 1);
  return {mean, variance};
}
