// One attempt at a step. Twin: kernels-as/programs/biofilmAdaptive/step.as.ts.
import {
  DIAGONAL, E1, E2, E3, FAILED_FACTOR, LEAST_FACTOR, LEEWAY, MOST_FACTOR, NEWTON_PART, SAFETY, STAGES
} from "../../../../kernels-as/programs/biofilmAdaptive/constants.ts"; // prettier-ignore
import {makeFactors} from "./linearize.ts";
import type {Change, Equations, Factors} from "./linearize.ts";
import {addIncrements, makeHalves} from "./increments.ts";
import type {Halves} from "./increments.ts";
import {makeRates} from "./rates.ts";
import type {Rates} from "./rates.ts";
import {isInside, solveStage} from "./stage.ts";
import type {StageCode} from "./stage.ts";

/** Newton starts a stage with an increment on the line through those of two stages: which, and their weights. */
const GUESSES = [
  [0, 0, 0, 0],
  [0, 0, 1, 0],
  [0, 1, 0.4, 0.6],
  [0, 1, 0.5, 0.5],
  [1, 3, 2, -1]
];

export interface Walker {
  equations: Equations;
  rtol: number;
  /** the state, what it changes by in a unit of time, and the state that a step leads to. */
  now: Halves;
  rate: Halves;
  next: Halves;
  rates: Rates;
  stages: Factors[];
  increments: Halves[];
  change: Change;
  /** the length that the next step would have if nothing cut it short. */
  wish: number;
}

export function makeWalker(n: number, penalty: number, matrix: Float64Array, rtol: number): Walker {
  const vector = (): Float64Array => new Float64Array(n);
  return {
    equations: {
      species: n,
      penalty,
      matrix,
      fluidity: vector(),
      growth: vector(),
      loss: vector(),
      toxicity: vector()
    },
    rtol,
    now: makeHalves(n),
    rate: makeHalves(n),
    next: makeHalves(n),
    rates: makeRates(n),
    stages: Array.from({length: STAGES}, () => makeFactors(n)),
    increments: Array.from({length: STAGES}, () => makeHalves(n)),
    change: {...makeHalves(n), sum: 0},
    wish: 0
  };
}

/** Solves the stages of a step of length h and sets the next step's; true if the step counts. */
export function tryStep(walker: Walker, h: number): {isKept: boolean; code: StageCode} {
  const code = solveStages(walker, DIAGONAL * h);
  if (code !== 0) {
    walker.wish = h * FAILED_FACTOR;
    return {isKept: false, code};
  }
  const size = measure(walker);
  const isKept = size <= 1;
  let factor = SAFETY * Math.sqrt(Math.sqrt(Math.sqrt(1 / size)));
  factor = Math.min(Math.max(factor, LEAST_FACTOR), isKept ? MOST_FACTOR : SAFETY);
  const proposed = h * factor;
  // a step cut short says nothing against the length that it might have had
  const isCut = isKept && factor >= 1 && proposed < walker.wish;
  walker.wish = isCut ? walker.wish : proposed;
  return {isKept, code: isKept ? 0 : 1};
}

function solveStages(walker: Walker, h: number): StageCode {
  const {equations, stages, increments, change, now, rate, next} = walker;
  const n = equations.species;
  const tolerance = NEWTON_PART * (LEEWAY * walker.rtol);
  for (let k = 0; k < STAGES; k++) {
    const base = increments[k];
    addIncrements(now, increments, k, base);
    const [early, late, first, second] = GUESSES[k];
    for (let i = 0; i < n; i++) {
      if (k === 0) {
        next.phi[i] = base.phi[i] + h * rate.phi[i];
        next.living[i] = base.living[i] + h * rate.living[i];
      } else {
        const phi = first * increments[early].phi[i] + second * increments[late].phi[i];
        const living = first * increments[early].living[i] + second * increments[late].living[i];
        next.phi[i] = base.phi[i] + phi;
        next.living[i] = base.living[i] + living;
      }
    }
    if (!isInside(next)) {
      next.phi.set(now.phi);
      next.living.set(now.living);
    }
    const code = solveStage({equations, factors: stages[k], base, change, at: next, h, tolerance});
    if (code !== 0) return code;
    for (let i = 0; i < n; i++) {
      base.phi[i] = next.phi[i] - base.phi[i];
      base.living[i] = next.living[i] - base.living[i];
    }
  }
  return 0;
}

/** The mean square of the estimated errors in units of what is allowed. */
function measure({equations, now, next, increments, rtol}: Walker): number {
  const n = equations.species;
  const allowed = LEEWAY * rtol;
  const [one, two, three, , five] = increments;
  let sum = 0;
  for (let i = 0; i < n; i++) {
    const phi = E1 * one.phi[i] + E2 * two.phi[i] + E3 * three.phi[i] + five.phi[i];
    const living = E1 * one.living[i] + E2 * two.living[i] + E3 * three.living[i] + five.living[i];
    const a = phi / (allowed * Math.max(now.phi[i], next.phi[i]));
    const b = living / (allowed * Math.max(now.living[i], next.living[i]));
    sum += a * a + b * b;
  }
  return sum / (2 * n);
}
