// The no-U-turn sampler: chains that know nothing of one another, whose next places are evaluated together.
import {makeDrawsOf} from "../draws.ts";
import type {ChainResult} from "../types.ts";
import type {NutsAsked} from "./asked.ts";
import type {Laid} from "./chainRun.ts";
import {makeKept} from "./kept.ts";
import {priorShape, runNutsChain} from "./nutsChain.ts";
import type {Asking, Place} from "./place.ts";
import {makePoints} from "./points.ts";
import {makeRealLine} from "./realLine.ts";
import {toChainResult, toNowhere} from "./result.ts";
import {startFromPrior} from "./starting.ts";
import type {Target} from "./target.ts";
import type {Transition} from "./trajectory.ts";

export async function sampleNuts(asked: NutsAsked, laid: Laid): Promise<ChainResult> {
  const {evaluator, target, course, pace} = laid;
  const {what, prior, dimension, chains, samples, seed, maxDepth} = asked;
  if (!evaluator.hasGradient)
    throw new TypeError(
      `${what}: expected a log-likelihood with derivatives, got one without: write it so that model.compile takes it, ` +
        "or use mcmc.stretch or mcmc.tempering"
    );
  const start = await startFromPrior(target, chains, seed);
  if (!start) return {...(await toNowhere(asked, laid, chains)), divergent: 0};
  const kept = makeKept(dimension, chains, samples);
  const line = makeRealLine(prior.lower, prior.upper);
  const accepted = new Float64Array(chains);
  let divergent = 0;
  let saturated = 0;
  const transitions = new Float64Array(chains);
  const sampled = new Float64Array(chains);
  const note = (c: number, sample: number, {place, ...transition}: Transition): void => {
    transitions[c]++;
    // as far as the slowest
    course.done = Math.min(...transitions);
    if (sample < 0) return;
    kept.keep(c, place);
    sampled[c]++;
    accepted[c] += transition.acceptance;
    if (transition.isDivergent) divergent++;
    if (transition.depth === maxDepth) saturated++;
  };
  const asking = Array.from({length: chains}, (_, c) => {
    const u = new Float64Array(dimension);
    line.toReal(
      start.theta.map((column) => column[c]),
      u
    );
    return runNutsChain(u, {
      asked,
      line,
      draws: makeDrawsOf(seed, "chain", {}, c),
      covariance: priorShape(prior, line, makeDrawsOf(seed, "prior", {stage: 1}, c)),
      onTransition: (sample, transition) => note(c, sample, transition)
    });
  });
  try {
    await answerAll(asking, target);
  } catch (error) {
    if (!(pace.isCancelled && kept.count > 0)) throw error;
  }
  const acceptance = accepted.map((sum, c) => sum / sampled[c]);
  const notes = toNotes(divergent, saturated, asked);
  return {...(await toChainResult({asked, laid, chains, kept, acceptance, notes})), divergent};
}

/** Evaluates what all chains ask for at once, until none asks any more. */
export async function answerAll(chains: readonly Asking<void>[], target: Target): Promise<void> {
  const d = target.prior.names.length;
  const {theta, logPrior, logLikelihood} = makePoints(d, chains.length);
  const gradient = makePoints(d, chains.length).theta;
  const ask = (chain: Asking<void>): {chain: Asking<void>; place: Place}[] => {
    const {done, value: place} = chain.next();
    return done ? [] : [{chain, place}];
  };
  let asked = chains.flatMap(ask);
  while (asked.length > 0) {
    const m = asked.length;
    asked.forEach(({place}, k) => place.theta.forEach((value, j) => (theta[j][k] = value)));
    const cut = (column: Float64Array) => column.subarray(0, m);
    await target.score(theta, cut(logPrior), cut(logLikelihood), gradient);
    asked.forEach(({place}, k) => {
      place.logPrior = logPrior[k];
      place.logLikelihood = logLikelihood[k];
      for (let j = 0; j < d; j++) place.gradient[j] = gradient[j][k];
    });
    asked = asked.flatMap(({chain}) => ask(chain));
  }
}

function toNotes(divergent: number, saturated: number, {maxDepth}: NutsAsked): string {
  const diverged =
    divergent > 0
      ? `${divergent} transitions diverged, so parts of the posterior may be missing: raise acceptance (0.95, 0.99) or ` +
        "choose parameters in which it is less narrow. "
      : "";
  const shortened =
    saturated > 0
      ? `${saturated} trajectories were cut off at maxDepth = ${maxDepth}: the chains move slowly; a dense metric or a ` +
        "longer warm-up may help. "
      : "";
  return diverged + shortened;
}
