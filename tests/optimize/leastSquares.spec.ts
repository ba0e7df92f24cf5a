import {describe, expect, it} from "vitest";
import {makeOptimize} from "../../worker/optimize/optimize.ts";
import nist from "../fixtures/optimize/nist.json" with {type: "json"};
import scipy from "../fixtures/optimize/scipy.json" with {type: "json"};
import {apart, regressions, squares} from "./problems.ts";

const optimize = makeOptimize();
const METHODS = ["lm", "trust"] as const;
const fits = nist.problems.flatMap((problem) =>
  problem.starts.flatMap((start, i) =>
    METHODS.map((method) => ({...problem, start, method, title: `${problem.name} from ${i + 1}`}))
  )
);

describe("NIST's nonlinear regressions", () => {
  it.each(fits)(
    "$title by $method: certified parameters and deviations",
    async ({name, x, y, start, method, parameters, deviations, rss}) => {
      const model = regressions[name];
      const residuals = (b: number[]) => x.map((xi, i) => model(b, xi) - y[i]);
      const found = await optimize.leastSquares(residuals, {start, method});
      expect(found.status).toBe("converged");
      expect(apart(found.x, parameters)).toBeLessThan(1e-6);
      expect(apart(found.errors, deviations)).toBeLessThan(2e-6);
      expect(Math.abs(found.value / rss - 1)).toBeLessThan(1e-9);
      expect(Array.from(found.residuals)).toEqual(residuals(Array.from(found.x)));
      const k = parameters.length;
      deviations.forEach((_, i) =>
        expect(found.errors[i]).toBe(Math.sqrt(found.covariance[i * k + i]))
      );
    }
  );
});

describe("sums of squares in a box", () => {
  const cases = scipy.leastSquares.flatMap((wanted) =>
    METHODS.map((method) => ({...wanted, method}))
  );
  it.each(cases)("$name in $bounds by $method is scipy's", async (wanted) => {
    const {name, start, method, x, value, evaluations} = wanted;
    const bounds = wanted.bounds as [number | null, number | null][];
    const found = await optimize.leastSquares(squares[name], {start, bounds, method});
    expect(found.status).toBe("converged");
    expect(Math.abs(found.value - value)).toBeLessThan(1e-9 * value);
    expect(apart(found.x, x, 1)).toBeLessThan(1e-5);
    expect(found.trace.at(-1).evaluations).toBeLessThan(4 * evaluations + 20);
    bounds.forEach(([low, high], i) => {
      const isOn = [low, high].some((bound) => bound !== null && Math.abs(x[i] - bound) < 1e-9);
      expect(found.x[i] === low || found.x[i] === high).toBe(isOn);
      expect(found.errors[i] === 0).toBe(isOn);
    });
  });
});

describe("what residuals do not determine", () => {
  it.each(METHODS)("two unknowns that only act together, by %s", async (method) => {
    const r = ([a, b]: number[]) => [a + b - 3, 2 * (a + b) - 5, a + b - 2];
    const found = await optimize.leastSquares(r, {start: [1, 0], method});
    expect(found.status).toBe("converged");
    expect(found.x[0] + found.x[1]).toBeCloseTo(2.5, 8);
    expect(found.covariance.every(Number.isNaN)).toBe(true);
    expect(found.advice).toMatch(/fewer unknowns/);
  });

  it.each(METHODS)("an unknown without any effect, by %s", async (method) => {
    const found = await optimize.leastSquares(([a]) => [a - 1, a - 3], {start: [5, 7], method});
    expect(found.x[0]).toBeCloseTo(2, 9);
    expect(found.x[1]).toBe(7);
    expect(found.errors.every(Number.isNaN)).toBe(true);
  });

  it.each(METHODS)("more unknowns than residuals, by %s", async (method) => {
    const r = ([a, b, c]: number[]) => [a * b - 2, b + c - 1];
    const found = await optimize.leastSquares(r, {start: [1, 1, 1], method});
    expect(found.status).toBe("converged");
    expect(found.value).toBeLessThan(1e-15);
    expect(found.errors.every(Number.isNaN)).toBe(true);
  });

  it.each(METHODS)("a minimum where the Jacobian has no rank left, by %s", async (method) => {
    const r = ([a, b, c, d]: number[]) => [
      a + 10 * b,
      Math.sqrt(5) * (c - d),
      (b - 2 * c) ** 2,
      Math.sqrt(10) * (a - d) ** 2
    ];
    const found = await optimize.leastSquares(r, {start: [3, -1, 0, 1], method});
    expect(found.status).toBe("converged");
    expect(found.value).toBeLessThan(1e-12);
  });
});

it.each(METHODS)("a fixed unknown stays, the others are fitted, by %s", async (method) => {
  const r = ([a, b]: number[]) => [a + b - 3, a - b - 1, a - 1];
  const options = {start: [0, 1], bounds: [[null, null], [0.5, 0.5]], method} as const; // prettier-ignore
  const found = await optimize.leastSquares(r, options);
  expect(found.x[1]).toBe(0.5);
  expect(found.x[0]).toBeCloseTo((2.5 + 1.5 + 1) / 3, 9);
  expect(found.errors[1]).toBe(0);
});
