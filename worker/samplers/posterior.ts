// What every sampler answers with, from its samples: moments, the best sample, and the diagnostics of each parameter.
import type {Stats} from "../work.ts";
import type {ChainDiagnosis, Posterior, SamplerStatus} from "./types.ts";

export interface PosteriorParts {
  names: readonly string[];
  /** a vector for each parameter; the samples of one chain follow one another. They become the posterior's own. */
  samples: Float64Array[];
  logLikelihood: Float64Array;
  logPrior: Float64Array;
  /** how many chains `samples` holds, all equally long. */
  chains: number;
  /** add up to 1; default: all alike. */
  weights?: Float64Array | undefined;
  /** the power of the likelihood that was sampled; default 1. */
  beta?: number;
  /** from how many chains on R-hat is told; default 1, where a chain's halves are compared. */
  rhatFrom?: number;
  diagnose: (chains: readonly Float64Array[]) => ChainDiagnosis;
  status: SamplerStatus;
  /** what status and diagnostics mean; a function may look at the diagnostics first. */
  advice: string | ((diagnostics: Diagnostics) => string);
  stats: Stats;
}

export type Diagnostics = Pick<Posterior, "rhat" | "bulkEss" | "tailEss">;

export function toPosterior(parts: PosteriorParts): Posterior {
  const {names, samples, logLikelihood, logPrior, chains, weights, status, stats} = parts;
  const mean = samples.map((x) => meanOf(x, weights));
  const covariance = covarianceOf(samples, mean, weights);
  const d = samples.length;
  const best = findBest(logLikelihood, logPrior, parts.beta ?? 1);
  const diagnostics = diagnoseAll(parts);
  const {advice} = parts;
  return {
    names: [...names],
    samples,
    ...(weights && {weights}),
    logLikelihood,
    logPrior,
    chains,
    mean: Float64Array.from(mean),
    sd: Float64Array.from(samples, (_, j) => Math.sqrt(covariance[j * d + j])),
    covariance,
    map: Float64Array.from(samples, (x) => x[best]),
    mapLogDensity: (parts.beta ?? 1) * logLikelihood[best] + logPrior[best],
    ...diagnostics,
    status,
    advice: typeof advice === "function" ? advice(diagnostics) : advice,
    stats
  };
}

/** The vectors of each chain. */
export function splitChains(x: Float64Array, chains: number): Float64Array[] {
  const n = x.length / chains;
  return Array.from({length: chains}, (_, c) => x.subarray(c * n, (c + 1) * n));
}

function diagnoseAll({samples, chains, rhatFrom = 1, diagnose}: PosteriorParts): Diagnostics {
  const found = samples.map((x) => diagnose(splitChains(x, chains)));
  return {
    rhat: Float64Array.from(found, ({rhat}) => (chains < rhatFrom ? NaN : rhat)),
    bulkEss: Float64Array.from(found, ({bulkEss}) => bulkEss),
    tailEss: Float64Array.from(found, ({tailEss}) => tailEss)
  };
}

function meanOf(x: Float64Array, weights: Float64Array | undefined): number {
  let sum = 0;
  if (weights) for (let i = 0; i < x.length; i++) sum += weights[i] * x[i];
  else for (let i = 0; i < x.length; i++) sum += x[i];
  return weights ? sum : sum / x.length;
}

/** d × d by rows, unbiased where the samples are independent: the sum of squares over 1 − Σ w². */
function covarianceOf(
  samples: readonly Float64Array[],
  mean: readonly number[],
  weights: Float64Array | undefined
): Float64Array {
  const d = samples.length;
  const n = d > 0 ? samples[0].length : 0;
  let squares = 0;
  if (weights) for (let i = 0; i < n; i++) squares += weights[i] * weights[i];
  const factor = n < 1 ? NaN : weights ? 1 / (1 - squares) : 1 / (n - 1);
  const covariance = new Float64Array(d * d);
  for (let j = 0; j < d; j++) {
    for (let k = 0; k <= j; k++) {
      const value = productSum(samples[j], mean[j], samples[k], mean[k], weights) * factor;
      covariance[j * d + k] = value;
      covariance[k * d + j] = value;
    }
  }
  return covariance;
}

/** Σ w (x − a)(y − b), each weight 1 where there are none. */
function productSum(
  x: Float64Array,
  a: number,
  y: Float64Array,
  b: number,
  weights: Float64Array | undefined
): number {
  let sum = 0;
  if (weights) for (let i = 0; i < x.length; i++) sum += weights[i] * (x[i] - a) * (y[i] - b);
  else for (let i = 0; i < x.length; i++) sum += (x[i] - a) * (y[i] - b);
  return sum;
}

/** Index of the highest β ℓ + π; of the first sample where no density is above zero. */
function findBest(logLikelihood: Float64Array, logPrior: Float64Array, beta: number): number {
  let best = 0;
  let most = -Infinity;
  for (let i = 0; i < logLikelihood.length; i++) {
    const value = beta === 0 ? logPrior[i] : beta * logLikelihood[i] + logPrior[i];
    if (value > most) {
      most = value;
      best = i;
    }
  }
  return best;
}
