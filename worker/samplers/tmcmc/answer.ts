// The answer from where the populations have come to, at a β that all have reached.
import type {Pace} from "../../pace.ts";
import {diagnose} from "../diagnostics/diagnose.ts";
import type {Evaluator} from "../evaluator.ts";
import {toPosterior} from "../posterior.ts";
import type {SamplerStatus, TmcmcResult} from "../types.ts";
import type {Asked} from "./asked.ts";
import {combine, toLineageVariance, type Evidence} from "./evidence.ts";
import {weigh, type Weighing} from "./ladder.ts";
import {toCommonBeta} from "./schedule.ts";
import {lastOf, type Population, type State} from "./state.ts";
import {toAdvice, toWarnings} from "./words.ts";

/** A population at the answer's β: from its last stage below, weighted for what is left, which is less than a stage. */
interface Share {
  state: State;
  rest: number;
  weighing?: Weighing;
}

export function toAnswer(
  asked: Asked,
  populations: readonly Population[],
  evaluator: Evaluator,
  pace: Pace,
  warnings: readonly string[]
): TmcmcResult {
  const beta = toCommonBeta(populations);
  const shares = populations.map(({history}) => toShare(history, beta));
  const status = toStatus(populations);
  const join = (columnOf: (state: State) => Float64Array): Float64Array =>
    concatenate(shares.map(({state}) => columnOf(state)));
  const weights = toWeights(shares);
  const tallies = populations.map((population) => lastOf(population).tally);
  const posterior = toPosterior({
    names: asked.names,
    samples: asked.names.map((_, j) => join(({cloud}) => cloud.theta[j])),
    logLikelihood: join(({cloud}) => cloud.logLikelihood),
    logPrior: join(({cloud}) => cloud.logPrior),
    chains: populations.length,
    weights,
    beta,
    // the halves of one population are not two chains
    rhatFrom: 2,
    diagnose,
    status,
    advice: (diagnostics) => toAdvice(status, beta, asked, diagnostics),
    stats: {
      ...evaluator.describe(),
      evaluations: tallies.reduce((sum, {evaluations}) => sum + evaluations, 0),
      elapsed: pace.elapsed()
    }
  });
  const screened = tallies.reduce((sum, tally) => sum + tally.screened, 0);
  const rescored = tallies.reduce((sum, tally) => sum + tally.rescored, 0);
  const evidences = shares.map(toEvidence);
  return {
    ...posterior,
    ...combine(status === "nonfinite" ? evidences.map(toNothing) : evidences),
    thermodynamic:
      status === "nonfinite"
        ? {logEvidence: -Infinity, logEvidenceError: NaN}
        : toThermodynamic(shares),
    stages: populations[0].stages.slice(),
    populations: populations.map(({stages}, p) => ({
      logEvidence: evidences[p].logEvidence,
      stages: stages.slice()
    })),
    beta,
    warnings: [...warnings, ...toWarnings(asked, populations)],
    ...(screened > 0 && {
      screening: {
        screened,
        rescored,
        meanError: tallies.reduce((sum, {error}) => sum + error, 0) / rescored,
        maxError: Math.max(...tallies.map(({maxError}) => maxError))
      }
    })
  };
}

function toShare(history: readonly State[], beta: number): Share {
  const state = history.findLast((each) => each.beta <= beta) ?? history[0];
  const rest = beta - state.beta;
  return rest > 0
    ? {state, rest, weighing: weigh(state.cloud.logLikelihood, rest)}
    : {state, rest: 0};
}

function toStatus(populations: readonly Population[]): SamplerStatus {
  const endings = populations.map(({ending}) => ending ?? "cancelled");
  return (
    (["nonfinite", "cancelled", "maxSteps"] as const).find((status) => endings.includes(status)) ??
    "converged"
  );
}

/** None where all samples are alike. */
function toWeights(shares: readonly Share[]): Float64Array | undefined {
  if (shares.every(({weighing}) => !weighing)) return undefined;
  return concatenate(
    shares.map(({state, weighing}) => {
      const n = state.ancestors.length;
      const weights = weighing?.weights ?? new Float64Array(n).fill(1 / n);
      return weights.map((w) => w / shares.length);
    })
  );
}

function toEvidence({state, weighing}: Share): Evidence {
  const n = state.ancestors.length;
  const last = weighing ? (weighing.cov * weighing.cov) / n : 0;
  return {
    logEvidence: state.logEvidence + (weighing?.logMean ?? 0),
    variance: toLineageVariance(state.eves) + last
  };
}

/** Where no particle has any likelihood. */
function toNothing({variance}: Evidence): Evidence {
  return {logEvidence: -Infinity, variance};
}

/** The populations' mean. */
function toThermodynamic(shares: readonly Share[]): TmcmcResult["thermodynamic"] {
  const m = shares.length;
  let sum = 0;
  let variance = 0;
  for (const {state, weighing} of shares) {
    sum += state.thermodynamic + (weighing?.logMean ?? 0);
    for (const pull of state.pulls) variance += pull * pull;
    if (weighing) variance += (weighing.cov * weighing.cov) / state.ancestors.length;
  }
  return {logEvidence: sum / m, logEvidenceError: Math.sqrt(variance) / m};
}

function concatenate(parts: readonly Float64Array[]): Float64Array {
  const size = parts.reduce((sum, {length}) => sum + length, 0);
  const all = new Float64Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
