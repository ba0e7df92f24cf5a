// Nelder and Mead's simplex, for objectives without derivatives: k + 1 points, the worst of which is reflected at the
// middle of the others, with coefficients that suit many unknowns (Gao, Han 2012). Points outside the box are moved
// onto it. A simplex can collapse before it is at a minimum, so where it ends a fresh one must find nothing lower.
import {openBox, project, startIn, type Box} from "./bounds.ts";
import {defaultSteps} from "./defaults.ts";
import type {Probe, Search, SearchEnd, SearchStart} from "./search.ts";
import {LOWEST} from "./tolerances.ts";
import type {OptimizeStatus} from "./types.ts";

/** Sizes of the first simplex and of fresh ones: parts of x, to this side or that; and what stands for x at 0. */
const SIZES = [0.05, -0.02, 0.005, -0.1, 0.0005, -0.001];
const AT_ZERO = 0.005;
const MOST_RESTARTS = 8;
/** Fresh simplexes in a row that find nothing lower. */
const ENOUGH = 2;

/** Read: steps (default 400 for each unknown), ftol (1e-10, part of |f|), xtol (1e-8, part of |x|); both have to be met. */
export type NelderMeadOptions = Omit<SearchStart, "gtol">;

interface Vertex {
  x: Float64Array;
  value: number;
}

export function* nelderMead(options: NelderMeadOptions): Search {
  const {start, ftol = 1e-10, xtol = 1e-8} = options;
  const box = options.bounds ?? openBox(start.length);
  const k = start.length;
  const steps = options.steps ?? defaultSteps("nelder-mead", k);
  const x = startIn(start, box);
  const probe: Probe = {x, wants: "value", value: NaN, gradient: new Float64Array(k)};
  // α = 1, β, γ and δ of the paper
  const [expansion, contraction, shrinking] = [
    1 + 2 / k,
    0.75 - 1 / (2 * k),
    1 - 1 / Math.max(k, 2)
  ];
  const middle = new Float64Array(k);
  let step = 0;

  /** Evaluates a place; what is not finite is higher than all else. */
  function* visit(): Generator<Probe, Vertex, void> {
    project(x, box);
    yield probe;
    return {x: x.slice(), value: Number.isFinite(probe.value) ? probe.value : Infinity};
  }
  /** The place at middle + t·(worst − middle). */
  const along = (worst: Vertex, t: number): Generator<Probe, Vertex, void> => {
    for (let i = 0; i < k; i++) x[i] = middle[i] + t * (worst.x[i] - middle[i]);
    return visit();
  };

  const first = yield* visit();
  if (first.value === Infinity)
    return {x: first.x, value: probe.value, status: "nonfinite", steps: 0};
  yield {step, value: first.value, slope: NaN};
  let best = first;
  let misses = 0;
  for (let restarts = 0; ; restarts++) {
    const from = best;
    const simplex: Vertex[] = [from];
    for (let i = 0; i < k; i++) {
      x.set(from.x);
      x[i] = moveAside(x[i], i, box, SIZES[restarts % SIZES.length]);
      simplex.push(yield* visit());
    }
    let status: OptimizeStatus = "converged";
    for (;;) {
      // stable: of equal ones the older stays in front
      simplex.sort((a, b) => a.value - b.value);
      best = simplex[0];
      if (isCollapsed(simplex, ftol, xtol)) break;
      if (step >= steps) status = "maxSteps";
      else if (best.value < LOWEST) status = "diverged";
      if (status !== "converged") break;
      step++;
      yield* improve(simplex);
      yield {step, value: simplex.reduce((low, v) => Math.min(low, v.value), Infinity), slope: NaN};
    }
    if (restarts > 0)
      misses = from.value - best.value > ftol * Math.abs(best.value) ? 0 : misses + 1;
    const end: SearchEnd = {x: best.x, value: best.value, status, steps: step};
    if (status !== "converged" || restarts >= MOST_RESTARTS || misses >= ENOUGH) return end;
  }

  /** One step: the worst vertex is replaced, or all come nearer to the best. */
  function* improve(simplex: Vertex[]): Generator<Probe, void, void> {
    const worst = simplex[k];
    const second = simplex[k - 1] ?? worst;
    middle.fill(0);
    for (let v = 0; v < k; v++) for (let i = 0; i < k; i++) middle[i] += simplex[v].x[i] / k;
    const reflected = yield* along(worst, -1);
    if (reflected.value < simplex[0].value) {
      const expanded = yield* along(worst, -expansion);
      simplex[k] = expanded.value < reflected.value ? expanded : reflected;
      return;
    }
    if (reflected.value < second.value) {
      simplex[k] = reflected;
      return;
    }
    const isOutside = reflected.value < worst.value;
    const contracted = yield* along(worst, isOutside ? -contraction : contraction);
    if (contracted.value < Math.min(reflected.value, worst.value)) {
      simplex[k] = contracted;
      return;
    }
    for (let v = 1; v <= k; v++) {
      const {x: at} = simplex[v];
      const [low] = simplex;
      for (let i = 0; i < k; i++) x[i] = low.x[i] + shrinking * (at[i] - low.x[i]);
      simplex[v] = yield* visit();
    }
  }
}

/** A little beside x, inside the box: on the other side where there is no room. */
function moveAside(x: number, i: number, {lower, upper}: Box, part: number): number {
  const size = (x === 0 ? AT_ZERO : x) * part;
  if (x + size >= lower[i] && x + size <= upper[i]) return x + size;
  if (x - size >= lower[i] && x - size <= upper[i]) return x - size;
  return upper[i] - x > x - lower[i] ? (x + upper[i]) / 2 : (x + lower[i]) / 2;
}

function isCollapsed(simplex: readonly Vertex[], ftol: number, xtol: number): boolean {
  const [best] = simplex;
  const highest = simplex[simplex.length - 1].value;
  if (!(highest - best.value <= ftol * Math.max(Math.abs(best.value), Number.MIN_VALUE))) {
    // a minimum of zero has no size to be a part of
    if (!(highest - best.value <= ftol * ftol)) return false;
  }
  return simplex.every(({x}) =>
    x.every((xi, i) => Math.abs(xi - best.x[i]) <= xtol * Math.max(Math.abs(best.x[i]), xtol))
  );
}
