import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {makeDraws} from "../../kernels-as/random/draws.ts";
import {toAutocovariances} from "../../worker/samplers/diagnostics/autocovariance.ts";
import {chainsOf} from "../../worker/samplers/diagnostics/chainsOf.ts";
import {diagnose} from "../../worker/samplers/diagnostics/diagnose.ts";
import {normalScore} from "../../worker/samplers/diagnostics/normalScore.ts";
import {ranks} from "../../worker/samplers/diagnostics/ranks.ts";
import type {Posterior} from "../../worker/samplers/types.ts";

interface Case {
  name: string;
  chains: number[][];
  rhat: number;
  bulkEss: number;
  tailEss: number;
}

const path = new URL("../fixtures/samplers/diagnostics.json", import.meta.url);
const {cases} = JSON.parse(readFileSync(path, "utf8")) as {cases: Case[]};

function makeNoise(chains: number, n: number): Float64Array[] {
  return Array.from({length: chains}, (_, k) => {
    const draws = makeDraws(3, 0, k);
    return Float64Array.from({length: n}, () => draws.normal());
  });
}

describe("diagnose", () => {
  it.each(cases)("agrees with the paper's formulas on chains that are $name", (given) => {
    const {rhat, bulkEss, tailEss} = diagnose(given.chains);
    expect(Math.abs(rhat / given.rhat - 1)).toBeLessThan(1e-10);
    expect(Math.abs(bulkEss / given.bulkEss - 1)).toBeLessThan(1e-10);
    expect(Math.abs(tailEss / given.tailEss - 1)).toBeLessThan(1e-10);
  });

  it("does not change with a rising transformation of the values", () => {
    const chains = makeNoise(4, 200);
    const stretched = chains.map((chain) => chain.map((x) => Math.exp(3 * x)));
    // the folded half of R-hat looks at distances from the median, so only the others keep their bits
    expect(diagnose(stretched).bulkEss).toBe(diagnose(chains).bulkEss);
    expect(diagnose(stretched).tailEss).toBe(diagnose(chains).tailEss);
  });

  it("finds long independent chains worth about as much as they are", () => {
    const {rhat, bulkEss, tailEss} = diagnose(makeNoise(4, 25_000));
    expect(rhat).toBeLessThan(1.001);
    expect(bulkEss / 100_000).toBeCloseTo(1, 1);
    expect(tailEss / 100_000).toBeCloseTo(1, 1);
  });

  it("compares the halves of a single chain", () => {
    const [noise] = makeNoise(1, 500);
    const {rhat, bulkEss, tailEss} = diagnose([noise]);
    expect(rhat).toBeLessThan(1.01);
    expect(diagnose([noise.map((x, i) => x + i / 250)]).rhat).toBeGreaterThan(1.1);
    expect(bulkEss).toBeGreaterThan(300);
    expect(tailEss).toBeGreaterThan(300);
  });

  it("gives what does not vary its number of samples, and no R-hat", () => {
    const flat = [new Float64Array(40).fill(2), new Float64Array(40).fill(2)];
    expect(diagnose(flat)).toEqual({rhat: NaN, bulkEss: 80, tailEss: 80});
  });

  it("finds chains that stay at different values infinitely apart", () => {
    const apart = diagnose([new Float64Array(40).fill(1), new Float64Array(40).fill(2)]);
    expect(apart.rhat).toBe(Infinity);
    expect(apart.bulkEss).toBeLessThan(4);
  });

  it("gives NaN where a sample is NaN or there are fewer than four", () => {
    const nothing = {rhat: NaN, bulkEss: NaN, tailEss: NaN};
    expect(
      diagnose([
        [1, 2, NaN, 3, 4],
        [1, 2, 3, 4, 5]
      ])
    ).toEqual(nothing);
    expect(
      diagnose([
        [1, 2, 3],
        [1, 3, 2]
      ])
    ).toEqual(nothing);
    expect(diagnose([[], []])).toEqual(nothing);
    expect(
      diagnose([
        [1, 3, 2, 5],
        [2, 4, 3, 1]
      ]).rhat
    ).toBeGreaterThan(0);
  });

  it("leaves out the middle of an odd number of samples", () => {
    const [a, b] = makeNoise(2, 41);
    const extreme = (x: Float64Array) => x.map((value, i) => (i === 20 ? 0.001 * value : value));
    expect(diagnose([a, b]).bulkEss).toBe(diagnose([extreme(a), extreme(b)]).bulkEss);
  });

  it("refuses what are no chains", () => {
    expect(() => diagnose([])).toThrow("mcmc.diagnose: expected at least one chain, got none");
    expect(() => diagnose([[1, 2], [1]])).toThrow(
      "mcmc.diagnose: expected chains of one length, got 2 and 1"
    );
    expect(() => diagnose([3 as unknown as number[]])).toThrow(TypeError);
    expect(() => diagnose(3 as unknown as number[][])).toThrow(
      "mcmc.diagnose: expected chains as an array of vectors, got 3"
    );
  });
});

describe("what diagnoses are made of", () => {
  it("inverts the normal law from tail to tail", () => {
    // scipy.stats.norm.ppf
    const known: [number, number][] = [
      [0.5, 0],
      [0.4999999, -2.5066282746310444e-7],
      [0.1, -1.2815515655446004],
      [0.975, 1.959963984540054],
      [1e-6, -4.753424308822899],
      [1e-15, -7.941345326170998]
    ];
    for (const [p, z] of known) expect(Math.abs(normalScore(p) - z)).toBeLessThan(1e-14);
  });

  it.each([2, 3, 8, 33, 100])(
    "transforms to autocovariances summed directly, of %i samples",
    (n) => {
      const chains = makeNoise(3, n);
      toAutocovariances(chains).forEach((covariances, k) => {
        const x = chains[k];
        const mean = x.reduce((sum, value) => sum + value, 0) / n;
        expect(covariances.length).toBe(n);
        covariances.forEach((covariance, t) => {
          let sum = 0;
          for (let i = 0; i + t < n; i++) sum += (x[i] - mean) * (x[i + t] - mean);
          expect(Math.abs(covariance - sum / n)).toBeLessThan(1e-14);
        });
      });
    }
  );
});

describe("ranks", () => {
  it("count every sample once, and classes of the pooled ranks are equally full", () => {
    const counts = ranks(makeNoise(4, 250), 10);
    expect(counts.map((row) => row.reduce((a, b) => a + b))).toEqual([250, 250, 250, 250]);
    for (let bin = 0; bin < 10; bin++)
      expect(counts.reduce((sum, row) => sum + row[bin], 0)).toBe(100);
  });

  it("tell chains apart that lie apart", () => {
    expect(
      ranks(
        [
          [1, 2, 3, 4],
          [5, 6, 7, 8]
        ],
        2
      )
    ).toEqual([new Float64Array([4, 0]), new Float64Array([0, 4])]);
  });

  it("put equal values into the class of their mean rank, and NaN into none", () => {
    expect(
      ranks(
        [
          [1, 1, 1, NaN],
          [0, 2, 2, NaN]
        ],
        3
      )
    ).toEqual([new Float64Array([0, 3, 0]), new Float64Array([1, 0, 2])]);
  });

  it("refuse no classes", () => {
    expect(() => ranks([[1, 2]], 0)).toThrow("mcmc.ranks: expected bins as an integer from 1");
  });
});

describe("chainsOf", () => {
  const posterior = {
    names: ["a", "b"],
    samples: [new Float64Array([1, 2, 3, 4, 5, 6]), new Float64Array([7, 8, 9, 10, 11, 12])],
    chains: 2
  } as unknown as Posterior;

  it("cuts a parameter by name or place into copies of its chains", () => {
    const chains = [new Float64Array([7, 8, 9]), new Float64Array([10, 11, 12])];
    expect(chainsOf(posterior, "b")).toEqual(chains);
    expect(chainsOf(posterior, 1)).toEqual(chains);
    chainsOf(posterior, "b")[0][0] = 0;
    expect(posterior.samples[1][0]).toBe(7);
  });

  it("refuses a parameter that there is not", () => {
    expect(() => chainsOf(posterior, "c")).toThrow('mcmc.chainsOf: expected one of a, b, got "c"');
    expect(() => chainsOf(posterior, 2)).toThrow("mcmc.chainsOf: expected one of a, b, got 2");
  });
});
