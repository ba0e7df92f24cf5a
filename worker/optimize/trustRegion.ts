// A trust region inside the box (Branch, Coleman, Li 1999), for J = Q·R and q = Qᵀr, g = Rᵀq. All iterates are strictly
// inside; unknowns are measured by D = √v, v the distance to the bound that −g points to (1 where there is none),
// so that near a bound the region is narrow across it. Each step:
//   1 min ‖R·D·p̂ + q‖² + p̂ᵀC·p̂ over ‖p̂‖ ≤ Δ, with C = |g|·|dv/dx| for the curvature that the scaling adds
//   2 the best by that model of: the step cut at the bound, the step reflected there, and steepest descent
//   3 Δ by how well the model told the fall
import {openBox, projectedSlope, startIn, type Box} from "./bounds.ts";
import {makeRegion} from "./region.ts";
import {chooseStep, type Model} from "./reflection.ts";
import type {Search, SearchEnd, SearchStart, SquaresProbe} from "./search.ts";
import {makeSquaresProbe} from "./squaresProbe.ts";
import {isAtNoise, ROUNDING} from "./tolerances.ts";
import {columnNorm, isFiniteAll, norm, toGradient} from "./triangle.ts";
import type {OptimizeStatus} from "./types.ts";

const INSIDE = 1e-10;
const NEARLY = 0.995;
const NEAR_RIM = 0.95;
/** So near to a bound, in parts of its size, that it is meant. */
const NEXT_TO = 1e-8;

/** Read: steps (default 1,000), ftol, gtol and xtol (1e-12). */
export function* trust(options: SearchStart): Search<SquaresProbe> {
  const {start, steps = 1000, ftol = 1e-12, gtol = 1e-12, xtol = 1e-12, reach = 1} = options;
  const box = options.bounds ?? openBox(start.length);
  const x = startIn(start, box);
  keepInside(x, box, INSIDE);
  const k = x.length;
  const probe = makeSquaresProbe(x, "factor");
  const trial = makeSquaresProbe(x.slice(), "value");
  const gradient = new Float64Array(k);
  const norms = new Float64Array(k);
  const model: Model = {
    factor: probe.factor,
    half: new Float64Array(k),
    d: new Float64Array(k),
    C: new Float64Array(k)
  };
  const region = makeRegion(k);
  let radius = 0;
  let step = 0;

  yield probe;
  let {value} = probe;
  const end = (status: OptimizeStatus): SearchEnd => ({x, value, status, steps: step});
  for (; ; step++) {
    if (!Number.isFinite(value) || !isFiniteAll(probe.factor) || !isFiniteAll(probe.projected))
      return end("nonfinite");
    toGradient(probe, gradient);
    const slope = projectedSlope(x, gradient, box);
    yield {step, value, slope};
    if (slope <= gtol) break;
    if (step >= steps) return end("maxSteps");
    const bend = scaleBy(model, x, gradient, box, norms);
    if (step === 0) radius = reach * (sizeIn(model, x) || 1);
    region.set(probe, model);
    const theta = Math.max(NEARLY, 1 - bend);
    const size = sizeIn(model, x);
    let hope = -1;
    let isFinite = true;
    let isOver = false;
    for (;;) {
      const {p, isFull} = region.solve(radius);
      const {step: way, hat, fall: predicted} = chooseStep(model, p, x, box, radius, theta);
      if (hope < 0) hope = predicted;
      for (let i = 0; i < k; i++) trial.x[i] = x[i] + way[i];
      keepInside(trial.x, box, 0);
      const length = norm(hat);
      if (!(length > ROUNDING * size)) {
        isOver = isAtNoise(hope, value, ftol);
        if (!isOver) return end(!isFinite ? "nonfinite" : isFull ? "diverged" : "singular");
        break;
      }
      isOver = Math.abs(predicted) <= ROUNDING * value;
      if (isOver) break;
      yield trial;
      isFinite = Number.isFinite(trial.value);
      const fall = isFinite ? value - trial.value : -1;
      const gain = fall / predicted;
      if (!isFinite || !(gain >= 0.25)) radius = length / 4;
      else if (gain > 0.75 && length > NEAR_RIM * radius) radius *= 2;
      if (!(fall > 0)) continue;
      const isFlat = fall <= ftol * value && predicted <= ftol * value && gain <= 2;
      x.set(trial.x);
      value = trial.value;
      isOver = isFlat || length <= xtol * size;
      if (isOver) yield {step: ++step, value, slope};
      break;
    }
    if (isOver) break;
    yield probe;
    ({value} = probe);
  }

  // from strictly inside onto the bounds that are all but reached
  trial.x.set(x);
  snap(trial.x, gradient, box);
  if (trial.x.some((xi, i) => xi !== x[i])) {
    yield trial;
    // as low but for rounding
    if (trial.value <= value * (1 + 64 * ROUNDING))
      return {...end("converged"), x: trial.x, value: trial.value};
  }
  return end("converged");
}

/** Sets the model's scales at x; the largest |g|·distance comes back. */
function scaleBy(
  {factor, half, d, C}: Model,
  x: Float64Array,
  gradient: Float64Array,
  {lower, upper}: Box,
  norms: Float64Array
): number {
  const k = x.length;
  let bend = 0;
  for (let i = 0; i < k; i++) {
    norms[i] = Math.max(norms[i], columnNorm(factor, k, i));
    const size = norms[i] > 0 ? norms[i] : 1;
    const g = gradient[i] / 2;
    half[i] = g;
    const distance = g < 0 ? upper[i] - x[i] : g > 0 ? x[i] - lower[i] : Infinity;
    const isNear = distance < Infinity;
    d[i] = lower[i] === upper[i] ? 0 : isNear ? Math.sqrt(distance * size) / size : 1 / size;
    C[i] = isNear ? Math.abs(g) / size : 0;
    bend = Math.max(bend, Math.abs(g) * (isNear ? distance : 1));
  }
  return bend;
}

/** ‖x/d‖. */
function sizeIn({d}: Model, x: Float64Array): number {
  return norm(x.map((xi, i) => (d[i] === 0 ? 0 : xi / d[i])));
}

/** Moves x off the bounds, by a part of their size; by 0: to the next number inside. */
function keepInside(x: Float64Array, {lower, upper}: Box, part: number): void {
  for (let i = 0; i < x.length; i++) {
    const [low, high] = [lower[i], upper[i]];
    const gap = (bound: number) => Math.max(part, Number.EPSILON) * Math.max(1, Math.abs(bound));
    if (low === high) x[i] = low;
    else if (x[i] <= low) x[i] = Math.min(low + gap(low), low / 2 + high / 2);
    else if (x[i] >= high) x[i] = Math.max(high - gap(high), low / 2 + high / 2);
  }
}

/** Onto the bounds that x is next to and pushed against. */
function snap(x: Float64Array, gradient: Float64Array, {lower, upper}: Box): void {
  for (let i = 0; i < x.length; i++) {
    const bound = gradient[i] > 0 ? lower[i] : upper[i];
    if (gradient[i] === 0 || !Number.isFinite(bound)) continue;
    if (Math.abs(x[i] - bound) <= NEXT_TO * Math.max(1, Math.abs(bound))) x[i] = bound;
  }
}
