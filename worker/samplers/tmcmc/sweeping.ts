// The sweeps of a stage: how many, of which kind, and how their scale follows the acceptance.
import {strictMath} from "../../math.ts";
import type {Probe} from "../../spans.ts";
import {toWords, type Asker} from "../draws.ts";
import type {Asked, AskedMoves} from "./asked.ts";
import {booked} from "./booked.ts";
import type {Cloud, CloudKind} from "./cloud.ts";
import {fillDensity, proposeAfresh} from "./independence.ts";
import {acceptAll, judgeScreened} from "./judging.ts";
import {leapfrog} from "./leapfrog.ts";
import {makeProposals} from "./proposals.ts";
import {proposeWalks} from "./randomWalk.ts";
import type {Halves} from "./shape.ts";
import type {State} from "./state.ts";
import {steer, toSweeps} from "./tuning.ts";
import {evaluate, type Step, type Tally, type Walk} from "./walk.ts";

/** What is the same for all stages of all populations. */
export interface Surroundings {
  asked: Asked;
  kind: CloudKind;
  /** milliseconds of work so far. */
  now: () => number;
  /** where stages say what they are doing. */
  probe: Probe;
}

export interface Sweeping {
  before: State;
  /** after resampling; the sweeps change it. */
  cloud: Cloud;
  shapes: Halves;
  split: number;
  beta: number;
  tally: Tally;
  asker: Asker;
}

export interface Swept {
  logScale: number;
  /** of the last sweep. */
  scale: number;
  acceptance: number;
  sweeps: number;
}

export function* sweepAll(
  {before, cloud, shapes, split, beta, tally, asker}: Sweeping,
  {asked, kind, probe}: Surroundings
): Generator<Step, Swept> {
  const {moves, prior, seed, particles} = asked;
  const isFinal = beta === asked.betaMax;
  const usual = moves.sweeps === "adaptive" ? toSweeps(before.acceptance) : moves.sweeps;
  const sweeps = isFinal ? (moves.finalSweeps ?? 2 * usual) : usual;
  // a scale that still follows the particles' fate is not quite a fixed kernel: the last sweeps are
  const steered = isFinal ? Math.ceil(sweeps / 2) : sweeps;
  const proposals = makeProposals(particles, prior.names.length, kind);
  let {logScale} = before;
  let accepted = 0;
  let scale = strictMath.exp(logScale);
  if (kind.hasDensity) yield* booked(probe, "propose", fillDensity({cloud, shapes, split, scale}));
  for (let k = 1; k <= sweeps; k++) {
    const words = toWords(seed, "move", {...asker, sweep: k});
    scale = strictMath.exp(logScale);
    const walk: Walk = {prior, cloud, proposals, shapes, split, beta, scale, words, tally};
    yield* booked(probe, "propose", propose(walk, moves));
    accepted = yield* accept(walk, kind, probe);
    if (moves.acceptance !== undefined && k <= steered)
      logScale = steer(logScale, accepted / particles, moves.acceptance, k);
  }
  return {logScale, scale, acceptance: accepted / particles, sweeps};
}

function* propose(walk: Walk, {kind, steps}: AskedMoves): Generator<Step, void> {
  if (kind === "mala" || kind === "hmc") yield* leapfrog(walk, steps);
  else if (kind === "independence") yield* proposeAfresh(walk);
  else yield* proposeWalks(walk);
}

function* accept(
  walk: Walk,
  {hasGradient, isScreened}: CloudKind,
  probe: Probe
): Generator<Step, number> {
  if (isScreened) return yield* booked(probe, "accept", judgeScreened(walk));
  // the end of a trajectory has been evaluated for its last kick
  if (!hasGradient) yield* evaluate(walk);
  return yield* booked(probe, "accept", acceptAll(walk));
}
