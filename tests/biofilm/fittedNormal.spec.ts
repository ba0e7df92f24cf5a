import {describe, expect, it} from "vitest";
import {fitNormal} from "../../worker/biofilm/calibrate/fittedNormal.ts";
import {drawNormals} from "../../worker/biofilm/noise.ts";
import {makeDrawsOf} from "../../worker/samplers/draws.ts";

const box = (z: Float64Array) => ({lower: 0, upper: 3, z});
const z = drawNormals(1, "mass", "M1", 20_000);

/** A ridge that the box cuts off. */
const mean = Float64Array.of(0.4, 1.5);
const covariance = Float64Array.of(0.09, -0.05, -0.05, 0.04);
const law = fitNormal(mean, covariance, box(z));

describe("a normal law in a box", () => {
  it("has the normal's density inside, normalised over the box", () => {
    const h = 0.01;
    let sum = 0;
    for (let i = 0; i < 300; i++)
      for (let j = 0; j < 300; j++)
        sum += Math.exp(law.logDensity([(i + 0.5) * h, (j + 0.5) * h], 0)) * h * h;
    expect(sum).toBeGreaterThan(0.98);
    expect(sum).toBeLessThan(1.02);
    const det = 0.09 * 0.04 - 0.05 ** 2;
    const [dx, dy] = [0.1, 0.2];
    const square = (0.04 * dx * dx + 2 * 0.05 * dx * dy + 0.09 * dy * dy) / det;
    const difference = law.logDensity([0.5, 1.7], 0) - law.logDensity(mean, 0);
    expect(difference).toBeCloseTo(-0.5 * square, 12);
    expect(law.logDensity([-0.01, 1.5], 0)).toBe(-Infinity);
    expect(law.logDensity([1, 3.01], 0)).toBe(-Infinity);
  });

  it("has the density's derivative, anywhere in a longer point", () => {
    const point = Float64Array.of(9, 0.6, 1.4, 9);
    const out = new Float64Array(4).fill(7);
    law.gradient(point, out, 1);
    for (const k of [1, 2]) {
      const [above, below] = [point.slice(), point.slice()];
      above[k] += 1e-5;
      below[k] -= 1e-5;
      const slope = (law.logDensity(above, 1) - law.logDensity(below, 1)) / 2e-5;
      expect(out[k]).toBeCloseTo(slope, 5);
    }
    expect([out[0], out[3]]).toEqual([7, 7]);
  });

  it("draws from it: inside, and with its moments", () => {
    const n = 4000;
    const x = [new Float64Array(n), new Float64Array(n)];
    const point = new Float64Array(2);
    for (let j = 0; j < n; j++) {
      law.sample(makeDrawsOf(1, "prior", {}, j), point, 0);
      point.forEach((value, k) => (x[k][j] = value));
    }
    expect(Math.min(...x[0])).toBeGreaterThan(0);
    expect(Math.min(...x[0])).toBeLessThan(0.02);
    // moments of the cut-off law, by sums over a fine grid
    let [mass, first, product] = [0, 0, 0];
    for (let i = 0; i < 150; i++)
      for (let j = 0; j < 150; j++) {
        const [a, b] = [(i + 0.5) * 0.02, (j + 0.5) * 0.02];
        const p = Math.exp(law.logDensity([a, b], 0));
        mass += p;
        first += p * a;
        product += p * a * b;
      }
    const average = (f: (j: number) => number) =>
      Array.from({length: n}, (_, j) => f(j)).reduce((sum, value) => sum + value) / n;
    expect(average((j) => x[0][j])).toBeCloseTo(first / mass, 1);
    expect(Math.abs(average((j) => x[0][j]) - first / mass)).toBeLessThan(4 * (0.3 / Math.sqrt(n)));
    expect(average((j) => x[0][j] * x[1][j])).toBeCloseTo(product / mass, 1);
  });

  it("bears a covariance without a root", () => {
    const flat = fitNormal(mean, Float64Array.of(0.01, 0.01, 0.01, 0.01), box(z));
    expect(flat.logDensity(mean, 0)).toBeGreaterThan(0);
    expect(() => fitNormal(mean, Float64Array.of(NaN, 0, 0, 1), box(z))).toThrow("not finite");
  });
});
