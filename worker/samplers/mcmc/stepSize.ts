// The leapfrog's step: a first guess from one step's change of energy, then Nesterov's dual averaging towards a wanted mean
// acceptance (Hoffman and Gelman 2014, section 3.2).
import {strictMath} from "../../math.ts";
import type {Draws} from "../types.ts";
import type {Hamiltonian} from "./hamiltonian.ts";
import type {Asking, Place} from "./place.ts";

const {exp, log, pow} = strictMath;

/** As in the paper: pull towards the first guess, weight of the first steps, forgetting. */
const PULL = 0.05;
const DELAY = 10;
const FORGETTING = 0.75;
/** Searched from; steps are near 1 where Σ is the posterior's covariance. */
const MOST_DOUBLINGS = 60;

export interface StepSize {
  /** for the next transition of the warm-up. */
  readonly size: number;
  /** the average, for sampling. */
  readonly settled: number;
  learn(acceptance: number): void;
  /** Forgets; begins near `size`. */
  restart(size: number): void;
}

export function makeStepSize(wanted: number): StepSize {
  let anchor = 0;
  let logSize = 0;
  let logSettled = 0;
  let excess = 0;
  let count = 0;
  return {
    get size() {
      return exp(logSize);
    },
    get settled() {
      return exp(count === 0 ? logSize : logSettled);
    },
    learn(acceptance) {
      count++;
      const weight = 1 / (count + DELAY);
      excess = (1 - weight) * excess + weight * (wanted - acceptance);
      logSize = anchor - (Math.sqrt(count) / PULL) * excess;
      const share = pow(count, -FORGETTING);
      logSettled = share * logSize + (1 - share) * logSettled;
    },
    restart(size) {
      logSize = log(size);
      // longer steps cost less: search from there
      anchor = log(10 * size);
      logSettled = logSize;
      excess = 0;
      count = 0;
    }
  };
}

/** A step that Metropolis would accept about as often as `wanted`, by doubling or halving. */
export function* guessStep(
  place: Place,
  hamiltonian: Hamiltonian,
  draws: Draws,
  first: number,
  wanted: number
): Asking<number> {
  let size = first;
  let isFirst = true;
  let isGrowing = false;
  for (let round = 0; round < MOST_DOUBLINGS; round++) {
    const start = hamiltonian.push(place, draws);
    const end = yield* hamiltonian.step(start, size);
    const isGood = hamiltonian.energy(start) - hamiltonian.energy(end) > log(wanted);
    if (isFirst) isGrowing = isGood;
    else if (isGood !== isGrowing) return size;
    isFirst = false;
    size = isGrowing ? 2 * size : 0.5 * size;
  }
  return size;
}
