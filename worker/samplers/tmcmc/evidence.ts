// How sure the evidence is, and one answer from several populations.
import {strictMath} from "../../math.ts";
import {highest} from "./ladder.ts";

/**
 * Relative variance of exp(ln Z) from where the particles come from. The evidence is a sum over the prior's draws, each of
 * which contributes in proportion to how many of the last particles descend from it, c of N: its variance is that of
 * independent contributions, Σ (c/N)² − 1/N. It sees what sums of weights' variances do not: lines that moves did not
 * bring away from one another. (A. Lee and N. Whiteley, "Variance estimation in the particle filter", Biometrika 105, 2018,
 * take off what multinomial resampling adds; systematic resampling adds next to nothing.)
 * `eves` are the first ancestors, equal ones next to one another.
 */
export function toLineageVariance(eves: Float64Array): number {
  const n = eves.length;
  let squares = 0;
  for (let i = 0; i < n;) {
    let end = i + 1;
    while (end < n && eves[end] === eves[i]) end++;
    squares += (end - i) * (end - i);
    i = end;
  }
  return squares / n / n - 1 / n;
}

export interface Evidence {
  logEvidence: number;
  /** of one population: its logarithm, and the relative variance of the evidence. */
  variance: number;
}

/** The mean of the populations' evidences; its error is the larger of what they tell themselves and of their spread. */
export function combine(populations: readonly Evidence[]): {
  logEvidence: number;
  logEvidenceError: number;
} {
  const m = populations.length;
  const logs = Float64Array.from(populations, ({logEvidence}) => logEvidence);
  const top = highest(logs);
  if (top === -Infinity) return {logEvidence: -Infinity, logEvidenceError: NaN};
  const z = logs.map((log) => strictMath.exp(log - top));
  let sum = 0;
  let own = 0;
  for (let p = 0; p < m; p++) {
    sum += z[p];
    own += z[p] * z[p] * populations[p].variance;
  }
  const mean = sum / m;
  let spread = 0;
  for (let p = 0; p < m; p++) spread += (z[p] - mean) * (z[p] - mean);
  const between = m > 1 ? spread / (m - 1) / m : 0;
  const variance = Math.max(own / m / m, between);
  return {
    logEvidence: top + strictMath.log(mean),
    logEvidenceError: Math.sqrt(variance) / mean
  };
}
