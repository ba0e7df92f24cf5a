// Rows of the benchmark about matching: the comparison of the page that collocation goes back to. Its misfit, written as
// one first would, with care, and by the engine; and the way from noisy data to parameters.
import type {Engine} from "../../worker/client.ts";
import {LOTKA_VOLTERRA} from "./handWritten.ts";
import type {ModelRow} from "./modelRows.ts";

const CALLS = 200;
const POINTS = [100, 10_000];
const LARGE = 200_000;
const P = [1, 1, 1, 1];

export const MATCHING_ROWS: readonly ModelRow[] = [
  ...POINTS.map((n) => ({
    name: `misfit and gradient of ${n} points`,
    n,
    elements: n * CALLS,
    make: (engine: Engine) => makeCalls(engine, n)
  })),
  {
    name: `fit of ${LARGE} points by gradients`,
    n: LARGE,
    elements: LARGE,
    make: makeSearches
  },
  {name: "data to parameters, 100 points", n: 100, elements: 1, make: makeFits}
];

interface Curves {
  u: Float64Array[];
  du: Float64Array[];
  t: Float64Array;
}

const compile = ({model}: Engine) => model.compile(LOTKA_VOLTERRA, {u: 2, p: 4});

/** Two curves and something like their slopes; what they are does not change what a call costs. */
function makeCurves(n: number): Curves {
  const t = Float64Array.from({length: n}, (_, i) => (2 * i) / (n - 1));
  const u = [t.map((x) => 2 + Math.sin(3 * x)), t.map((x) => 2 + Math.cos(3 * x))];
  return {t, u, du: [t.map((x) => 3 * Math.cos(3 * x)), t.map((x) => -3 * Math.sin(3 * x))]};
}

async function makeCalls(engine: Engine, n: number): Promise<Record<string, () => unknown>> {
  const rhs = await compile(engine);
  const curves = makeCurves(n);
  const problem = engine.collocation.problem(rhs, curves);
  const gradient = new Float64Array(4);
  const repeat = (f: () => number) => () => {
    let sum = 0;
    for (let k = 0; k < CALLS; k++) sum += f();
    return sum;
  };
  return {
    reference: repeat(() => differentiateByHand(curves, P, gradient)),
    "arrays at every point": repeat(() => differentiateCarelessly(curves, P, gradient)),
    wasm: repeat(() => problem.sseGradient(P, gradient))
  };
}

/** With care: one loop, no array made. */
function differentiateByHand({u, du}: Curves, p: number[], gradient: Float64Array): number {
  const [x, y] = u;
  const [dx, dy] = du;
  let [sse, g0, g1, g2, g3] = [0, 0, 0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const meet = x[i] * y[i];
    const rx = dx[i] - (p[0] * x[i] - p[1] * meet);
    const ry = dy[i] - (-p[2] * y[i] + p[3] * meet);
    sse += rx * rx + ry * ry;
    g0 -= 2 * rx * x[i];
    g1 += 2 * rx * meet;
    g2 += 2 * ry * y[i];
    g3 -= 2 * ry * meet;
  }
  gradient[0] = g0;
  gradient[1] = g1;
  gradient[2] = g2;
  gradient[3] = g3;
  return sse;
}

/** As one writes it at first: arrays for the point, its slopes, its residuals and its gradient. */
function differentiateCarelessly({u, du}: Curves, p: number[], gradient: Float64Array): number {
  const rows = Array.from(u[0], (x, i) => {
    const y = u[1][i];
    const slopes = [p[0] * x - p[1] * x * y, -p[2] * y + p[3] * x * y];
    const r = slopes.map((slope, k) => du[k][i] - slope);
    return {sse: r[0] ** 2 + r[1] ** 2, by: [-2 * r[0] * x, 2 * r[0] * x * y, 2 * r[1] * y, -2 * r[1] * x * y]}; // prettier-ignore
  });
  gradient.set(rows.reduce((sum, {by}) => sum.map((value, k) => value + by[k]), [0, 0, 0, 0]));
  return rows.reduce((sum, {sse}) => sum + sse, 0);
}

/** Twenty steps of Adam: what threads are for. */
async function makeSearches(engine: Engine): Promise<Record<string, () => unknown>> {
  const rhs = await compile(engine);
  const curves = makeCurves(LARGE);
  const gradient = new Float64Array(4);
  const search = (threads?: number) => () =>
    engine.collocation.fit(rhs, curves, {
      start: P,
      optimizer: "adam",
      steps: 20,
      ...(threads && {threads})
    });
  return {
    reference: () => {
      for (let k = 0; k < 21; k++) differentiateByHand(curves, P, gradient);
    },
    "1 thread": search(1),
    engine: search()
  };
}

/** The page's example: 100 noisy points of two species, smoothed, and matched in each of the ways. */
async function makeFits(engine: Engine): Promise<Record<string, () => unknown>> {
  const {collocation, ode} = engine;
  const rhs = await compile(engine);
  const t = Float64Array.from({length: 100}, (_, i) => (2 * i) / 99);
  const {u} = await ode.solve(rhs, {u0: [1, 0.5], p: [1.5, 1, 3, 1], t: [0, 2], saveat: t, rtol: 1e-10}); // prettier-ignore
  const data = [
    u[0].map((value, i) => value + 0.05 * Math.sin(12.9898 * (i + 1))),
    u[1].map((value, i) => value + 0.05 * Math.cos(78.233 * (i + 1)))
  ];
  const fit = (options: object) => async () => {
    const smooth = await collocation.collocate(data, t, {kernel: "epanechnikov"});
    return collocation.fit(rhs, smooth, {start: P, ...options});
  };
  return {
    reference: fit({optimizer: "adam", steps: 1000}),
    linear: fit({}),
    lm: fit({optimizer: "lm"}),
    lbfgs: fit({optimizer: "lbfgs"})
  };
}
