// Convex problems in a box have one minimum, and its conditions can be checked without knowing it.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {makeBoundedStep} from "../../worker/optimize/boundedStep.ts";
import {makeOptimize} from "../../worker/optimize/optimize.ts";
import {makeReducer} from "../../worker/optimize/reduce.ts";
import {makeSquaresProbe} from "../../worker/optimize/squaresProbe.ts";
import {toGradient} from "../../worker/optimize/triangle.ts";
import boxed from "../fixtures/optimize/boxed.json" with {type: "json"};

const optimize = makeOptimize();
const METHODS = ["lm", "trust"] as const;
const product = (A: number[][], x: ArrayLike<number>) =>
  A.map((row) => row.reduce((sum, a, j) => sum + a * x[j], 0));

/** A·x − b, and half the gradient of its squares, Aᵀ(A·x − b). */
function look(A: number[][], b: number[], x: ArrayLike<number>) {
  const r = product(A, x).map((value, i) => value - b[i]);
  return {r, g: A[0].map((_, j) => A.reduce((sum, row, i) => sum + row[j] * r[i], 0))};
}

/** How far x is from ‖A·x − b‖² being smallest in the box: the gradient that no bound takes up. */
function violation(
  A: number[][],
  b: number[],
  x: ArrayLike<number>,
  lower: number[],
  upper: number[]
): number {
  const {g} = look(A, b, x);
  return Math.max(
    ...g.map((gi, i) => {
      expect(x[i]).toBeGreaterThanOrEqual(lower[i]);
      expect(x[i]).toBeLessThanOrEqual(upper[i]);
      return Math.abs(gi > 0 ? Math.min(gi, x[i] - lower[i]) : Math.min(-gi, upper[i] - x[i]));
    })
  );
}

/** The minimum by trying every way to put unknowns on bounds, with normal equations for the rest. */
function bruteForce(A: number[][], b: number[], lower: number[], upper: number[]): number {
  const k = lower.length;
  let least = Infinity;
  for (let way = 0; way < 3 ** k; way++) {
    const sides = Array.from({length: k}, (_, i) => Math.floor(way / 3 ** i) % 3);
    const x = sides.map((side, i) => (side === 0 ? lower[i] : side === 1 ? upper[i] : 0));
    const free = sides.flatMap((side, i) => (side === 2 ? [i] : []));
    const {g} = look(A, b, x);
    const rows = free.map((i) => [
      ...free.map((j) => A.reduce((sum, row) => sum + row[i] * row[j], 0)),
      -g[i]
    ]);
    eliminate(rows).forEach((value, c) => (x[free[c]] = value));
    if (x.some((xi, i) => !(xi >= lower[i] && xi <= upper[i]))) continue;
    least = Math.min(
      least,
      look(A, b, x).r.reduce((sum, ri) => sum + ri * ri, 0)
    );
  }
  return least;
}

/** Gauss–Jordan on rows that end with their right side. */
function eliminate(rows: number[][]): number[] {
  rows.forEach((pivot, j) => {
    rows.forEach((row, i) => {
      if (i === j) return;
      const part = row[j] / pivot[j];
      row.forEach((_, c) => (row[c] -= part * pivot[c]));
    });
  });
  return rows.map((row, i) => row[rows.length] / row[i]);
}

const number = fc.integer({min: -40, max: 40}).map((n) => n / 10);
const problem = fc.integer({min: 1, max: 4}).chain((k) =>
  fc.record({
    // rows of a diagonal keep the minimum unique
    A: fc
      .array(fc.array(number, {minLength: k, maxLength: k}), {minLength: 1, maxLength: 6})
      .map((rows) => [
        ...rows,
        ...rows[0].map((_, i) => rows[0].map((_, j) => (i === j ? 0.5 : 0)))
      ]),
    seed: fc.array(number, {minLength: 10, maxLength: 10}),
    lower: fc.array(number, {minLength: k, maxLength: k}),
    width: fc.array(fc.integer({min: 0, max: 20}), {minLength: k, maxLength: k}),
    start: fc.array(number, {minLength: k, maxLength: k})
  })
);

describe("random least squares in a box", () => {
  it.each(METHODS)("end where no condition is violated, by %s", async (method) => {
    await fc.assert(
      fc.asyncProperty(problem, async ({A, seed, lower, width, start}) => {
        const b = A.map((_, i) => seed[i % seed.length]);
        const upper = lower.map((low, i) => low + width[i] / 10);
        const jacobian = () => A.flat();
        const r = (x: number[]) => look(A, b, x).r;
        const found = await optimize.leastSquares(r, {start, bounds: {lower, upper}, jacobian, method}); // prettier-ignore
        expect(found.status).toBe("converged");
        expect(violation(A, b, found.x, lower, upper)).toBeLessThan(1e-5);
        const least = bruteForce(A, b, lower, upper);
        expect(found.value).toBeLessThan(least + 1e-9 * (1 + least));
      }),
      {numRuns: 150, seed: 5}
    );
  });

  it("lbfgs finds the same", async () => {
    await fc.assert(
      fc.asyncProperty(problem, async ({A, seed, lower, width, start}) => {
        const b = A.map((_, i) => seed[i % seed.length]);
        const upper = lower.map((low, i) => low + width[i] / 10);
        const f = (x: number[]) => look(A, b, x).r.reduce((sum, ri) => sum + ri * ri, 0);
        const gradient = (x: number[]) => look(A, b, x).g.map((gi) => 2 * gi);
        const found = await optimize.minimize(f, {start, bounds: {lower, upper}, gradient, ftol: 0, gtol: 1e-8}); // prettier-ignore
        const least = bruteForce(A, b, lower, upper);
        expect(found.value).toBeLessThan(least + 1e-9 * (1 + least));
        expect(violation(A, b, found.x, lower, upper)).toBeLessThan(1e-6);
      }),
      {numRuns: 150, seed: 6}
    );
  });

  it("lbfgs goes on where its model's minimum, moved into the box, lies straight across the slope", async () => {
    const [A, b, lower, upper] = [[[1.4, 3], [0.5, 0], [0, 0.5]], [2.5, 0.2, 2.4], [-0.3, 0.6], [-0.3 + 0.4, 0.6 + 1.5]]; // prettier-ignore
    const f = (x: number[]) => look(A, b, x).r.reduce((sum, ri) => sum + ri * ri, 0);
    const gradient = (x: number[]) => look(A, b, x).g.map((gi) => 2 * gi);
    const found = await optimize.minimize(f, {start: [0.2, 0], bounds: {lower, upper}, gradient, ftol: 0, gtol: 1e-8}); // prettier-ignore
    expect(found.status).toBe("converged");
    expect(violation(A, b, found.x, lower, upper)).toBeLessThan(1e-6);
  });
});

it("a damped step in a box is the minimum there", () => {
  fc.assert(
    fc.property(problem, fc.integer({min: 1, max: 50}), ({A, seed, lower, width, start}, part) => {
      const k = start.length;
      const upper = lower.map((low, i) => low + (1 + width[i]) / 10);
      const box = {lower: Float64Array.from(lower), upper: Float64Array.from(upper)};
      const x = Float64Array.from(start, (xi, i) => Math.min(Math.max(xi, lower[i]), upper[i]));
      const reducer = makeReducer(k);
      reducer.add(A.flat(), A.map((_, i) => seed[i % seed.length])); // prettier-ignore
      const probe = makeSquaresProbe(x, "factor");
      reducer.write(probe);
      const gradient = new Float64Array(k);
      toGradient(probe, gradient);
      const step = makeBoundedStep(box);
      step.solve(probe, gradient, part / 100, new Float64Array(k).fill(1));

      // the same with the damping as rows
      const R = start.map((_, i) => Array.from(probe.factor.subarray(i * k, (i + 1) * k)));
      const damped = start.map((_, i) =>
        start.map((_, j) => (i === j ? Math.sqrt(part / 100) : 0))
      );
      const all = [...R, ...damped];
      const b = [...Array.from(probe.projected, (q) => -q), ...start.map(() => 0)];
      const room = (wall: number[]) => wall.map((at, i) => at - x[i]);
      const least = bruteForce(all, b, room(lower), room(upper));
      const got = look(all, b, step.p).r.reduce((sum, ri) => sum + ri * ri, 0);
      expect(got).toBeLessThan(least + 1e-9 * (1 + least));
    }),
    {numRuns: 300, seed: 9}
  );
});

describe.each(boxed.cases)("scipy's lsq_linear, $A.length by $x.length", (wanted) => {
  const {A, b, lower, upper, x, value} = wanted;
  const bounds = {lower, upper};
  const start = x.map(() => 0);
  const r = (at: number[]) => look(A, b, at).r;
  it.each(METHODS)("has the minimum of %s", async (method) => {
    const found = await optimize.leastSquares(r, {start, bounds, method, jacobian: () => A.flat()});
    expect(Math.abs(found.value - value)).toBeLessThan(1e-10 * Math.max(1, value));
    // with fewer rows than unknowns there are many minima
    if (A.length >= x.length)
      x.forEach((xi, i) => expect(Math.abs(found.x[i] - xi)).toBeLessThan(1e-7));
  });

  it("has the minimum of lbfgs", async () => {
    const f = (at: number[]) => r(at).reduce((sum, ri) => sum + ri * ri, 0);
    const found = await optimize.minimize(f, {start, bounds, ftol: 0, gtol: 1e-7});
    expect(Math.abs(found.value - value)).toBeLessThan(1e-9 * Math.max(1, value));
  });
});
