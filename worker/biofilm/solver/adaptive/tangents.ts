// Tangents of the method itself: a stage's equations for a tangent have the matrix at the stage's solution. (That of
// Newton's last turn, before its step, costs no further evaluation but spoils tangents by up to 10 % at rtol 1e-4.)
// Twin: kernels-as/programs/biofilmAdaptive/tangents.as.ts.
import {SPECIES, TANGENTS, TANGENTS_AT} from "../../../../kernels-as/biofilm/constants.ts";
import {STAGES} from "../../../../kernels-as/programs/biofilmAdaptive/constants.ts";
import {readPart} from "../reference/point.ts";
import {addIncrements, makeHalves} from "./increments.ts";
import type {Halves} from "./increments.ts";
import {linearize, solve} from "./linearize.ts";
import type {Change, Equations, Factors} from "./linearize.ts";
import type {Walker} from "./step.ts";

/** One of θ: a_ij, or b_i where j is −1. */
export interface Place {
  i: number;
  j: number;
}

export interface Tangents {
  places: Place[];
  values: Halves[];
  /** increments of the stages, of one tangent. */
  increments: Halves[];
}

export function makeTangents(settings: Float64Array): Tangents {
  const n = settings[SPECIES];
  const count = settings[TANGENTS];
  const triples = readPart(settings, TANGENTS_AT, 3 * count);
  return {
    places: Array.from({length: count}, (_, k) => ({i: triples[3 * k + 1], j: triples[3 * k + 2]})),
    values: Array.from({length: count}, () => makeHalves(n)),
    increments: Array.from({length: STAGES}, () => makeHalves(n))
  };
}

/** Takes all tangents over a step whose stages are solved; `h` is γ times its length. */
export function advanceTangents(
  {equations, stages, change}: Walker,
  {places, values, increments}: Tangents,
  h: number
): void {
  if (places.length === 0) return;
  for (const factors of stages) linearize(equations, factors, h, factors, change);
  for (let k = 0; k < places.length; k++) {
    advanceTangent(equations, stages, places[k], values[k], increments, change);
    values[k].phi.set(change.phi);
    values[k].living.set(change.living);
  }
}

/** Leaves it in `change`. */
function advanceTangent(
  equations: Equations,
  stages: readonly Factors[],
  place: Place,
  tangent: Halves,
  increments: readonly Halves[],
  change: Change
): void {
  for (let k = 0; k < STAGES; k++) {
    const base = increments[k];
    addIncrements(tangent, increments, k, base);
    solveTangent(equations, stages[k], place, base, change);
    for (let i = 0; i < equations.species; i++) {
      base.phi[i] = change.phi[i] - base.phi[i];
      base.living[i] = change.living[i] - base.living[i];
    }
  }
}

/** Tangents of a single step of length h that ends here, as if nothing had come before it. */
export function solveLocal(
  {equations, now, stages, change}: Walker,
  {places, values, increments}: Tangents,
  h: number
): void {
  const [factors] = stages;
  const [zero] = increments;
  factors.phi.set(now.phi);
  factors.living.set(now.living);
  linearize(equations, factors, h, factors, change);
  zero.phi.fill(0);
  zero.living.fill(0);
  for (let k = 0; k < places.length; k++) {
    solveTangent(equations, factors, places[k], zero, change);
    values[k].phi.set(change.phi);
    values[k].living.set(change.living);
  }
}

/** The tangent of φ = Φ + h φ̇, y = Y + h ẏ, where `base` is that of Φ and Y. */
function solveTangent(
  equations: Equations,
  factors: Factors,
  place: Place,
  base: Halves,
  change: Change
): void {
  const {species: n, fluidity} = equations;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += base.phi[i];
  for (let i = 0; i < n; i++) {
    change.phi[i] = base.phi[i] + fluidity[i] * sum;
    change.living[i] = base.living[i];
  }
  addForce(factors, place, change);
  solve(factors, equations, change);
}

function addForce({living, poison, toll, feed}: Factors, {i, j}: Place, change: Change): void {
  if (j < 0) {
    change.phi[i] += poison[i];
    change.living[i] -= toll[i];
    return;
  }
  change.living[i] += feed[i] * living[j];
  if (i !== j) change.living[j] += feed[j] * living[i];
}
