// How many independent samples are worth as much as chains of dependent ones.
import {strictMath} from "../../math.ts";
import {toAutocovariances} from "./autocovariance.ts";
import {meanOf, varianceOf} from "./moments.ts";

/** A range below this is no variation. */
const FLAT = 1e-15;

/**
 * Of equally long chains, by Geyer's initial monotone sequence over the autocorrelation of all chains together (Vehtari
 * et al. 2021, equations 10 to 13); as many as there are samples where nothing varies. Antithetic chains can be worth more
 * than their samples, up to log₁₀ of the number as a factor.
 */
export function toEffectiveSize(chains: readonly Float64Array[]): number {
  const n = chains[0].length;
  const total = chains.length * n;
  let least = Infinity;
  let most = -Infinity;
  for (const chain of chains)
    for (const x of chain) {
      if (Number.isNaN(x)) return NaN;
      least = Math.min(least, x);
      most = Math.max(most, x);
    }
  if (most - least < FLAT) return total;
  const time = toCorrelationTime(n, toCorrelations(chains));
  return total / Math.max(time, 1 / strictMath.log10(total));
}

/** ρ_t of all chains together; above 0 for ever where the chains' means differ by more than their samples. */
function toCorrelations(chains: readonly Float64Array[]): (t: number) => number {
  const n = chains[0].length;
  const covariances = toAutocovariances(chains);
  const at = (t: number) => meanOf(covariances.map((covariance) => covariance[t]));
  const within = (at(0) * n) / (n - 1);
  const between = chains.length > 1 ? varianceOf(chains.map(meanOf)) : 0;
  const spread = at(0) + between;
  return (t) => 1 - (within - at(t)) / spread;
}

/** −1 + 2 Σ ρ_t, over pairs of neighbours as long as their sum stays above 0, none larger than the pair before it. */
function toCorrelationTime(n: number, correlation: (t: number) => number): number {
  const rho = [1, correlation(1)];
  let even = rho[0];
  let odd = rho[1];
  let t = 1;
  for (; t < n - 3 && even + odd > 0; t += 2) {
    even = correlation(t + 1);
    odd = correlation(t + 2);
    if (even + odd >= 0) rho.push(even, odd);
  }
  // the last pair counts no further than its first half
  const last = t - 2;
  if (even > 0) rho[last + 1] = even;
  for (let k = 1; k <= last - 2; k += 2) {
    const before = rho[k - 1] + rho[k];
    if (rho[k + 1] + rho[k + 2] > before) rho[k + 1] = rho[k + 2] = before / 2;
  }
  let sum = -1 + (rho[last + 1] ?? 0);
  for (let k = 0; k <= last; k++) sum += 2 * rho[k];
  return sum;
}
