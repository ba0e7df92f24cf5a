// What chains answer with, and what to think of it.
import type {Stats} from "../../work.ts";
import {diagnose} from "../diagnostics/diagnose.ts";
import {splitChains, toPosterior} from "../posterior.ts";
import type {ChainDiagnosis, ChainResult, Posterior, SamplerStatus} from "../types.ts";
import type {Asked} from "./asked.ts";
import type {Laid} from "./chainRun.ts";
import {makeKept, type Kept} from "./kept.ts";
import {toProgress} from "./sweeping.ts";

/** Chains further apart have not met; closer than GOOD they are as one (Vehtari et al. 2021). */
const APART = 1.05;
const GOOD = 1.01;
/** Fewer effective samples make even a mean doubtful; GOOD_SIZE makes the diagnostics themselves reliable. */
const LEAST_SIZE = 100;
const GOOD_SIZE = 400;

export interface Answer {
  asked: Asked;
  laid: Laid;
  chains: number;
  kept: Kept;
  acceptance: Float64Array;
  /** sentences of the sampler's own, each with a space after it. */
  notes?: string;
}

export async function toChainResult(answer: Answer): Promise<ChainResult> {
  const {asked, laid, chains, kept, acceptance, notes} = answer;
  const {theta, logLikelihood, logPrior} = kept.collect();
  const stats = toStats(laid);
  const diagnoses = await diagnoseEach(theta, answer);
  let told = 0;
  const posterior = toPosterior({
    names: asked.prior.names,
    samples: theta,
    logLikelihood,
    logPrior,
    chains,
    diagnose: () => diagnoses[told++],
    status: "converged",
    advice: "",
    stats
  });
  const isWhole = kept.count === asked.samples;
  const {status, advice} = isWhole ? judge(posterior) : toCancelled(kept.count, asked.samples);
  const {failed} = laid.target;
  const failures = failed > 0 ? `${failed} points gave NaN and counted as impossible. ` : "";
  return {
    ...posterior,
    status,
    advice: `${failures}${notes ?? ""}${advice}`,
    acceptance
  };
}

/** One parameter after the other, as thousands of samples take a while; in the order in which they are asked for. */
async function diagnoseEach(
  theta: readonly Float64Array[],
  {asked, laid, chains}: Answer
): Promise<ChainDiagnosis[]> {
  const diagnoses: ChainDiagnosis[] = [];
  for (const column of theta) {
    if (laid.pace.isDue()) await laid.pace.rest(() => toProgress(asked, laid.course));
    diagnoses.push(diagnose(splitChains(column, chains)));
  }
  return diagnoses;
}

/** No chain found a place to begin: no samples, and why. */
export async function toNowhere(asked: Asked, laid: Laid, chains: number): Promise<ChainResult> {
  const kept = makeKept(asked.dimension, chains, 0);
  const acceptance = new Float64Array(chains).fill(NaN);
  return {
    ...(await toChainResult({asked, laid, chains, kept, acceptance})),
    status: "nonfinite",
    advice:
      "No draw from the prior has a likelihood above zero: check the likelihood's sign and domain, or narrow the prior " +
      "to where it is finite."
  };
}

function toStats({evaluator, target, pace}: Laid): Stats {
  const {evaluations} = target;
  return {...evaluator.describe(), evaluations, elapsed: pace.elapsed()};
}

type Judgement = {status: SamplerStatus; advice: string};

function toCancelled(count: number, samples: number): Judgement {
  const advice = `Cancelled after ${count} of ${samples} samples of each chain; what is here is valid, with larger errors.`;
  return {status: "cancelled", advice};
}

function judge({rhat, bulkEss, tailEss}: Posterior): Judgement {
  // NaN if one is
  const worst = Math.max(...rhat);
  const size = Math.min(...bulkEss, ...tailEss);
  if (Number.isNaN(worst))
    return {
      status: "maxSteps",
      advice:
        "A parameter never moved, or the samples are too few to tell: check that draws from the prior differ, and take more."
    };
  const told = `R-hat up to ${worst.toFixed(3)}, at least ${Math.floor(size)} effective samples`;
  if (!(worst <= APART && size >= LEAST_SIZE))
    return {
      status: "maxSteps",
      advice: `The chains do not agree yet (${told}): take more samples and a longer warm-up, or another sampler.`
    };
  if (!(worst <= GOOD && size >= GOOD_SIZE))
    return {
      status: "converged",
      advice: `The chains agree (${told}); for means and tails to be trusted take more samples: 1.01 and ${GOOD_SIZE} are advised.`
    };
  return {status: "converged", advice: `The chains agree: ${told}.`};
}
