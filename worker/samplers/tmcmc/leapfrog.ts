// Moves along the derivative: l leapfrog steps of size ε in coordinates that the weighted covariance's root makes round,
// x = L·y: with g = Lᵀ∇(βℓ + π) and momentum p ~ N(0, 1),
//   p ← p + (ε/2)g,  then l times  x ← x + ε·L·p,  p ← p + ε·g,  the last time with ε/2.
// The correction is the momentum's (‖p‖² before − ‖p‖² after)/2. One step is MALA.
import {fillNormals} from "../draws.ts";
import {moveUp, offer} from "./proposals.ts";
import {evaluate, shapeOf, TURN, type Step, type Walk} from "./walk.ts";

/** The proposals are the trajectories' ends, evaluated. */
export function* leapfrog(walk: Walk, steps: number): Generator<Step, void> {
  const {proposals, scale} = walk;
  yield* kickOff(walk);
  for (let l = 1; l <= steps; l++) {
    yield* evaluate(walk);
    const isLast = l === steps;
    let kept = 0;
    for (let k = 0; k < proposals.count; k++) {
      const isGoing = isLast ? end(walk, k, scale / 2) : goOn(walk, k, scale);
      if (isGoing) moveUp(proposals, k, kept++);
      if (k % TURN === TURN - 1) yield;
    }
    proposals.count = kept;
  }
}

/** Draws the momenta and makes the first half step and the first step. */
function* kickOff(walk: Walk): Generator<Step, void> {
  const {prior, cloud, proposals, scale, words} = walk;
  const {z, point, slope} = scratchOf(walk);
  const d = z.length;
  const n = cloud.logPrior.length;
  proposals.count = 0;
  for (let i = 0; i < n; i++) {
    fillNormals(words, i, z);
    const energy = halfSquare(z);
    for (let j = 0; j < d; j++) point[j] = cloud.theta[j][i];
    const {factor} = shapeOf(walk, i);
    fillSlope(walk, factor, cloud.gradient, i, point, slope);
    for (let j = 0; j < d; j++) z[j] += (scale / 2) * slope[j];
    advance(factor, point, z, scale);
    const at = offer(proposals, i, point, prior.logDensity(point), energy);
    if (at >= 0) for (let j = 0; j < d; j++) proposals.momentum[j][at] = z[j];
    if (i % TURN === TURN - 1) yield;
  }
}

/** A full kick and the next step; false where the trajectory ends outside of the prior or the likelihood. */
function goOn(walk: Walk, k: number, size: number): boolean {
  const {prior, proposals} = walk;
  const {theta, logPrior} = proposals.cloud;
  const scratch = kick(walk, k, size);
  if (!scratch) return false;
  const {z, point} = scratch;
  advance(shapeOf(walk, proposals.owner[k]).factor, point, z, walk.scale);
  const density = prior.logDensity(point);
  if (!(density > -Infinity && density < Infinity)) return false;
  logPrior[k] = density;
  for (let j = 0; j < z.length; j++) {
    theta[j][k] = point[j];
    proposals.momentum[j][k] = z[j];
  }
  return true;
}

/** The last half kick, and with it the correction. */
function end(walk: Walk, k: number, size: number): boolean {
  const scratch = kick(walk, k, size);
  if (!scratch) return false;
  const {correction} = walk.proposals;
  correction[k] -= halfSquare(scratch.z);
  return correction[k] === correction[k];
}

function kick(walk: Walk, k: number, size: number): Scratch | undefined {
  const {proposals} = walk;
  const {theta, logLikelihood, gradient} = proposals.cloud;
  if (!(logLikelihood[k] > -Infinity)) return undefined;
  const scratch = scratchOf(walk);
  const {z, point, slope} = scratch;
  for (let j = 0; j < z.length; j++) {
    point[j] = theta[j][k];
    z[j] = proposals.momentum[j][k];
  }
  const {factor} = shapeOf(walk, proposals.owner[k]);
  fillSlope(walk, factor, gradient, k, point, slope);
  for (let j = 0; j < z.length; j++) {
    z[j] += size * slope[j];
    if (!Number.isFinite(z[j])) return undefined;
  }
  return scratch;
}

/** Lᵀ∇(βℓ + π). */
function fillSlope(
  {prior, beta}: Walk,
  factor: Float64Array,
  gradient: readonly Float64Array[],
  i: number,
  point: Float64Array,
  slope: Float64Array
): void {
  const d = slope.length;
  prior.gradient?.(point, slope);
  for (let j = 0; j < d; j++) slope[j] += beta * gradient[j][i];
  // in place: entry j of Lᵀv needs the entries from j on
  for (let j = 0; j < d; j++) {
    let sum = 0;
    for (let k = j; k < d; k++) sum += factor[k * d + j] * slope[k];
    slope[j] = sum;
  }
}

function advance(factor: Float64Array, point: Float64Array, p: Float64Array, size: number): void {
  const d = p.length;
  for (let j = 0; j < d; j++) {
    let step = 0;
    for (let k = 0; k <= j; k++) step += factor[j * d + k] * p[k];
    point[j] += size * step;
  }
}

function halfSquare(p: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < p.length; j++) sum += p[j] * p[j];
  return sum / 2;
}

interface Scratch {
  z: Float64Array;
  point: Float64Array;
  slope: Float64Array;
}

let scratch: Scratch = {z: new Float64Array(0), point: new Float64Array(0), slope: new Float64Array(0)}; // prettier-ignore

/** Vectors that no call leaves anything in. */
function scratchOf({cloud}: Walk): Scratch {
  const d = cloud.theta.length;
  if (scratch.z.length !== d)
    scratch = {z: new Float64Array(d), point: new Float64Array(d), slope: new Float64Array(d)};
  return scratch;
}
