// One population from the prior to β = betaMax. Method, after J. Ching and Y. Chen 2007 with the improvements since:
//   1 draw from the prior
//   2 choose Δβ so that the wished share of the weights exp(Δβ ℓ) is effective; the evidence gains their mean
//   3 the weighted covariance shapes the moves; resample systematically
//   4 sweeps of moves at the new β, the scale steered by the acceptance; again from 2 until β = betaMax
// There is always a move after the last resampling. It is written as a generator: it stops where log-likelihoods are asked
// for, so that several populations share one batch, and where others may have their turn.
import {strictMath} from "../../math.ts";
import {makeDrawsOf, toWords, uniformOf} from "../draws.ts";
import type {Stage} from "../types.ts";
import {during} from "../../spans.ts";
import type {Asked} from "./asked.ts";
import {booked} from "./booked.ts";
import {columnsOf, copyCloud, gather, makeCloud, type Cloud} from "./cloud.ts";
import {chooseStep, highest, weigh, type Weighing} from "./ladder.ts";
import {makeProposals, offer, settle, type Proposals} from "./proposals.ts";
import {countRuns, resample} from "./resampling.ts";
import {toHalves} from "./shape.ts";
import {lastOf, type Population, type State} from "./state.ts";
import {sweepAll, type Surroundings} from "./sweeping.ts";
import {momentsOf, toBridge, addPulls} from "./thermodynamics.ts";
import {HABITS} from "./tuning.ts";
import {evaluate, makeTally, TURN, type Step, type Tally} from "./walk.ts";

/** Fills the population in, stage by stage; `index` is its number. */
export function* populate(
  population: Population,
  index: number,
  around: Surroundings
): Generator<Step, void> {
  const {asked} = around;
  if (population.history.length === 0) population.history.push(yield* start(index, around));
  for (;;) {
    const state = lastOf(population);
    if (!(highest(state.cloud.logLikelihood) > -Infinity)) population.ending = "nonfinite";
    else if (state.beta === asked.betaMax) population.ending = "converged";
    else if (state.stage >= asked.maxStages) population.ending = "maxSteps";
    if (population.ending) return;
    const next = yield* advance(state, index, around);
    population.stages.push(next.stage);
    population.history.push(next.state);
  }
}

function* start(index: number, {asked, kind, probe}: Surroundings): Generator<Step, State> {
  const {prior, particles: n, moves} = asked;
  const d = prior.names.length;
  const cloud = makeCloud(n, d, kind);
  cloud.logLikelihood.fill(-Infinity);
  const proposals = makeProposals(n, d, kind);
  const tally = makeTally();
  yield* booked(probe, "prior draws", drawPrior(asked, index, cloud, proposals));
  if (kind.isScreened && proposals.count > 0)
    yield {kind: "screen", cloud: proposals.cloud, count: proposals.count};
  yield* evaluate({proposals, tally});
  const columns = columnsOf(cloud);
  for (let k = 0; k < proposals.count; k++) {
    for (const s of proposals.cloud.screened)
      if (!Number.isFinite(s[k])) s[k] = proposals.cloud.logLikelihood[k];
    settle(proposals, k, columns);
  }
  const everyone = Float64Array.from({length: n}, (_, i) => i);
  return {
    stage: 0,
    beta: 0,
    deltaBeta: 0,
    logEvidence: 0,
    thermodynamic: 0,
    pulls: new Float64Array(n),
    logScale: strictMath.log(HABITS[moves.kind].scale(d)),
    // a first guess, for the number of sweeps
    acceptance: moves.acceptance ?? 0.234,
    ancestors: everyone,
    eves: everyone.slice(),
    cloud,
    tally,
    alive: cloud.logLikelihood.reduce((count, l) => count + (l > -Infinity ? 1 : 0), 0),
    shapeless: 0
  };
}

function* drawPrior(
  {prior, seed}: Asked,
  population: number,
  {theta, logPrior}: Cloud,
  proposals: Proposals
): Generator<Step, void> {
  const point = new Float64Array(theta.length);
  for (let i = 0; i < logPrior.length; i++) {
    prior.sample(makeDrawsOf(seed, "prior", {population}, i), point);
    const density = prior.logDensity(point);
    // kept even where the prior's own draw is outside of it: its weight is zero
    for (let j = 0; j < point.length; j++) theta[j][i] = point[j];
    logPrior[i] = density;
    offer(proposals, i, point, density, 0);
    if (i % TURN === TURN - 1) yield;
  }
}

function* advance(
  before: State,
  index: number,
  around: Surroundings
): Generator<Step, {stage: Stage; state: State}> {
  const {asked, now, probe} = around;
  const began = now();
  const {cloud} = before;
  const {deltaBeta, beta, weighing} = yield* booked(probe, "choose β", chooseBeta(before, asked));
  const {weights, ess, cov, logMean} = weighing;
  yield;
  const lower = countLower(before.eves);
  const shapes = yield* booked(probe, "covariance", toHalves(cloud.theta, weights, lower));
  const number = before.stage + 1;
  const asker = {population: index, stage: number};
  const u = uniformOf(toWords(asked.seed, "resample", asker), 0);
  const {ancestors, eves, moved} = during(probe, "resample", () => descend(before, weights, u));
  yield;
  const tally: Tally = {...before.tally};
  const swept = yield* sweepAll(
    {before, cloud: moved, shapes, split: countLower(eves), beta, tally, asker},
    around
  );
  const bridge = during(probe, "evidence", () =>
    toBridge(cloud.logLikelihood, moved.logLikelihood, deltaBeta)
  );
  const pulls = before.pulls.slice();
  addPulls(pulls, before.eves, bridge.lowerPull);
  addPulls(pulls, eves, bridge.upperPull);
  const state: State = {
    stage: number,
    beta,
    deltaBeta,
    logEvidence: before.logEvidence + logMean,
    thermodynamic: before.thermodynamic + bridge.value,
    pulls,
    logScale: swept.logScale,
    acceptance: swept.acceptance,
    ancestors,
    eves,
    cloud: moved,
    tally,
    alive: before.alive,
    shapeless: before.shapeless + (shapes.isWeighted ? 0 : 1)
  };
  const {mean, variance} = momentsOf(moved.logLikelihood);
  // what the prior's draws cost is booked to the first stage
  const already = number === 1 ? makeTally() : before.tally;
  const stage: Stage = {
    beta,
    deltaBeta,
    ess,
    cov,
    acceptance: swept.acceptance,
    scale: swept.scale,
    sweeps: swept.sweeps,
    uniqueAncestors: countRuns(ancestors),
    logEvidence: state.logEvidence,
    evaluations: tally.evaluations - already.evaluations,
    failed: tally.failed - already.failed,
    maxLogLikelihood: highest(moved.logLikelihood),
    meanLogLikelihood: mean,
    varianceLogLikelihood: variance,
    stats: {elapsed: now() - began},
    ...(asked.keepStages && {
      samples: moved.theta.map((x) => x.slice()),
      logLikelihood: moved.logLikelihood.slice()
    })
  };
  return {stage, state};
}

/** How many particles descend from the first half of the prior's draws. */
function countLower(eves: Float64Array): number {
  const {length: n} = eves;
  let count = 0;
  while (count < n && 2 * eves[count] < n) count++;
  return count;
}

interface Descent {
  ancestors: Float64Array;
  eves: Float64Array;
  moved: Cloud;
}

function descend({cloud, eves}: State, weights: Float64Array, u: number): Descent {
  const ancestors = resample(weights, u);
  const moved = copyCloud(cloud);
  gather(cloud, ancestors, moved);
  return {ancestors, eves: eves.map((_, i) => eves[ancestors[i]]), moved};
}

interface Choice {
  deltaBeta: number;
  beta: number;
  weighing: Weighing;
}

function* chooseBeta(before: State, asked: Asked): Generator<Step, Choice> {
  const deltaBeta = yield* toStep(before, asked);
  const rest = asked.betaMax - before.beta;
  // exactly betaMax at the end, whatever the sums' rounding
  const beta = deltaBeta >= rest ? asked.betaMax : before.beta + deltaBeta;
  return {deltaBeta, beta, weighing: weigh(before.cloud.logLikelihood, deltaBeta)};
}

/** The step that the target asks for, changed by the original's knobs where they are set. */
function* toStep({beta, cloud}: State, asked: Asked): Generator<Step, number> {
  const {betaMax, share, minDeltaBeta, likelihoodScale} = asked;
  const rest = betaMax - beta;
  const seen =
    likelihoodScale === 1
      ? cloud.logLikelihood
      : cloud.logLikelihood.map((l) => l * likelihoodScale);
  const step = yield* chooseStep(seen, rest, share);
  return Math.min(rest, Math.max(step, minDeltaBeta));
}
