import {describe, expect, it} from "vitest";
import {errorOf, lotkaVolterra, robertson, type Reference} from "./fits.ts";
import {compileLotkaVolterra, models, refine} from "./part.ts";
import type {Refined} from "../../../worker/api.ts";

const {t, exact, data, start, base, initial, bounded, weighted, missing} = lotkaVolterra;
const u0 = [1, 0.5];
const lv = await compileLotkaVolterra();

function expectFit(found: Refined, reference: Reference, near = 1e-7): void {
  expect(found.status).toBe("converged");
  const unknowns = reference.covariance.length === 36 ? [...found.p, ...found.u0] : found.p;
  expect(errorOf(unknowns, reference.x)).toBeLessThan(near);
  expect(Math.abs(found.sse / reference.sse - 1)).toBeLessThan(near);
  expect(errorOf(found.covariance, reference.covariance)).toBeLessThan(10 * near);
}

describe("refine", () => {
  it("finds from the collocation's estimate what SciPy finds: parameters, misfit, covariance", async () => {
    const found = await refine(lv, {data, t, u0, start});
    expectFit(found, base);
    expect(found.u0).toEqual(Float64Array.from(u0));
    expect(found.names).toEqual(["p0", "p1", "p2", "p3"]);
    expect(found.stats.evaluations).toBeGreaterThan(100);
    expect(found.stats.reproducible).toBe(true);
  });

  it("tells errors, correlation, intervals, residuals and bias as they follow from these", async () => {
    const found = await refine(lv, {data, t, u0, start});
    const {p, covariance, errors, correlation, intervals, residuals, fitted, bias, sigma} = found;
    expect(sigma).toBeCloseTo(Math.sqrt(base.sse / 196), 9);
    p.forEach((value, i) => {
      expect(errors[i]).toBeCloseTo(Math.sqrt(base.covariance[5 * i]), 7);
      // Student's t for 196 degrees of freedom
      expect((intervals[i][1] - value) / errors[i]).toBeCloseTo(1.972141222, 8);
      expect((value - intervals[i][0]) / errors[i]).toBeCloseTo(1.972141222, 8);
      expect(bias[i]).toBe(start[i] - value);
      expect(correlation[5 * i]).toBe(1);
    });
    expect(correlation[1]).toBeCloseTo(covariance[1] / (errors[0] * errors[1]), 12);
    let sum = 0;
    residuals.forEach((row, i) =>
      row.forEach((r, k) => {
        expect(r).toBe(data[i][k] - fitted[i][k]);
        sum += r * r;
      })
    );
    expect(sum).toBeCloseTo(found.sse, 12);
    expect(found.trace[0].value).toBeGreaterThan(found.trace.at(-1).value);
    expect(found.trace.at(-1).value).toBe(found.sse);
  });

  it("estimates the initial state where it is asked to, and where none is given", async () => {
    expectFit(await refine(lv, {data, t, u0, start, fitInitial: true}), initial);
    const found = await refine(lv, {data, t, start});
    expectFit(found, initial);
    expect(found.names.slice(4)).toEqual(["u0[0]", "u0[1]"]);
    expect(found.intervals).toHaveLength(6);
  });

  it("keeps to bounds, and says which of them hold", async () => {
    const bounds = [[0, null], [0.99, null], [null, 2.8], [0, null]] as [number | null, number | null][]; // prettier-ignore
    const found = await refine(lv, {data, t, u0, start, bounds});
    expect(found.status).toBe("converged");
    expect(errorOf(found.p, bounded.x)).toBeLessThan(1e-7);
    expect(found.p[2]).toBe(2.8);
    expect(found.advice).toContain("p2");
    expect(found.errors[2]).toBe(0);
    const sides = {lower: [0, 0.99, -Infinity, 0], upper: [9, 9, 2.8, 9]};
    const other = await refine(lv, {data, t, u0, start, bounds: sides});
    expect(errorOf(other.p, bounded.x)).toBeLessThan(1e-7);
  });

  it("weights by sigma, a vector a series, and takes its size as known", async () => {
    const found = await refine(lv, {data, t, u0, start, sigma: weighted.sigma});
    expectFit(found, weighted);
    expect((found.intervals[0][1] - found.p[0]) / found.errors[0]).toBeCloseTo(
      1.959963984540054,
      9
    );
    expect(found.residuals[1][7]).toBe(
      (data[1][7] - found.fitted[1][7]) * (1 / weighted.sigma[1][7])
    );
    const plain = await refine(lv, {data, t, u0, start, sigma: [2, 2]});
    expect(errorOf(plain.p, base.x)).toBeLessThan(1e-7);
    expect(plain.sse).toBeCloseTo(base.sse / 4, 9);
  });

  it("leaves missing values out, at irregular times, in any order", async () => {
    const sparse = missing.data.map((row) => row.map((value) => value ?? NaN));
    const found = await refine(lv, {data: sparse, t: missing.t, start});
    expectFit(found, missing);
    expect(found.residuals[1][0]).toBeNaN();
    expect(found.fitted[1][0]).toBeGreaterThan(0);
    const turned = await refine(lv, {
      data: sparse.map((row) => row.slice().reverse()),
      t: missing.t.slice().reverse(),
      start
    });
    expect(turned.p).toEqual(found.p);
    expect(turned.fitted[0].slice().reverse()).toEqual(found.fitted[0]);
  });

  it("fits stiff reactions with constants of very different sizes by rodas", async () => {
    const text = `(u, p) => {
      const a = p[0] * u[0], b = p[1] * u[1] * u[2], c = p[2] * u[1] * u[1];
      return [-a + b, a - b - c, c];
    }`;
    const model = await models.compile(text, {u: 3, p: 3});
    const {x, sse, covariance, n: _count, ...known} = robertson;
    const found = await refine(model, {...known, u0: [1, 0, 0], atol: 1e-12, method: "rodas"});
    expect(found.status).toBe("converged");
    x.forEach((value, i) => {
      expect(Math.abs(found.p[i] / value - 1)).toBeLessThan(1e-6);
      expect(Math.abs(found.covariance[4 * i] / covariance[4 * i] - 1)).toBeLessThan(1e-5);
    });
    expect(Math.abs(found.sse / sse - 1)).toBeLessThan(1e-6);
  });

  it("compiles plain functions, whatever they call their arguments", async () => {
    const rhs = (x: number[], k: number[]) => [
      k[0] * x[0] - k[1] * x[0] * x[1],
      -k[2] * x[1] + k[3] * x[0] * x[1]
    ];
    const found = await refine(rhs, {data, t, u0, start});
    expectFit(found, base);
    expect(found.stats.reproducible).toBe(true);
  });

  it("takes differences of what does not compile", async () => {
    const calls = {count: 0};
    const rhs = (u: number[], p: number[]) => {
      calls.count++;
      return [p[0] * u[0] - p[1] * u[0] * u[1], -p[2] * u[1] + p[3] * u[0] * u[1]];
    };
    const found = await refine(rhs, {data, t, u0, start});
    expectFit(found, base, 1e-6);
    expect(calls.count).toBeGreaterThan(100);
    expect(found.stats.reproducible).toBe(false);
    const stiff = refine(rhs, {data, t, u0, start, method: "rodas"});
    await expect(stiff).rejects.toThrow(/expected a model that compiles for method "rodas"/);
  });

  it("follows derivatives that are smaller than the states' own tolerance", async () => {
    // at the start u stays 0 for all times, and by p it is 5e-11·sin(20·t): who looks at u alone takes one step
    const rate = await models.compile("(u, p, t) => [(p[0] - 1e9) * 1e-9 * Math.cos(20 * t)]", {
      u: 1,
      p: 1,
      t: 1
    });
    const data = t.map(() => 0);
    const found = await refine(rate, {data, t, u0: [0], start: [1e9], sigma: [1]});
    expect(found.p[0]).toBe(1e9);
    const squares = t.reduce((sum, s) => sum + (5e-11 * Math.sin(20 * s)) ** 2, 0);
    expect(Math.abs(found.errors[0] * Math.sqrt(squares) - 1)).toBeLessThan(1e-5);
  });

  it.each(["tsit5", "vern7", "rodas", "bdf"] as const)(
    "converges on exact data, where only the solver's own errors are left, by %s",
    async (method) => {
      for (const rtol of [1e-4, 1e-6, 1e-8])
        for (const fitInitial of [false, true]) {
          const from = [1.5, 1, 3, 1];
          const call = {
            data: exact,
            t,
            u0,
            start: from,
            fitInitial,
            method,
            rtol,
            atol: rtol / 100
          };
          const found = await refine(lv, call);
          expect(found.status).toBe("converged");
          expect(errorOf(found.p, [1.5, 1, 3, 1])).toBeLessThan(100 * rtol);
        }
    }
  );

  it("takes one series as a vector", async () => {
    const decay = (u: number[], p: number[]) => -p[0] * u[0];
    const times = [0, 1, 2, 3];
    const found = await refine(decay, {
      data: times.map((s) => 2 * Math.exp(-0.5 * s)),
      t: times,
      start: [0.3]
    });
    expect(found.status).toBe("converged");
    expect(errorOf(found.p, [0.5])).toBeLessThan(1e-7);
    expect(errorOf(found.u0, [2])).toBeLessThan(1e-7);
  });
});
