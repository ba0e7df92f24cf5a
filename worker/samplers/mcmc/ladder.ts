// The powers β of the likelihood that parallel tempering samples at, from the prior (0) to the posterior (1).
import {strictMath} from "../../math.ts";

const {exp, log} = strictMath;

/**
 * A first ladder from log-likelihoods of prior draws: up to its first β half of the draws stay effective, and from there to 1
 * the ratio of neighbours is the same.
 */
export function startLadder(logLikelihood: Float64Array, temperatures: number): Float64Array {
  const steps = temperatures - 1;
  const betas = Float64Array.from({length: temperatures}, (_, k) => k / steps);
  const first = findFirstBeta(logLikelihood);
  if (first >= 1 / steps) return betas;
  for (let k = 1; k < steps; k++) betas[k] = exp(log(first) * (1 - (k - 1) / (steps - 1)));
  return betas;
}

/** The β at which weights L^β have an effective number of half the draws, by halving on its logarithm; at most 1. */
function findFirstBeta(logLikelihood: Float64Array): number {
  let low = log(1e-300);
  let high = 0;
  const isEffective = (beta: number) =>
    effectiveNumber(logLikelihood, beta) >= 0.5 * logLikelihood.length;
  if (isEffective(1)) return 1;
  for (let round = 0; round < 60; round++) {
    const middle = 0.5 * (low + high);
    if (isEffective(exp(middle))) low = middle;
    else high = middle;
  }
  return exp(low);
}

/** (Σw)²/Σw² of weights L^β; zero where the likelihood is zero everywhere. */
function effectiveNumber(logLikelihood: Float64Array, beta: number): number {
  const top = logLikelihood.reduce((most, value) => Math.max(most, value), -Infinity);
  let sum = 0;
  let squares = 0;
  for (const value of logLikelihood) {
    const weight = exp(beta * (value - top));
    sum += weight;
    squares += weight * weight;
  }
  return squares > 0 ? (sum * sum) / squares : 0;
}

/**
 * Moves the inner powers so that every pair of neighbours refuses the same share of swaps: refusals add up along the ladder
 * (Syed et al. 2022), so its rungs go to equal parts of their sum. `refused` holds the shares of the pairs as they were.
 */
export function levelLadder(betas: Float64Array, refused: Float64Array): Float64Array {
  const steps = betas.length - 1;
  const levels = new Float64Array(betas.length);
  // a pair that never refuses still is a distance: powers must rise
  for (let k = 0; k < steps; k++) levels[k + 1] = levels[k] + Math.max(refused[k], 1e-3);
  const next = betas.slice();
  let pair = 0;
  for (let k = 1; k < steps; k++) {
    const wanted = (levels[steps] * k) / steps;
    while (levels[pair + 1] < wanted) pair++;
    const share = (wanted - levels[pair]) / (levels[pair + 1] - levels[pair]);
    next[k] = between(betas[pair], betas[pair + 1], share);
  }
  return next;
}

/** On a logarithmic scale, where 0 is not an end: there refusals grow like β itself. */
function between(a: number, b: number, share: number): number {
  return a === 0 ? b * share : a * exp(share * log(b / a));
}
