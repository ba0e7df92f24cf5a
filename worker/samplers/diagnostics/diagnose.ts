// Whether chains agree and how much they tell: Vehtari, Gelman, Simpson, Carpenter and Bürkner 2021, "Rank-normalization,
// folding, and localization: an improved R-hat for assessing convergence of MCMC".
import type {ChainDiagnosis} from "../types.ts";
import {checkChains} from "./checkChains.ts";
import {toEffectiveSize} from "./effectiveSize.ts";
import {meanOf, varianceOf} from "./moments.ts";
import {quantileOf, sortPooled, toNormalScores} from "./ranking.ts";

/** Fewer samples of a chain tell nothing. */
const LEAST = 4;
/** The quantiles whose effective size is that of the tails. */
const TAILS = [0.05, 0.95];

/**
 * Of one quantity, a vector for each chain. A single chain's R-hat compares its halves; it is NaN where nothing varies. All
 * three are NaN where a sample is NaN or a chain has fewer than four samples. The middle sample of an odd number is left out of the
 * split chains.
 */
export function diagnose(chains: readonly ArrayLike<number>[]): ChainDiagnosis {
  const given = checkChains("mcmc.diagnose", chains);
  const sorted = sortPooled(given);
  const size = given.length * given[0].length;
  if (given[0].length < LEAST || sorted.length < size)
    return {rhat: NaN, bulkEss: NaN, tailEss: NaN};
  const halves = split(given);
  const scores = toNormalScores(halves);
  const tails = TAILS.map((share) => toTailSize(halves, quantileOf(sorted, share)));
  const bulk = toRhat(scores);
  const folded = toRhat(toNormalScores(fold(halves)));
  return {
    // where distances from the median do not vary, only the places can tell
    rhat: folded > bulk ? folded : bulk,
    bulkEss: toEffectiveSize(scores),
    tailEss: Math.min(...tails)
  };
}

function split(chains: readonly ArrayLike<number>[]): Float64Array[] {
  const all = chains.map((chain) => Float64Array.from(chain));
  const half = all[0].length >> 1;
  return [...all.map((x) => x.subarray(0, half)), ...all.map((x) => x.subarray(x.length - half))];
}

/** Distances from the median: chains of equal location and unequal spread differ in them. */
function fold(chains: readonly Float64Array[]): Float64Array[] {
  const median = quantileOf(sortPooled(chains), 0.5);
  return chains.map((chain) => chain.map((x) => Math.abs(x - median)));
}

/** The root of the pooled variance over the mean variance of a chain. */
function toRhat(chains: readonly Float64Array[]): number {
  const n = chains[0].length;
  const between = n * varianceOf(chains.map(meanOf));
  const within = meanOf(chains.map(varianceOf));
  return Math.sqrt((between / within + n - 1) / n);
}

/** Effective number of samples for the share of values up to a quantile. */
function toTailSize(chains: readonly Float64Array[], quantile: number): number {
  return toEffectiveSize(chains.map((chain) => chain.map((x) => (x <= quantile ? 1 : 0))));
}
