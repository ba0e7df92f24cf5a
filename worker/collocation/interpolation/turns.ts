// Total variation of a slope: the turns w_i = v_{i+1} − v_i between neighbouring times made few.
import {Cancelled} from "../../device/device.ts";
import type {Pace} from "../../pace.ts";
import type {Progress} from "../../work.ts";
import {makeTurnSmoother, type TurnSmoother} from "./turnSmoother.ts";

export interface TurnProblem {
  /** between times, about 1. */
  h: Float64Array;
  /** data, about 1. */
  y: Float64Array;
  alpha: number;
  /** |w| is taken as √(w² + epsilon²). */
  epsilon: number;
  steps: number;
}

export interface Flattened {
  u: Float64Array;
  v: Float64Array;
  converged: boolean;
  /** steps taken. */
  steps: number;
}

interface Iterate {
  u: Float64Array;
  v: Float64Array;
  w: Float64Array;
  /** the duals of the turns, between −1 and 1: w/√(w² + epsilon²) in the end. */
  z: Float64Array;
}

/** Converged: a step foresees no more than this share of the objective to be gained. */
const GAIN = 1e-14;
/** Gained less than this share: the corner is made sharper. */
const STAGE_GAIN = 1e-3;
const SHARPER = 0.1;
/** Least of the factor 1 − zw/|w| that curvature has: without it the weights would span more than doubles can. */
const LEAST_BEND = 1e-12;
/** What a step must gain of what its slope foresees, and the shortest step tried. */
const ENOUGH = 1e-4;
const SHORTEST = 1e-10;
/** Times between two looks at the clock. */
const CHUNK = 4096;

/**
 * Least alpha·Σ√(w² + ε²) + ½ Σ (u − y)². Lagged diffusivity holds the weights 1/√(w² + ε²) of the last step; it comes
 * near in few steps and then creeps. Here the duals z are carried along (Chan, Golub and Mulet 1999), which makes each step
 * Newton's, at the same cost of one quadratic problem in O(n); ε falls from 1 to what was asked for.
 */
export async function flattenTurns(
  problem: TurnProblem,
  pace: Pace,
  report: (step: number) => Progress
): Promise<Flattened> {
  const {h, y, epsilon, steps} = problem;
  const n = y.length;
  const smoother = makeTurnSmoother(h);
  const make = (): Float64Array => new Float64Array(n);
  const now: Iterate = {u: make(), v: make(), w: make(), z: make()};
  let corner = Math.max(1, epsilon);
  let step = 0;
  let converged = false;
  while (step < steps && !converged) {
    setStep(problem, now, corner, smoother);
    await run(smoother, n, pace, () => report(step));
    const objective = measure(problem, now, corner, smoother, 0);
    const foreseen = foresee(problem, now, corner, smoother);
    moveDuals(now, corner, smoother);
    const length = search(problem, now, corner, smoother, objective, foreseen);
    move(now, smoother, length);
    step++;
    if (corner === epsilon) {
      converged = foreseen <= GAIN * objective;
      // rounding leaves nothing more to gain
      if (length === 0) break;
    } else if (length === 0 || foreseen < STAGE_GAIN * objective)
      corner = Math.max(epsilon, corner * SHARPER);
  }
  return {u: now.u, v: now.v, converged, steps: step};
}

/** Newton's step from here as a smoothing problem: curvature alpha(1 − zw/a)/a and gradient alpha·w/a, a = √(w² + ε²). */
function setStep(
  {y, alpha}: TurnProblem,
  now: Iterate,
  corner: number,
  smoother: TurnSmoother
): void {
  const {u, w, z} = now;
  const {m, s, r} = smoother;
  for (let i = 0; i < y.length; i++) m[i] = y[i] - u[i];
  for (let i = 0; i + 1 < y.length; i++) {
    const a = Math.sqrt(w[i] * w[i] + corner * corner);
    s[i] = Math.sqrt((alpha * bend(z[i], w[i] / a)) / a);
    r[i] = (-alpha * w[i]) / a / s[i];
  }
}

function bend(z: number, share: number): number {
  return Math.max(1 - z * share, LEAST_BEND);
}

async function run(
  smoother: TurnSmoother,
  n: number,
  pace: Pace,
  report: () => Progress
): Promise<void> {
  const look = async (): Promise<void> => {
    if (pace.isDue()) await pace.rest(report);
    if (pace.isCancelled) throw new Cancelled();
  };
  for (let from = 0; from < n; from += CHUNK) {
    smoother.forward(from, Math.min(from + CHUNK, n));
    await look();
  }
  for (let from = n; from > 0; from -= CHUNK) {
    smoother.backward(from, Math.max(from - CHUNK, 0));
    await look();
  }
}

/** The objective that far along the step. */
function measure(
  {y, alpha}: TurnProblem,
  now: Iterate,
  corner: number,
  step: TurnSmoother,
  length: number
): number {
  let misfit = 0;
  let turns = 0;
  for (let i = 0; i < y.length; i++) {
    const d = now.u[i] + length * step.u[i] - y[i];
    misfit += d * d;
  }
  for (let i = 0; i + 1 < y.length; i++) {
    const w = now.w[i] + length * step.w[i];
    turns += Math.sqrt(w * w + corner * corner);
  }
  return misfit / 2 + alpha * turns;
}

/** What the objective would fall by along the step if it stayed as steep as it is here. */
function foresee(
  {y, alpha}: TurnProblem,
  now: Iterate,
  corner: number,
  step: TurnSmoother
): number {
  let misfit = 0;
  let turns = 0;
  for (let i = 0; i < y.length; i++) misfit += (y[i] - now.u[i]) * step.u[i];
  for (let i = 0; i + 1 < y.length; i++) {
    const w = now.w[i];
    turns -= (w / Math.sqrt(w * w + corner * corner)) * step.w[i];
  }
  return misfit + alpha * turns;
}

/** Newton's step of z·a = w, each dual held between −1 and 1. */
function moveDuals({w, z}: Iterate, corner: number, step: TurnSmoother): void {
  for (let i = 0; i + 1 < z.length; i++) {
    const a = Math.sqrt(w[i] * w[i] + corner * corner);
    const share = w[i] / a;
    const wish = share + (bend(z[i], share) / a) * step.w[i];
    z[i] = Math.max(-1, Math.min(1, wish));
  }
}

/** How far to go for a gain that is worth the step: all of it or a half, a quarter …; 0 where nothing is gained. */
function search(
  problem: TurnProblem,
  now: Iterate,
  corner: number,
  step: TurnSmoother,
  objective: number,
  foreseen: number
): number {
  const rounding = Number.EPSILON * Math.sqrt(problem.y.length) * objective;
  for (let length = 1; length > SHORTEST; length /= 2) {
    const most = objective - ENOUGH * length * foreseen + rounding;
    if (measure(problem, now, corner, step, length) <= most) return length;
  }
  return 0;
}

function move(now: Iterate, step: TurnSmoother, length: number): void {
  for (let i = 0; i < now.u.length; i++) {
    now.u[i] += length * step.u[i];
    now.v[i] += length * step.v[i];
    now.w[i] += length * step.w[i];
  }
}
