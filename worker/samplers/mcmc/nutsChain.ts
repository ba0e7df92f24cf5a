// One chain of the no-U-turn sampler from its start to its last sample. It asks for one place after the other and so lets
// others ask beside it.
import type {Draws, Prior} from "../types.ts";
import type {NutsAsked} from "./asked.ts";
import {makeHamiltonian} from "./hamiltonian.ts";
import {visit, type Asking, type Place} from "./place.ts";
import type {RealLine} from "./realLine.ts";
import {makeRunningCovariance} from "./runningCovariance.ts";
import {guessStep, makeStepSize} from "./stepSize.ts";
import {makeTransition, type Transition} from "./trajectory.ts";
import {toWindows} from "./windows.ts";

/** Covariances of few points are drawn towards the axes, as by so many more. */
const DOUBT = 5;

export interface ChainParts {
  asked: NutsAsked;
  line: RealLine;
  draws: Draws;
  /** a first Σ. */
  covariance: Float64Array;
  /** after every transition; −1 while it warms up, else the sample's number. */
  onTransition: (sample: number, transition: Transition) => void;
}

export function* runNutsChain(u: Float64Array, parts: ChainParts): Asking<void> {
  const {asked, line, draws, covariance, onTransition} = parts;
  const {prior, samples, warmup, acceptance, maxDepth} = asked;
  const hamiltonian = makeHamiltonian(prior, line, covariance);
  const windows = toWindows(warmup);
  const learnt = makeRunningCovariance(u.length);
  const step = makeStepSize(acceptance);
  let place: Place = yield* visit(u, prior, line);
  step.restart(yield* guessStep(place, hamiltonian, draws, 1, acceptance));
  for (let i = 0; i < warmup + samples; i++) {
    const isWarming = i < warmup;
    const size = isWarming ? step.size : step.settled;
    const transition = yield* makeTransition(place, hamiltonian, draws, size, maxDepth);
    place = transition.place;
    onTransition(i - warmup, transition);
    if (!isWarming) continue;
    step.learn(transition.acceptance);
    if (i >= windows.begin && i < windows.end) learnt.add(place.u);
    if (!windows.ends.includes(i + 1)) continue;
    const next = toShape(learnt.covariance(), learnt.count, u.length, asked.metric);
    learnt.reset();
    // a chain that stood still has nothing to teach
    if (!next) continue;
    hamiltonian.reshape(next);
    step.restart(yield* guessStep(place, hamiltonian, draws, step.size, acceptance));
  }
}

/** What a window's covariance is worth as Σ; undefined where some parameter did not move. */
function toShape(
  covariance: Float64Array,
  count: number,
  d: number,
  metric: NutsAsked["metric"]
): Float64Array | undefined {
  for (let j = 0; j < d; j++) {
    const variance = covariance[j * d + j];
    if (!(variance > 0 && variance < Infinity)) return undefined;
  }
  const share = metric === "dense" ? count / (count + DOUBT + d) : 0;
  return covariance.map((value, i) => (i % (d + 1) === 0 ? value : share * value));
}

/** Variances of prior draws on the real line, as a first Σ: parameters of any unit begin alike. */
export function priorShape(prior: Prior, line: RealLine, draws: Draws): Float64Array {
  const d = prior.names.length;
  const spread = makeRunningCovariance(d);
  const theta = new Float64Array(d);
  const u = new Float64Array(d);
  for (let i = 0; i < 100; i++) {
    prior.sample(draws, theta);
    line.toReal(theta, u);
    spread.add(u);
  }
  const shape = toShape(spread.covariance(), spread.count, d, "diagonal");
  return shape ?? Float64Array.from({length: d * d}, (_, i) => (i % (d + 1) === 0 ? 1 : 0));
}
