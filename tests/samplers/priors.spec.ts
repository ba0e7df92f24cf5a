import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {makeDrawsOf} from "../../worker/samplers/draws.ts";
import {prior} from "../../worker/samplers/priors/priors.ts";
import type {Distribution} from "../../worker/samplers/types.ts";

interface Row {
  kind: "uniform" | "normal" | "lognormal" | "beta" | "gamma" | "halfnormal";
  parameters: number[];
  mean: number;
  sd: number;
  x: number[];
  logDensity: number[];
  slope: number[];
  cdf: number[];
}
const path = new URL("../fixtures/samplers/priors.json", import.meta.url);
const {laws} = JSON.parse(readFileSync(path, "utf8")) as {laws: Row[]};

function make({kind, parameters: [a, b]}: Row): Distribution {
  return kind === "halfnormal" ? prior.halfnormal(a) : prior[kind](a, b);
}

function drawMany(law: Distribution, n: number): Float64Array {
  return Float64Array.from({length: n}, (_, i) => law.sample(makeDrawsOf(3, "prior", {}, i)));
}

describe.each(laws.map((row) => [`prior.${row.kind}(${row.parameters.join(", ")})`, row] as const))(
  "%s",
  (_title, row) => {
    const law = make(row);

    it("has scipy's density, slope and moments", () => {
      row.x.forEach((x, k) => {
        expect(Math.abs(law.logDensity(x) - row.logDensity[k])).toBeLessThan(1e-11);
        expect(Math.abs(law.slope(x) - row.slope[k]) / (1 + Math.abs(row.slope[k]))).toBeLessThan(1e-5); // prettier-ignore
      });
      expect(law.mean).toBeCloseTo(row.mean, 12);
      expect(law.sd).toBeCloseTo(row.sd, 12);
    });

    it("is zero outside of its support and NaN nowhere", () => {
      for (const x of [law.lower - 1e-9, law.upper + 1e-9])
        if (Number.isFinite(x)) expect(law.logDensity(x)).toBe(-Infinity);
      expect(law.logDensity(NaN)).not.toBeGreaterThan(-Infinity);
      expect(law.logDensity(Infinity)).toBe(-Infinity);
      expect(law.logDensity(-Infinity)).toBe(-Infinity);
    });

    it("draws by its law: moments, quantiles, support", () => {
      const n = 4000;
      const x = drawMany(law, n);
      const mean = x.reduce((sum, v) => sum + v / n, 0);
      // four standard errors
      expect(Math.abs(mean - row.mean)).toBeLessThan((4 * row.sd) / Math.sqrt(n));
      row.x.forEach((quantile, k) => {
        const share = x.filter((v) => v <= quantile).length / n;
        const p = row.cdf[k];
        expect(Math.abs(share - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / n));
      });
      expect(x.every((v) => v >= law.lower && v <= law.upper && law.logDensity(v) > -Infinity)).toBe(true); // prettier-ignore
      expect(x.every((v) => Math.abs(law.logDensity(v)) < Infinity)).toBe(true);
    });
  }
);

describe("small shapes", () => {
  it("draw no number whose density is infinite", () => {
    for (const law of [prior.beta(0.01, 0.01), prior.gamma(0.001, 1)])
      expect(drawMany(law, 500).every((x) => Number.isFinite(law.logDensity(x)))).toBe(true);
  });
});

describe("prior.independent", () => {
  const made = prior.independent({a: prior.uniform(0, 2), b: prior.normal(1, 3)});

  it("adds log-densities and knows names, bounds and slopes", () => {
    expect(made.names).toEqual(["a", "b"]);
    expect([...made.lower]).toEqual([0, -Infinity]);
    expect([...made.upper]).toEqual([2, Infinity]);
    const expected = -Math.log(2) - Math.log(3) - 0.5 * Math.log(2 * Math.PI) - 0.5 * (4 / 9);
    expect(made.logDensity([1, 3])).toBeCloseTo(expected, 12);
    expect(made.logDensity([3, 3])).toBe(-Infinity);
    const out = new Float64Array(2);
    made.gradient!([1, 3], out);
    expect(out[0]).toBe(0);
    expect(out[1]).toBeCloseTo(-2 / 9, 12);
  });

  it("draws the same point for the same asker and others for others", () => {
    const at = (population: number, particle: number) => {
      const out = new Float64Array(2);
      made.sample(makeDrawsOf(1, "prior", {population}, particle), out);
      return [...out];
    };
    expect(at(0, 0)).toEqual(at(0, 0));
    expect(new Set([at(0, 0), at(0, 1), at(1, 0)].map(String)).size).toBe(3);
  });

  it("refuses what is no distribution", () => {
    expect(() => prior.independent({a: 3 as unknown as Distribution})).toThrow(
      "prior.independent: expected prior.a as a distribution such as prior.uniform(0, 1), got 3"
    );
    expect(() => prior.independent({})).toThrow(RangeError);
  });
});

describe("prior.custom", () => {
  const given = {
    names: ["x", "y"],
    lower: [0, 0],
    // uniform on the triangle x + y < 1
    logDensity: (t: ArrayLike<number>) => (t[0] + t[1] < 1 ? Math.log(2) : -Infinity),
    sample: (draws: {uniform(): number}) => {
      const [u, v] = [draws.uniform(), draws.uniform()];
      return u + v < 1 ? [u, v] : [1 - u, 1 - v];
    }
  };

  it("keeps to its bounds and takes the functions' answers", () => {
    const made = prior.custom(given);
    expect(made.logDensity([0.2, 0.3])).toBe(Math.log(2));
    expect(made.logDensity([-0.2, 0.3])).toBe(-Infinity);
    expect("gradient" in made).toBe(false);
    const out = new Float64Array(2);
    made.sample(makeDrawsOf(1, "prior", {}, 0), out);
    expect(made.logDensity(out)).toBe(Math.log(2));
  });

  it("names as many parameters as a draw has numbers where it is given no names", () => {
    const {logDensity, sample} = given;
    const made = prior.custom({logDensity, sample});
    expect(made.names).toEqual(["x1", "x2"]);
    expect([...made.lower, ...made.upper]).toEqual([-Infinity, -Infinity, Infinity, Infinity]);
    expect(made.logDensity([0.2, 0.3])).toBe(Math.log(2));
    expect(() => prior.custom({logDensity, sample: () => []})).toThrow("names of a parameter");
    const number = (() => 1) as unknown as () => number[];
    expect(() => prior.custom({logDensity, sample: number})).toThrow(
      "prior.custom: sample: expected its answer as an array of numbers, got 1"
    );
  });

  it("refuses wrong answers and wrong descriptions", () => {
    const short = prior.custom({...given, sample: () => [1]});
    expect(() => short.sample(makeDrawsOf(1, "prior", {}, 0), new Float64Array(2))).toThrow(
      "prior.custom: expected sample to give 2 numbers, got 1"
    );
    expect(() => prior.custom({...given, names: ["x", "x"]})).toThrow("different names");
    expect(() => prior.custom({...given, upper: [1]})).toThrow("expected upper of length 2");
    expect(() => prior.custom({...given, lower: [2, 0], upper: [1, 1]})).toThrow("lower below upper"); // prettier-ignore
  });
});

describe("laws' parameters", () => {
  it.each([
    ["an empty interval", () => prior.uniform(1, 1)],
    ["a negative spread", () => prior.normal(0, -1)],
    ["an infinite mean", () => prior.normal(Infinity, 1)],
    ["a shape of zero", () => prior.gamma(0, 1)],
    ["a shape of NaN", () => prior.beta(NaN, 1)]
  ])("are refused: %s", (_title, call) => {
    expect(call).toThrow(RangeError);
  });

  it("are numbers", () => {
    expect(() => prior.halfnormal("1" as unknown as number)).toThrow(
      'prior.halfnormal: expected s as a number, got "1"'
    );
  });
});
