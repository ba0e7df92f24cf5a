// The evidence from a ladder of powers β of the likelihood: by steps between neighbours, and by an integral over β.
import {strictMath} from "../../math.ts";
import {toEffectiveSize} from "../diagnostics/effectiveSize.ts";
import {meanOf, varianceOf} from "../diagnostics/moments.ts";

const {exp, log} = strictMath;

export interface Evidence {
  logEvidence: number;
  /** one standard error. */
  logEvidenceError: number;
}

/** Log-likelihoods by power, then by ladder: samples of one time are those of one sweep. */
export type Energies = readonly (readonly Float64Array[])[];

/**
 * Σ log Z_{k+1}/Z_k, each step from the samples at both of its ends (Bennett 1976): the root f of
 * Σ_k σ(Δβ ℓ − f) = Σ_{k+1} σ(f − Δβ ℓ). To first order the answer's error is the mean of one series a ladder, whose
 * effective size knows of the samples' dependence in time and between temperatures.
 */
export function toEvidence(betas: Float64Array, energies: Energies): Evidence {
  const influence = energies[0].map((chain) => new Float64Array(chain.length));
  let logEvidence = 0;
  for (let k = 0; k + 1 < betas.length; k++) {
    const step = betas[k + 1] - betas[k];
    const hot = energies[k].map((chain) => chain.map((value) => step * value));
    const cool = energies[k + 1].map((chain) => chain.map((value) => step * value));
    const f = findRatio(hot, cool);
    logEvidence += f;
    const slope = meanSlope(hot, f) + meanSlope(cool, f);
    influence.forEach((series, c) =>
      series.forEach((_, i) => {
        series[i] += (sigmoid(hot[c][i] - f) - sigmoid(f - cool[c][i])) / slope;
      })
    );
  }
  return {logEvidence, logEvidenceError: errorOfMean(influence)};
}

/**
 * ∫₀¹ E_β[ℓ] dβ by the trapezoidal rule with its correction for the ends' slopes, which are the variances (Friel, Hurn and
 * Wyse 2014). The correction itself counts as an error, beside the samples'. NaN where the likelihood is zero for some of
 * the prior's draws.
 */
export function toThermodynamic(betas: Float64Array, energies: Energies): Evidence {
  const pooled = energies.map((chains) => pool(chains));
  const means = pooled.map(meanOf);
  const variances = pooled.map(varianceOf);
  const series = energies[0].map((chain) => new Float64Array(chain.length));
  let logEvidence = 0;
  let corrections = 0;
  for (let k = 0; k + 1 < betas.length; k++) {
    const step = betas[k + 1] - betas[k];
    const correction = ((step * step) / 12) * (variances[k + 1] - variances[k]);
    logEvidence += 0.5 * step * (means[k] + means[k + 1]) - correction;
    corrections += correction;
    series.forEach((sum, c) =>
      sum.forEach((_, i) => {
        sum[i] += 0.5 * step * (energies[k][c][i] + energies[k + 1][c][i]);
      })
    );
  }
  const error = errorOfMean(series);
  const logEvidenceError = Math.sqrt(error * error + corrections * corrections);
  return {logEvidence, logEvidenceError};
}

function errorOfMean(series: readonly Float64Array[]): number {
  if (series[0].length < 4) return NaN;
  return Math.sqrt(varianceOf(pool(series)) / toEffectiveSize(series));
}

function pool(chains: readonly Float64Array[]): Float64Array {
  const n = chains[0].length;
  const all = new Float64Array(chains.length * n);
  chains.forEach((chain, c) => all.set(chain, c * n));
  return all;
}

/** Newton between two bounds that close in; NaN where one end has no likelihood at all. */
function findRatio(hot: readonly Float64Array[], cool: readonly Float64Array[]): number {
  let low = Infinity;
  let high = -Infinity;
  for (const chain of [...hot, ...cool])
    for (const value of chain) {
      if (value > -Infinity) low = Math.min(low, value);
      high = Math.max(high, value);
    }
  // outside the values the sums' ratio changes by e for every unit
  const total = hot.length * hot[0].length;
  low -= log(total) + 1;
  high += log(total) + 1;
  let f = 0.5 * (low + high);
  for (let round = 0; round < 200; round++) {
    const excess = meanSigmoid(hot, f, 1) - meanSigmoid(cool, f, -1);
    if (excess > 0) low = f;
    else high = f;
    const newton = f + excess / (meanSlope(hot, f) + meanSlope(cool, f));
    const next = newton > low && newton < high ? newton : 0.5 * (low + high);
    if (!(Math.abs(next - f) > 1e-12 * (1 + Math.abs(f)))) return next;
    f = next;
  }
  return f;
}

function meanSigmoid(chains: readonly Float64Array[], f: number, sign: number): number {
  return meanOf(chains.map((chain) => meanOf(chain.map((value) => sigmoid(sign * (value - f))))));
}

function meanSlope(chains: readonly Float64Array[], f: number): number {
  const slope = (x: number) => sigmoid(x) * sigmoid(-x);
  return meanOf(chains.map((chain) => meanOf(chain.map((value) => slope(value - f)))));
}

function sigmoid(x: number): number {
  return 1 / (1 + exp(-x));
}
