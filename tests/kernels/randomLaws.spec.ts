// That real draws follow their laws. Seeds are fixed, so a test that passes passes always; under a fresh
// seed each bound would fail with probability P, and there are about 150: one run in 10,000.
import {describe, expect, it} from "vitest";
import {makeDraws} from "../../kernels-as/random/draws.ts";
import {standardExponential} from "../../kernels-as/random/exponential/reference.ts";
import {radius} from "../../kernels-as/random/normal/polar.ts";
import {drawCompiled} from "./randomDraws.ts";
import {
  correlationDeviate,
  gammaCdf,
  kolmogorov,
  kolmogorovBound,
  mean,
  normalCdf,
  P,
  Z
} from "./randomStatistics.ts";

const D = kolmogorovBound(P);
const SEEDS = [1, 2, -99];

interface Case {
  name: string;
  draw: (seed: number, n: number) => Float64Array;
  cdf: (x: number) => number;
  mean: number;
  variance: number;
  /** fourth central moment over the squared variance. */
  kurtosis: number;
}

const CASES: Case[] = [
  {
    name: "uniform",
    draw: (seed, n) => drawCompiled("uniform", seed, 0, {}, n),
    cdf: (x) => Math.min(Math.max(x, 0), 1),
    mean: 0.5,
    variance: 1 / 12,
    kurtosis: 1.8
  },
  {
    name: "normal",
    draw: (seed, n) => drawCompiled("normal", seed, 0, {mean: 2, sd: 0.5}, n),
    cdf: (x) => normalCdf((x - 2) / 0.5),
    mean: 2,
    variance: 0.25,
    kurtosis: 3
  },
  {
    name: "exponential",
    draw: (seed, n) => drawCompiled("exponential", seed, 0, {scale: 4}, n),
    cdf: (x) => -Math.expm1(-x / 4),
    mean: 4,
    variance: 16,
    kurtosis: 9
  },
  ...[0.1, 0.9, 1, 2.5, 100].map((k): Case => ({
    name: `gamma ${k}`,
    draw: (seed, n) => drawCompiled("gamma", seed, 0, {shape: k, scale: 3}, n),
    cdf: (x) => gammaCdf(k, x / 3),
    mean: 3 * k,
    variance: 9 * k,
    kurtosis: 3 + 6 / k
  })),
  {
    name: "normal, one by one",
    draw: (seed, n) => drawOneByOne(seed, n, (draws) => draws.normal()),
    cdf: normalCdf,
    mean: 0,
    variance: 1,
    kurtosis: 3
  },
  {
    name: "gamma 0.4, one by one",
    draw: (seed, n) => drawOneByOne(seed, n, (draws) => draws.gamma(0.4)),
    cdf: (x) => gammaCdf(0.4, x),
    mean: 0.4,
    variance: 0.4,
    kurtosis: 18
  }
];

function drawOneByOne(
  seed: number,
  n: number,
  draw: (draws: ReturnType<typeof makeDraws>) => number
): Float64Array {
  const draws = makeDraws(seed, 3, 4);
  return Float64Array.from({length: n}, () => draw(draws));
}

describe.each(CASES)("$name", (law) => {
  const n = law.name.endsWith("one by one") ? 60_000 : 300_000;

  it("has the mean and the variance of its law, within five standard errors", () => {
    for (const seed of SEEDS) {
      const draws = law.draw(seed, n);
      const m = mean(draws);
      expect(Math.abs(m - law.mean)).toBeLessThan(Z * Math.sqrt(law.variance / n));
      const variance = mean(draws.map((x) => (x - law.mean) ** 2));
      const error = law.variance * Math.sqrt((law.kurtosis - 1) / n);
      expect(Math.abs(variance - law.variance)).toBeLessThan(Z * error);
    }
  });

  it("has the distribution function of its law (Kolmogorov, Smirnov)", () => {
    for (const seed of SEEDS) expect(kolmogorov(law.draw(seed, n), law.cdf)).toBeLessThan(D);
  });
});

describe("tails", () => {
  it("reach what the words can give", () => {
    expect(radius(0, 0)).toBeCloseTo(Math.sqrt(130 * Math.LN2), 12);
    expect(standardExponential(0, 0)).toBeCloseTo(65 * Math.LN2, 12);
    expect(Object.is(standardExponential(0xffffffff, 0xffffffff), 0)).toBe(true);
  });

  it("of the normal law beyond 3, 4 and 5 are as full as they should be, on both sides", () => {
    const n = 4_000_000;
    const beyond = new Map([3, 4, 5, -3, -4, -5].map((bound) => [bound, 0]));
    for (const stream of [0, 1, 2]) {
      for (const z of drawCompiled("normal", 7, stream, {mean: 0, sd: 1}, n)) {
        if (Math.abs(z) < 3) continue;
        for (const [bound, found] of beyond) if (z / bound > 1) beyond.set(bound, found + 1);
      }
    }
    for (const [bound, found] of beyond) {
      const expected = 3 * n * normalCdf(-Math.abs(bound));
      // Poisson; near 3 the normal deviate of the count, with a count's slack where few are expected
      expect(Math.abs(found - expected), `beyond ${bound}`).toBeLessThan(
        Z * Math.sqrt(expected) + 3
      );
    }
  });

  it("of the exponential law: as many beyond 8 and 12 means as there should be", () => {
    const n = 4_000_000;
    const draws = drawCompiled("exponential", 8, 0, {scale: 1}, n);
    for (const bound of [8, 12]) {
      const expected = n * Math.exp(-bound);
      const found = draws.reduce((sum, x) => sum + (x > bound ? 1 : 0), 0);
      expect(Math.abs(found - expected)).toBeLessThan(Z * Math.sqrt(expected) + 3);
    }
  });
});

describe("independence", () => {
  const n = 200_000;
  const uniform = (seed: number, stream: number) => drawCompiled("uniform", seed, stream, {}, n);
  const normal = (seed: number, stream: number) =>
    drawCompiled("normal", seed, stream, {mean: 0, sd: 1}, n);
  const near = (a: Float64Array, b: Float64Array) =>
    expect(Math.abs(correlationDeviate(a, b))).toBeLessThan(Z);

  it("neighbours do not know one another, nor do their squares", () => {
    for (const draws of [uniform(31, 0).map((u) => u - 0.5), normal(31, 0)]) {
      const squares = draws.map((x) => x * x);
      for (const lag of [1, 2, 3, 4, 8]) {
        near(draws, draws.subarray(lag));
        near(squares, squares.subarray(lag));
      }
    }
  });

  it("nor do streams, seeds and laws", () => {
    near(uniform(31, 0), uniform(31, 1));
    near(uniform(31, 0), uniform(31, 2 ** 32));
    near(uniform(31, 0), uniform(32, 0));
    near(uniform(31, 0), uniform(-31, 0));
    near(uniform(31, 0), normal(31, 0));
    near(uniform(31, 0), drawCompiled("exponential", 31, 0, {scale: 1}, n));
    near(normal(31, 0), drawCompiled("gamma", 31, 0, {shape: 2, scale: 1}, n));
  });

  it("sequences drawn one by one go on where they were left, and differ by index", () => {
    const whole = makeDraws(41, 2, 3);
    const all = Array.from({length: 10}, () => whole.uniform());
    const rest = makeDraws(41, 2, 3, 4);
    expect(Array.from({length: 6}, () => rest.uniform())).toEqual(all.slice(4));
    expect(rest.taken).toBe(10);
    const other = makeDraws(41, 2, 4);
    near(
      Float64Array.from({length: n}, () => whole.normal()),
      Float64Array.from({length: n}, () => other.normal())
    );
  });
});
