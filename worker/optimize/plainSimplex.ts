// Nelder and Mead's simplex as scipy.optimize.minimize has it with adaptive=True: no box, no fresh starts, tolerances that
// have units, and the same arithmetic in the same order, so that the same objective gives the same path. nelderMead.ts is
// the better search; this one is there to be compared with.
import type {Probe, Search, SearchEnd} from "./search.ts";
import type {OptimizeStatus} from "./types.ts";

/** The first simplex: a part of what is not 0, and what stands for 0. */
const PART = 0.05;
const AT_ZERO = 0.00025;

export interface PlainSimplexOptions {
  start: ArrayLike<number>;
  /** SciPy's maxiter, which counts from 1. */
  steps: number;
  /** differences of vertices, and of their values, that both have to be met. */
  xatol: number;
  fatol: number;
}

interface Vertex {
  x: Float64Array;
  value: number;
}

/** Values may be infinite: the simplex turns away from there. */
export function* plainSimplex({start, steps, xatol, fatol}: PlainSimplexOptions): Search {
  const k = start.length;
  const [expansion, contraction, shrinking] = [1 + 2 / k, 0.75 - 1 / (2 * k), 1 - 1 / k];
  const x = Float64Array.from(start);
  const probe: Probe = {x, wants: "value", value: NaN, gradient: new Float64Array(k)};
  const middle = new Float64Array(k);

  function* visit(): Generator<Probe, Vertex, void> {
    yield probe;
    return {x: x.slice(), value: probe.value};
  }
  /** The place a·middle + b·worst. */
  const between = (a: number, b: number, worst: Vertex): Generator<Probe, Vertex, void> => {
    for (let i = 0; i < k; i++) x[i] = a * middle[i] + b * worst.x[i];
    return visit();
  };

  const simplex: Vertex[] = [yield* visit()];
  for (let i = 0; i < k; i++) {
    x.set(simplex[0].x);
    x[i] = x[i] === 0 ? AT_ZERO : (1 + PART) * x[i];
    simplex.push(yield* visit());
  }
  let step = 0;
  const end = (status: OptimizeStatus): SearchEnd => {
    const [{x: best, value}] = simplex;
    return {x: best, value, status, steps: step};
  };
  for (;;) {
    sort(simplex);
    yield {step, value: simplex[0].value, slope: NaN};
    if (!Number.isFinite(simplex[0].value)) return end("nonfinite");
    if (step + 1 >= steps) return end("maxSteps");
    if (isSmall(simplex, xatol, fatol)) return end("converged");
    step++;
    yield* improve();
  }

  /** One step: the worst vertex is replaced, or all come nearer to the best. */
  function* improve(): Generator<Probe, void, void> {
    const [best, second, worst] = [simplex[0], simplex[k - 1], simplex[k]];
    middle.fill(0);
    for (let v = 0; v < k; v++) for (let i = 0; i < k; i++) middle[i] += simplex[v].x[i];
    for (let i = 0; i < k; i++) middle[i] /= k;
    const reflected = yield* between(2, -1, worst);
    if (reflected.value < best.value) {
      const expanded = yield* between(1 + expansion, -expansion, worst);
      simplex[k] = expanded.value < reflected.value ? expanded : reflected;
      return;
    }
    if (reflected.value < second.value) {
      simplex[k] = reflected;
      return;
    }
    const isOutside = reflected.value < worst.value;
    const contracted = isOutside
      ? yield* between(1 + contraction, -contraction, worst)
      : yield* between(1 - contraction, contraction, worst);
    if (isOutside ? contracted.value <= reflected.value : contracted.value < worst.value) {
      simplex[k] = contracted;
      return;
    }
    for (let v = 1; v <= k; v++) {
      const {x: at} = simplex[v];
      for (let i = 0; i < k; i++) x[i] = best.x[i] + shrinking * (at[i] - best.x[i]);
      simplex[v] = yield* visit();
    }
  }
}

/** Stable; what is not a number comes last. */
function sort(simplex: Vertex[]): void {
  const rank = ({value}: Vertex) => (Number.isNaN(value) ? Infinity : value);
  simplex.sort((a, b) => (rank(a) < rank(b) ? -1 : rank(a) > rank(b) ? 1 : 0));
}

function isSmall([best, ...others]: readonly Vertex[], xatol: number, fatol: number): boolean {
  return others.every(
    ({x, value}) =>
      Math.abs(best.value - value) <= fatol && x.every((xi, i) => Math.abs(xi - best.x[i]) <= xatol)
  );
}
