// The no-U-turn sampler's transition: a trajectory doubles, to a random side, until it turns back on itself; a point of it is
// chosen by its weight. Hoffman and Gelman 2014, with Betancourt's multinomial choice and generalised criterion (2017).
import {strictMath} from "../../math.ts";
import type {Draws} from "../types.ts";
import type {Hamiltonian, Phase} from "./hamiltonian.ts";
import type {Asking, Place} from "./place.ts";

const {exp, log, log1p} = strictMath;

/** An energy so much higher than at the start has left the level set: the step is too long for the place. */
const DIVERGENT = 1000;

export interface Transition {
  place: Place;
  /** mean acceptance of the trajectory's points, as Metropolis would judge them. */
  acceptance: number;
  isDivergent: boolean;
  /** how often it doubled. */
  depth: number;
}

/** A stretch of the trajectory; back and front are its ends in time. */
interface Stretch {
  back: Phase;
  front: Phase;
  /** sum of the momenta. */
  sum: Float64Array;
  logWeight: number;
  chosen: Place;
  /** neither turned back nor divergent: may grow. */
  isOpen: boolean;
}

interface Growth {
  hamiltonian: Hamiltonian;
  draws: Draws;
  size: number;
  /** the energy that weights compare with. */
  level: number;
  steps: number;
  accepted: number;
  isDivergent: boolean;
}

export function* makeTransition(
  place: Place,
  hamiltonian: Hamiltonian,
  draws: Draws,
  size: number,
  maxDepth: number
): Asking<Transition> {
  const start = hamiltonian.push(place, draws);
  const level = hamiltonian.energy(start);
  const growth = {hamiltonian, draws, size, level, steps: 0, accepted: 0, isDivergent: false};
  let whole: Stretch = toStretch(start, 0, true);
  let depth = 0;
  while (depth < maxDepth && whole.isOpen) {
    const isForward = draws.uniform() < 0.5;
    const more = yield* grow(isForward ? whole.front : whole.back, depth, isForward, growth);
    if (!more.isOpen) break;
    depth++;
    // the new half is preferred: that leads further away and keeps the law
    const isTaken = log(draws.uniform()) < more.logWeight - whole.logWeight;
    const chosen = isTaken ? more.chosen : whole.chosen;
    whole = isForward ? join(whole, more, chosen) : join(more, whole, chosen);
  }
  const {steps, accepted, isDivergent} = growth;
  return {place: whole.chosen, acceptance: accepted / steps, isDivergent, depth};
}

/** 2^depth steps from one end on; closed where a part of it is. */
function* grow(from: Phase, depth: number, isForward: boolean, growth: Growth): Asking<Stretch> {
  if (depth === 0) return yield* goOn(from, isForward, growth);
  const first = yield* grow(from, depth - 1, isForward, growth);
  if (!first.isOpen) return first;
  const tip = isForward ? first.front : first.back;
  const second = yield* grow(tip, depth - 1, isForward, growth);
  if (!second.isOpen) return second;
  const share = second.logWeight - addLogs(first.logWeight, second.logWeight);
  const chosen = log(growth.draws.uniform()) < share ? second.chosen : first.chosen;
  return isForward ? join(first, second, chosen) : join(second, first, chosen);
}

function* goOn(from: Phase, isForward: boolean, growth: Growth): Asking<Stretch> {
  const {hamiltonian, size, level} = growth;
  const phase = yield* hamiltonian.step(from, isForward ? size : -size);
  const rise = hamiltonian.energy(phase) - level;
  growth.steps++;
  growth.accepted += Math.min(1, exp(-rise));
  const isDivergent = !(rise <= DIVERGENT);
  if (isDivergent) growth.isDivergent = true;
  return toStretch(phase, -rise, !isDivergent);
}

function toStretch(phase: Phase, logWeight: number, isOpen: boolean): Stretch {
  return {back: phase, front: phase, sum: phase.p, logWeight, chosen: phase.place, isOpen};
}

/**
 * Two neighbours in time. Beside the whole, each half with the other's nearest point must not have turned back: else a
 * trajectory that is once around would look as if it had just begun.
 */
function join(left: Stretch, right: Stretch, chosen: Place): Stretch {
  const sum = left.sum.map((value, j) => value + right.sum[j]);
  const isOpen =
    goesOn(left.back, right.front, sum) &&
    goesOn(left.back, right.back, left.sum, right.back.p) &&
    goesOn(left.front, right.front, right.sum, left.front.p);
  const logWeight = addLogs(left.logWeight, right.logWeight);
  return {back: left.back, front: right.front, sum, logWeight, chosen, isOpen};
}

/** Whether both ends still move the way that the momenta in between go on the whole. */
function goesOn(a: Phase, b: Phase, sum: Float64Array, more?: Float64Array): boolean {
  let atA = 0;
  let atB = 0;
  for (let j = 0; j < sum.length; j++) {
    const total = more ? sum[j] + more[j] : sum[j];
    atA += a.velocity[j] * total;
    atB += b.velocity[j] * total;
  }
  return atA > 0 && atB > 0;
}

function addLogs(a: number, b: number): number {
  const top = Math.max(a, b);
  return top === -Infinity ? top : top + log1p(exp(-Math.abs(a - b)));
}
