// Laws of the parameters: normalised, drawn as they say, within their bounds.
import {describe, expect, it} from "vitest";
import {logUniform, truncatedNormal} from "../../../worker/heterodyne/posterior/laws.ts";
import {makePrior} from "../../../worker/heterodyne/posterior/prior.ts";
import {NAMES, PARAMETERS} from "../../../worker/heterodyne/parameters.ts";
import {uniform} from "../../../worker/samplers/priors/continuous.ts";
import {makeDrawsOf} from "../../../worker/samplers/draws.ts";
import type {Distribution} from "../../../worker/samplers/types.ts";

/** 1, mean and mean square, by Simpson's rule. */
function integrate(law: Distribution, n = 20000): number[] {
  const {lower, upper} = law;
  const h = (upper - lower) / n;
  const sums = [0, 0, 0];
  for (let k = 0; k <= n; k++) {
    const x = Math.min(lower + k * h, upper);
    const factor = ((k === 0 || k === n ? 1 : k % 2 === 1 ? 4 : 2) * h) / 3;
    const p = factor * Math.exp(law.logDensity(x));
    sums.forEach((_, power) => (sums[power] += p * x ** power));
  }
  return sums;
}

describe.each<[string, Distribution]>([
  ["both sides", truncatedNormal("t", [0.25, 0.1], [0, 1])],
  ["a short piece", truncatedNormal("t", [0, 1], [-0.1, 0.2])],
  ["the upper tail", truncatedNormal("t", [0, 1], [5, 9])],
  ["the lower tail", truncatedNormal("t", [10, 2], [-3, 1])],
  ["along the logarithm", logUniform(0.5, 40)]
])("%s", (_, law) => {
  const [one, first, second] = integrate(law);

  it("is normalised, with its mean, deviation and slope", () => {
    expect(one).toBeCloseTo(1, 7);
    expect(first / law.mean).toBeCloseTo(1, 7);
    expect(Math.sqrt(second - first * first) / law.sd).toBeCloseTo(1, 5);
    expect(law.logDensity(law.lower - 1e-9)).toBe(-Infinity);
    expect(law.logDensity(law.upper + 1e-9)).toBe(-Infinity);
    const x = law.lower + 0.3 * (law.upper - law.lower);
    const h = 1e-5 * (law.upper - law.lower);
    const slope = (law.logDensity(x + h) - law.logDensity(x - h)) / (2 * h);
    expect(law.slope(x) / slope).toBeCloseTo(1, 5);
  });

  it("draws what it says", () => {
    const draws = makeDrawsOf(1, "prior", {}, 0);
    const n = 4000;
    const xs = Array.from({length: n}, () => law.sample(draws));
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(law.lower);
    expect(Math.max(...xs)).toBeLessThanOrEqual(law.upper);
    const mean = xs.reduce((sum, x) => sum + x, 0) / n;
    const sd = Math.sqrt(xs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / n);
    expect(Math.abs(mean - law.mean)).toBeLessThan((4 * law.sd) / Math.sqrt(n));
    expect(Math.abs(sd / law.sd - 1)).toBeLessThan(0.1);
  });
});

describe("heterodyne.prior", () => {
  it("has laws within the bounds, of all but f2", () => {
    const prior = makePrior();
    expect(prior.names).toEqual(NAMES.filter((name) => name !== "f2"));
    prior.names.forEach((name, k) => {
      const {bounds} = PARAMETERS.find((parameter) => parameter.name === name)!;
      expect([prior.lower[k] >= bounds[0], prior.upper[k]]).toEqual([true, bounds[1]]);
    });
    // sizes, even along the logarithm: a factor of e is as likely anywhere
    const [low, high] = [200, 2000].map((D0) => {
      const point = prior.names.map((name) => (name.startsWith("D0") ? D0 : 0.1));
      return prior.logDensity(point);
    });
    expect(high - low).toBeCloseTo(-2 * Math.log(10), 10);
  });

  it("has the original's laws, and even ones", () => {
    const v1 = makePrior({from: "v1", parameters: ["v0", "f2"]});
    expect([...v1.lower, ...v1.upper]).toEqual([0, 0, 1e4, 1]);
    const peak = v1.logDensity([1000, 0.25]);
    expect(peak - v1.logDensity([1100, 0.25])).toBeCloseTo(0.5, 12);
    expect(peak - v1.logDensity([1000, 0.45])).toBeCloseTo(2, 12);
    const even = makePrior({from: "uniform", parameters: ["beta"], bounds: {beta: [-1, 0]}});
    expect([even.logDensity([-0.3]), even.logDensity([0.1])]).toEqual([0, -Infinity]);
  });

  it("takes bounds and laws by name", () => {
    const law = uniform(1, 2);
    const prior = makePrior({parameters: ["phi0", "v0"], bounds: {phi0: [-1, 3]}, laws: {v0: law}});
    expect([...prior.lower, ...prior.upper]).toEqual([-1, 1, 3, 2]);
    expect(() => makePrior({bounds: {phi0: [3, 1]}})).toThrow("lower of the bounds of phi0 first");
    expect(() => makePrior({bounds: {phi: [0, 1]} as object})).toThrow("did you mean phi0?");
    expect(() => makePrior({bounds: {phi0: 3} as object})).toThrow("[lower, upper], finite, got 3");
    expect(() => makePrior({bounds: {v0: [0, 1]}, laws: {v0: law}})).toThrow("got it in both");
    expect(() => makePrior({from: "v3" as "v1"})).toThrow('expected from as one of "default"');
    expect(() => makePrior({laws: {v0: 3} as object})).toThrow(
      "expected prior.v0 as a distribution"
    );
    expect(() => makePrior({bounds: {alpha_ref: [900, 901]}})).toThrow("bounds nearer to the law");
  });
});
