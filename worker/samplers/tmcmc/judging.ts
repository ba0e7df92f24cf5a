// Which proposals are accepted: Metropolis and Hastings' rule, at once or after a screening.
import {strictMath} from "../../math.ts";
import {secondUniformOf, uniformOf} from "../draws.ts";
import {columnsOf} from "./cloud.ts";
import {moveUp, settle} from "./proposals.ts";
import {evaluate, TURN, type Step, type Walk} from "./walk.ts";

/** Judges by ln u < β(ℓ′ − ℓ) + π′ − π + correction, where ℓ′ is known; returns how many were accepted. */
export function* acceptAll({proposals, cloud, beta, words}: Walk): Generator<Step, number> {
  const {owner, count, correction} = proposals;
  const {logLikelihood, logPrior} = proposals.cloud;
  const particles = columnsOf(cloud);
  let accepted = 0;
  for (let k = 0; k < count; k++) {
    const i = owner[k];
    const ratio =
      beta * (logLikelihood[k] - cloud.logLikelihood[i]) +
      (logPrior[k] - cloud.logPrior[i]) +
      correction[k];
    if (passes(ratio, uniformOf(words, i))) {
      settle(proposals, k, particles);
      accepted++;
    }
    if (k % TURN === TURN - 1) yield;
  }
  return accepted;
}

/**
 * Delayed acceptance (J. Christen and C. Fox, "Markov chain Monte Carlo using an approximation", JCGS 14, 2005): screened
 * log-likelihoods s decide which proposals are evaluated, by ρ = β(s′ − s) + π′ − π + correction; those are accepted by
 * β(ℓ′ − ℓ) − β(s′ − s). What is sampled is exact, whatever s is. Where s′ is no finite number, ℓ′ stands for it.
 */
export function* judgeScreened(walk: Walk): Generator<Step, number> {
  const {proposals, cloud, beta, words, tally} = walk;
  if (proposals.count === 0) return 0;
  yield {kind: "screen", cloud: proposals.cloud, count: proposals.count};
  tally.screened += proposals.count;
  yield* promote(walk);
  yield* evaluate(walk);
  const {owner, count} = proposals;
  const {logLikelihood} = proposals.cloud;
  const [screened] = proposals.cloud.screened;
  const particles = columnsOf(cloud);
  let accepted = 0;
  for (let k = 0; k < count; k++) {
    const i = owner[k];
    const isScreened = Number.isFinite(screened[k]);
    if (isScreened) book(walk, k);
    else screened[k] = logLikelihood[k];
    const rest =
      beta * (logLikelihood[k] - cloud.logLikelihood[i] - (screened[k] - cloud.screened[0][i]));
    const isPromoted = isScreened || passes(firstRatio(walk, k), uniformOf(words, i));
    if (isPromoted && passes(rest, secondUniformOf(words, i))) {
      settle(proposals, k, particles);
      accepted++;
    }
    if (k % TURN === TURN - 1) yield;
  }
  return accepted;
}

/** Keeps the proposals that pass the screening, and those it says nothing about. */
function* promote(walk: Walk): Generator<Step, void> {
  const {proposals, words} = walk;
  const {owner, cloud, count} = proposals;
  let kept = 0;
  for (let k = 0; k < count; k++) {
    const isScreened = Number.isFinite(cloud.screened[0][k]);
    if (!isScreened || passes(firstRatio(walk, k), uniformOf(words, owner[k])))
      moveUp(proposals, k, kept++);
    if (k % TURN === TURN - 1) yield;
  }
  proposals.count = kept;
}

function firstRatio({proposals, cloud, beta}: Walk, k: number): number {
  const i = proposals.owner[k];
  return (
    beta * (proposals.cloud.screened[0][k] - cloud.screened[0][i]) +
    (proposals.cloud.logPrior[k] - cloud.logPrior[i]) +
    proposals.correction[k]
  );
}

/** How far the screening was off, where both are numbers. */
function book({proposals, tally}: Walk, k: number): void {
  const error = Math.abs(proposals.cloud.screened[0][k] - proposals.cloud.logLikelihood[k]);
  if (!(error < Infinity)) return;
  tally.rescored++;
  tally.error += error;
  tally.maxError = Math.max(tally.maxError, error);
}

/** ln u < ratio, without the logarithm where the ratio says yes by itself; never where it is NaN. */
export function passes(ratio: number, u: number): boolean {
  return ratio >= 0 || strictMath.log(u) < ratio;
}
