// What a reader hands a sampler and gets back.
import type {Progress, Run, Stats} from "../work.ts";

/** Draws for one point: a pure function of the seed and of who asks, never of the order of evaluation. */
export interface Draws {
  /** in [0, 1). */
  uniform(): number;
  /** standard normal. */
  normal(): number;
}

/** What is believed before the data. Made by `prior.*`. */
export interface Prior {
  /** one name for each parameter. */
  readonly names: readonly string[];
  /** smallest and largest values the density is above zero for; −∞ and ∞ where unbounded. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** the log-density at a point, −∞ outside the support. */
  logDensity(theta: ArrayLike<number>): number;
  /** the log-density's derivative, where the prior can tell it. */
  gradient?(theta: ArrayLike<number>, out: Float64Array): void;
  /** one point, into `out`. */
  sample(draws: Draws, out: Float64Array): void;
}

/** One parameter's prior; `prior.independent` names it. */
export interface Distribution {
  readonly kind: string;
  readonly lower: number;
  readonly upper: number;
  readonly mean: number;
  readonly sd: number;
  logDensity(x: number): number;
  /** d log-density / dx. */
  slope(x: number): number;
  sample(draws: Draws): number;
}

export interface CustomPrior {
  /** default: x1, x2, … as many as a draw has numbers. */
  names?: readonly string[];
  /** bounds of the support; default unbounded. */
  lower?: ArrayLike<number>;
  upper?: ArrayLike<number>;
  logDensity: (theta: ArrayLike<number>) => number;
  gradient?: (theta: ArrayLike<number>) => ArrayLike<number>;
  sample: (draws: Draws) => ArrayLike<number>;
}

export interface Priors {
  uniform(a: number, b: number): Distribution;
  normal(m: number, s: number): Distribution;
  lognormal(mu: number, s: number): Distribution;
  beta(a: number, b: number): Distribution;
  gamma(k: number, theta: number): Distribution;
  halfnormal(s: number): Distribution;
  /** parameters that know nothing of one another. */
  independent(parameters: Record<string, Distribution>): Prior;
  custom(given: CustomPrior): Prior;
}

/** A compiled scalar model, one of the library's likelihoods, or a plain function. */
export type LogLikelihood = (theta: Float64Array) => number;

export type SamplerStatus = "converged" | "maxSteps" | "nonfinite" | "cancelled";

/** What every sampler answers with. */
export interface Posterior {
  names: string[];
  /** a vector for each parameter; the samples of one chain or population follow one another. */
  samples: Float64Array[];
  /** add up to 1; absent where all are alike. */
  weights?: Float64Array;
  logLikelihood: Float64Array;
  logPrior: Float64Array;
  /** how many chains or populations `samples` holds, all equally long. */
  chains: number;
  mean: Float64Array;
  sd: Float64Array;
  /** d × d by rows. */
  covariance: Float64Array;
  /** the sample of highest posterior density, and log-likelihood + log-prior there (the evidence not taken off). */
  map: Float64Array;
  mapLogDensity: number;
  /** rank-normalised split R-hat; NaN where one population cannot tell. */
  rhat: Float64Array;
  bulkEss: Float64Array;
  tailEss: Float64Array;
  status: SamplerStatus;
  /** what the status and the diagnostics mean and what to try. */
  advice: string;
  stats: Stats;
}

export interface Stage {
  beta: number;
  deltaBeta: number;
  /** effective number of the weights' particles, and their coefficient of variation. */
  ess: number;
  cov: number;
  /** share of the last sweep's proposals that were accepted. */
  acceptance: number;
  /** the proposals' scale, of the weighted covariance's root. */
  scale: number;
  sweeps: number;
  /** how many particles of the stage before have descendants. */
  uniqueAncestors: number;
  /** running sum, up to and with this stage. */
  logEvidence: number;
  /** likelihoods computed in this stage. */
  evaluations: number;
  /** evaluations that gave NaN. */
  failed: number;
  maxLogLikelihood: number;
  /** mean and variance of the log-likelihood over the particles at the end of the stage: for the thermodynamic check. */
  meanLogLikelihood: number;
  varianceLogLikelihood: number;
  /** milliseconds; in `stats`, because digests leave that out. */
  stats: {elapsed: number};
  /** where `keepStages`: the particles at the end of the stage, one vector a parameter, and their log-likelihoods. */
  samples?: Float64Array[];
  logLikelihood?: Float64Array;
}

export type MoveKind = "random-walk" | "independence" | "mala" | "hmc" | "basis";

export interface Moves {
  kind: MoveKind;
  /** sweeps a stage; default "adaptive": enough for 99 % of the particles to have moved, 3 to 25. */
  sweeps?: number | "adaptive";
  /** sweeps of the last stage, at β = betaMax, in which the scale is frozen half-way; default: twice the others. */
  finalSweeps?: number;
  /** acceptance that the scale is steered to; default 0.234, 0.574 (mala), 0.65 (hmc). */
  acceptance?: number;
  /** leapfrog steps of hmc; default 5. */
  steps?: number;
}

/** Where a run's state is kept between two lives of a page. */
export interface CheckpointStore {
  get(name: string): Promise<unknown>;
  set(name: string, value: unknown): Promise<void>;
  delete(name: string): Promise<void>;
}

export interface TmcmcOptions {
  logLikelihood: LogLikelihood;
  prior: Prior | Record<string, Distribution>;
  /** particles of one population; default 1000. */
  particles?: number;
  /** how far a stage goes: the share of particles that stays effective, or the weights' coefficient of variation. Default `{ess: 0.5}`. */
  target?: {ess: number} | {cov: number};
  moves?: MoveKind | Moves;
  /** independent populations; four or more tell R-hat. Default 1. */
  populations?: number;
  constants?: Record<string, unknown>;
  /** default: the prior's. */
  names?: readonly string[];
  threads?: number;
  device?: "auto" | "wasm" | "gpu";
  /** default 1. */
  seed?: number;
  /** the power of the likelihood that is sampled; default 1: the posterior. */
  betaMax?: number;
  /** least step of β. Above 0 it can starve the particles: a warning says what it did. */
  minDeltaBeta?: number;
  /** the original's `logL_scale`: scales the likelihood where β is chosen. Not 1: a warning says what it did. */
  likelihoodScale?: number;
  /** gives up after so many stages with status "maxSteps"; default 200. */
  maxStages?: number;
  /** whether `stages` hold their particles; default false. */
  keepStages?: boolean;
  /** a name under which the state is kept after each stage; the same call goes on from there. */
  checkpoint?: string;
}

export interface TmcmcProgress extends Progress {
  /** the finished stages, the first population's before the second's. */
  stages: readonly Stage[];
  /** the same by population. */
  populations: readonly {stages: readonly Stage[]}[];
}

export interface TmcmcResult extends Posterior {
  logEvidence: number;
  /** one standard error: from the particles' lines of descent, or the populations' spread where that is larger. */
  logEvidenceError: number;
  /** the same by integrating the mean log-likelihood over β, from the particles at both ends of each step; a cross-check. */
  thermodynamic: {logEvidence: number; logEvidenceError: number};
  /** of the first population; the others' are in `populations`. */
  stages: Stage[];
  populations: {logEvidence: number; stages: Stage[]}[];
  /** β reached; below betaMax where it was cancelled or gave up. */
  beta: number;
  warnings: string[];
  /** where proposals were screened on the GPU: by how much its log-likelihoods were off. */
  screening?: {screened: number; rescored: number; meanError: number; maxError: number};
}

export interface Tmcmc {
  /** Samples a posterior and its evidence by transitional Markov chain Monte Carlo. */
  sample(options: TmcmcOptions): TmcmcRun;
}

export interface TmcmcRun extends Run<TmcmcResult> {
  [Symbol.asyncIterator](): AsyncIterator<TmcmcProgress>;
}

interface ChainOptions {
  logLikelihood: LogLikelihood;
  prior: Prior | Record<string, Distribution>;
  /** samples kept of each chain; default 1000. */
  samples?: number;
  /** sweeps before the first kept sample; default: as many as `samples`, at most 1000. */
  warmup?: number;
  constants?: Record<string, unknown>;
  threads?: number;
  seed?: number;
}

export interface StretchOptions extends ChainOptions {
  /** walkers, an even number from 2 d + 2; default 10 d or 32, the larger. */
  walkers?: number;
  /** the stretch's largest factor; default 2. */
  stretch?: number;
}

export interface NutsOptions extends ChainOptions {
  /** independent chains; default 4. */
  chains?: number;
  /** default 0.8. */
  acceptance?: number;
  /** doublings of a trajectory; default 10. */
  maxDepth?: number;
  /** what the warm-up learns of the posterior: each parameter's spread (default), or also how they go together. */
  metric?: "diagonal" | "dense";
}

export interface TemperingOptions extends ChainOptions {
  /** independent ladders; default 4. */
  chains?: number;
  /** temperatures of a ladder; default 10. */
  temperatures?: number;
  /** random-walk moves between two swaps; default half the number of parameters, at most 8. */
  moves?: number;
}

export interface ChainResult extends Posterior {
  /** share of proposals accepted after the warm-up, by chain. */
  acceptance: Float64Array;
  /** nuts: transitions that diverged. */
  divergent?: number;
  /** parallel tempering: from the ladder, by steps between neighbouring temperatures; one standard error. */
  logEvidence?: number;
  logEvidenceError?: number;
  /** parallel tempering: the same by integrating the mean log-likelihood over β, as a cross-check; NaN where that is −∞ at β = 0. */
  thermodynamic?: {logEvidence: number; logEvidenceError: number};
  /** parallel tempering: the ladder's powers of the likelihood, from 0 to 1. */
  betas?: Float64Array;
}

export interface ChainDiagnosis {
  rhat: number;
  bulkEss: number;
  tailEss: number;
}

export interface Mcmc {
  /** Goodman and Weare's affine-invariant ensemble. */
  stretch(options: StretchOptions): Run<ChainResult>;
  /** The no-U-turn sampler; the likelihood must have derivatives. */
  nuts(options: NutsOptions): Run<ChainResult>;
  /** Parallel tempering, with evidence. */
  tempering(options: TemperingOptions): Run<ChainResult>;
  /** Rank-normalised split R-hat and effective sample sizes of one quantity: a vector for each chain. */
  diagnose(chains: readonly ArrayLike<number>[]): ChainDiagnosis;
  /** For rank plots: how many of each chain's samples fall into each of `bins` equal classes of the pooled ranks. */
  ranks(chains: readonly ArrayLike<number>[], bins?: number): Float64Array[];
  /** One parameter of a posterior, chain by chain. */
  chainsOf(posterior: Posterior, parameter: string | number): Float64Array[];
}
