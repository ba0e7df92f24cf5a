// Nelder and Mead's simplex as SciPy has it: the same steps, not only the same end.
import {describe, expect, it} from "vitest";
import {drive} from "../../../worker/optimize/drive.ts";
import {plainSimplex} from "../../../worker/optimize/plainSimplex.ts";
import {makePace} from "../../../worker/pace.ts";
import {makeFit} from "../../../worker/heterodyne/fit/fit.ts";
import {NAMES} from "../../../worker/heterodyne/parameters.ts";
import scipy from "../../fixtures/heterodyneFit/simplex.json" with {type: "json"};
import {hooks} from "./scans.ts";

const rosenbrock = (x: ArrayLike<number>): number => {
  let sum = 0;
  for (let i = 0; i + 1 < x.length; i++) {
    const rise = x[i + 1] - x[i] * x[i];
    sum += 100 * rise * rise + (1 - x[i]) * (1 - x[i]);
  }
  return sum;
};

async function search(start: number[], steps: number, f: (x: Float64Array) => number) {
  const pace = makePace(() => undefined);
  const simplex = plainSimplex({start, steps, xatol: 1e-10, fatol: 1e-10});
  const found = await drive(simplex, (probe) => void (probe.value = f(probe.x)), {pace, steps});
  pace.close();
  return found;
}

describe("plainSimplex", () => {
  it("makes scipy's steps and evaluations on Rosenbrock's function", async () => {
    const {start, path, iterations, evaluations, x} = scipy.rosenbrock;
    const found = await search(start, 15_000, rosenbrock);
    expect(found.status).toBe("converged");
    expect(found.evaluations).toBe(evaluations);
    // scipy counts from 1
    expect(found.steps).toBe(iterations - 1);
    for (const {step, value} of path)
      expect(Math.abs(found.trace[step].value / value - 1)).toBeLessThan(1e-9);
    found.x.forEach((xi, i) => expect(Math.abs(xi - x[i])).toBeLessThan(1e-12));
  });

  it("turns away from where the objective is infinite", async () => {
    const f = (x: Float64Array) => (x[0] < 1 ? Infinity : rosenbrock(x));
    const found = await search([1.5, 2], 15_000, f);
    expect(found.x[0]).toBeGreaterThanOrEqual(1);
    expect(found.value).toBeLessThan(1e-12);
  });

  it("says when nothing around the start is finite", async () => {
    expect((await search([1, 2], 100, () => Infinity)).status).toBe("nonfinite");
  });
});

describe("heterodyne.fit with nelder-mead", () => {
  it("goes the way of the original", async () => {
    const {frames, dt, q, phi, data, start, maxiter, path, evaluations, atStart} = scipy.chi2;
    const scan = {q, dt, frames, phi, semantics: "v1" as const, data};
    const open: [number, number] = [-1e9, 1e9];
    const bounds = Object.fromEntries(NAMES.map((name) => [name, open]));
    const fit = await makeFit(hooks)(scan, {
      ...{start, bounds, active: NAMES, steps: maxiter},
      ...{method: "nelder-mead", gates: "v1", labels: "keep"}
    });
    expect(fit.status).toBe("maxSteps");
    expect(fit.trace[0].reduced).toBeLessThan(atStart);
    expect(fit.trace.at(-1).evaluations).toBe(evaluations);
    for (const {step, value, x} of path) {
      const row = fit.trace[step];
      expect(Math.abs(row.reduced / value - 1)).toBeLessThan(1e-7);
      row.theta.forEach((xi, i) => expect(Math.abs(xi - x[i])).toBeLessThan(1e-6 * Math.abs(x[i])));
    }
  });

  it("keeps within the bounds and the original's gates", async () => {
    const {frames, dt, q, phi, data, start} = scipy.chi2;
    const scan = {q, dt, frames, phi, semantics: "v1" as const, data};
    const low = start[0] * 0.98;
    const fit = await makeFit(hooks)(scan, {
      start,
      method: "nelder-mead",
      steps: 60,
      bounds: {D0_ref: [low, 1e6]}
    });
    expect(fit.trace.every(({theta}) => theta[0] >= low)).toBe(true);
    const gated = makeFit(hooks)(scan, {
      start: start.map((value, i) => (i === 6 ? 0 : value)),
      ...{method: "nelder-mead", gates: "v1", active: ["alpha_ref", "beta"], steps: 10}
    });
    expect((await gated).status).toBe("nonfinite");
  });
});
