// L-BFGS-B: a quadratic model from the last pairs of steps and gradient changes, minimised in the box in two stages,
// then a line search. (Byrd, Lu, Nocedal, Zhu 1995; the subspace step by projection: Morales, Nocedal 2011)
//   1 the generalised Cauchy point, which says which unknowns are on a bound
//   2 the minimum of the model over the others, moved into the box where that goes downhill, else shortened
//   3 a step to or towards it that satisfies the strong Wolfe conditions
import {openBox, project, projectedSlope, startIn, type Box} from "./bounds.ts";
import {makeCauchy, type Cauchy} from "./cauchy.ts";
import {dot, makeCorrections, type Corrections} from "./corrections.ts";
import {makeLineSearch} from "./lineSearch.ts";
import type {Probe, Search, SearchEnd, SearchStart} from "./search.ts";
import {isAtNoise, LOWEST} from "./tolerances.ts";
import type {OptimizeStatus} from "./types.ts";

const LONGEST = 1e10;
/** Of a step's slope, as a cosine: what is flatter is along the contour but for rounding, and no search along it gets lower. */
const LEAST_DESCENT = 1e-10;

/** Read: steps (default 15,000), ftol (2.22e-9, part of the larger of |f| and 1), gtol (1e-5). */
export interface LbfgsbOptions extends Omit<SearchStart, "xtol"> {
  /** corrections kept; default 10. */
  memory?: number;
}

export function* lbfgsb(options: LbfgsbOptions): Search {
  const {start, steps = 15_000, ftol = 2.22e-9, gtol = 1e-5, memory = 10} = options;
  const box = options.bounds ?? openBox(start.length);
  const x = startIn(start, box);
  const k = x.length;
  const isOpen = !box.lower.some(Number.isFinite) && !box.upper.some(Number.isFinite);
  const gradient = new Float64Array(k);
  const probe: Probe = {
    x: x.slice(),
    wants: "gradient",
    value: NaN,
    gradient: new Float64Array(k)
  };
  const corrections = makeCorrections(k, memory);
  const cauchy = makeCauchy(box, memory, corrections);
  const minimize = makeSubspaceStep(box, memory, corrections);
  const [d, s, y] = Array.from({length: 3}, () => new Float64Array(k));

  yield probe;
  let {value} = probe;
  let step = 0;
  // without a model: how far to go at first; in a closed box all the way to the Cauchy point
  const isClosed = box.lower.every(Number.isFinite) && box.upper.every(Number.isFinite);
  let reach = isClosed ? Infinity : 1;
  const end = (status: OptimizeStatus): SearchEnd => ({x, value, status, steps: step});
  gradient.set(probe.gradient);
  let slope = projectedSlope(x, gradient, box);
  if (!Number.isFinite(value) || !Number.isFinite(slope)) return end("nonfinite");
  yield {step, value, slope};
  while (slope > gtol) {
    if (step >= steps) return end("maxSteps");
    cauchy.find(x, gradient, isOpen && corrections.count > 0);
    minimize(x, gradient, cauchy, d);
    const downhill = dot(gradient, d);
    const isPlain = corrections.count === 0;
    const longest = findLongest(x, d, box);
    const first = isPlain && reach < Infinity ? reach / Math.sqrt(dot(d, d)) : 1;
    const line = makeLineSearch(value, downhill, first, longest);
    let found: "on" | "found" | "failed" = downhill < 0 ? "on" : "failed";
    let isFinite = true;
    while (found === "on") {
      moveTo(probe.x, x, d, line.step, box);
      yield probe;
      const along = dot(probe.gradient, d);
      isFinite = Number.isFinite(probe.value) && Number.isFinite(along);
      found = line.advance(probe.value, along);
    }
    if (found === "failed") {
      if (line.best > 0) {
        moveTo(probe.x, x, d, line.best, box);
        yield probe;
      } else if (isPlain) {
        if (isAtNoise(-downhill * first, value, ftol)) return end("converged");
        return end(isFinite ? "diverged" : "nonfinite");
      }
      // the model has lost its hold: on without it
      corrections.clear();
      if (line.best === 0) continue;
    }
    for (let i = 0; i < k; i++) {
      s[i] = probe.x[i] - x[i];
      y[i] = probe.gradient[i] - gradient[i];
    }
    reach = Math.sqrt(dot(s, s));
    const fall = value - probe.value;
    const size = Math.max(Math.abs(value), Math.abs(probe.value), 1);
    x.set(probe.x);
    gradient.set(probe.gradient);
    value = probe.value;
    slope = projectedSlope(x, gradient, box);
    step++;
    yield {step, value, slope};
    if (value < LOWEST) return end("diverged");
    if (fall <= ftol * size) return end("converged");
    corrections.add(s, y);
  }
  return end("converged");
}

/** d ← the way to the minimum of the model over the unknowns that are free at the Cauchy point. */
function makeSubspaceStep({lower, upper}: Box, memory: number, corrections: Corrections) {
  const k = lower.length;
  const r = new Float64Array(k);
  const v = new Array<number>(2 * memory).fill(0);
  return (x: Float64Array, gradient: Float64Array, cauchy: Cauchy, d: Float64Array): void => {
    const {x: point, c, free, freeCount} = cauchy;
    const {theta} = corrections;
    for (let i = 0; i < k; i++) d[i] = point[i] - x[i];
    if (freeCount === 0 || corrections.count === 0) return;
    for (let a = 0; a < freeCount; a++) {
      const i = free[a];
      r[i] = gradient[i] + theta * d[i];
    }
    for (let a = 0; a < v.length; a++) v[a] = c[a];
    corrections.applyM(v);
    corrections.subtract(v, 1, r, free, freeCount);
    corrections.project(r, v, free, freeCount);
    corrections.applyReduced(v, free, freeCount);
    for (let a = 0; a < freeCount; a++) r[free[a]] /= -theta;
    corrections.subtract(v, 1 / (theta * theta), r, free, freeCount);

    // r is the step from the Cauchy point now
    for (let a = 0; a < freeCount; a++) {
      const i = free[a];
      d[i] = Math.min(Math.max(point[i] + r[i], lower[i]), upper[i]) - x[i];
    }
    if (dot(gradient, d) < -LEAST_DESCENT * Math.sqrt(dot(gradient, gradient) * dot(d, d))) return;
    let part = 1;
    for (let a = 0; a < freeCount; a++) {
      const i = free[a];
      const room = (r[i] > 0 ? upper[i] : lower[i]) - point[i];
      if (r[i] !== 0) part = Math.min(part, room / r[i]);
    }
    for (let a = 0; a < freeCount; a++)
      d[free[a]] = point[free[a]] + part * r[free[a]] - x[free[a]];
  };
}

/** The longest step along d inside the box. */
function findLongest(x: Float64Array, d: Float64Array, {lower, upper}: Box): number {
  let longest = LONGEST;
  for (let i = 0; i < d.length; i++) {
    if (d[i] === 0) continue;
    longest = Math.min(longest, ((d[i] > 0 ? upper[i] : lower[i]) - x[i]) / d[i]);
  }
  return longest;
}

/** to ← x + step·d, which rounding must not take out of the box. */
function moveTo(to: Float64Array, x: Float64Array, d: Float64Array, step: number, box: Box): void {
  for (let i = 0; i < x.length; i++) to[i] = x[i] + step * d[i];
  project(to, box);
}
