// The same problem over several seeds: what the gates of the samplers' tests are made of.
import {prior as priors} from "../../../worker/samplers/priors/priors.ts";
import {makeTmcmc} from "../../../worker/samplers/tmcmc/tmcmc.ts";
import type {
  CheckpointStore,
  LogLikelihood,
  TmcmcOptions,
  TmcmcResult,
  TmcmcRun
} from "../../../worker/samplers/types.ts";
import type {Problem} from "../problems.ts";
import {openPlain, type Opened, type PlainOptions} from "./openPlain.ts";

export interface Started {
  run: TmcmcRun;
  opened: Opened;
}

type Wishes = Partial<TmcmcOptions>;

/** A run of a problem on the test's evaluator. */
export function start(
  problem: Pick<Problem, "prior" | "logLikelihood" | "gradient">,
  wishes: Wishes = {},
  plain: PlainOptions = {},
  checkpoints?: CheckpointStore
): Started {
  const opened = openPlain({gradient: problem.gradient, ...plain});
  const tmcmc = makeTmcmc({open: opened.open, checkpoints});
  const logLikelihood = problem.logLikelihood as LogLikelihood;
  return {run: tmcmc.sample({logLikelihood, prior: problem.prior, ...wishes}), opened};
}

export async function sample(
  problem: Parameters<typeof start>[0],
  wishes?: Wishes,
  plain?: PlainOptions
): Promise<TmcmcResult> {
  return await start(problem, wishes, plain).run;
}

export interface Study {
  results: TmcmcResult[];
  /** of the log-evidence, over the seeds. */
  meanError: number;
  spread: number;
  /** 3·spread/√seeds + 0.05. */
  gate: number;
}

export const SEEDS = 8;

export async function study(problem: Problem, wishes: Wishes): Promise<Study> {
  const results: TmcmcResult[] = [];
  for (let seed = 1; seed <= SEEDS; seed++) results.push(await sample(problem, {seed, ...wishes}));
  const errors = results.map(({logEvidence}) => logEvidence - problem.logEvidence);
  const meanError = meanOf(errors);
  const spread = Math.sqrt(errors.reduce((sum, e) => sum + (e - meanError) ** 2, 0) / (SEEDS - 1));
  return {results, meanError, spread, gate: (3 * spread) / Math.sqrt(SEEDS) + 0.05};
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** How far the seeds' mean of a moment is off, in posterior standard deviations. */
export function toMomentErrors(problem: Problem, {results}: Study): number[] {
  const {mean = [], sd = []} = problem;
  return mean.flatMap((m, j) => [
    Math.abs(meanOf(results.map((result) => result.mean[j])) - m) / sd[j],
    Math.abs(meanOf(results.map((result) => result.sd[j])) - sd[j]) / sd[j]
  ]);
}

/** The unit square, for likelihoods that need no problem of their own. */
export const square = priors.independent({a: priors.uniform(0, 1), b: priors.uniform(0, 1)});
