import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {LAWS} from "../../../kernels-as/random/counter.ts";
import {PURPOSES, toStream, toWords, uniformOf} from "../../../worker/samplers/draws.ts";
import {combine, toLineageVariance} from "../../../worker/samplers/tmcmc/evidence.ts";
import {chooseStep, effectiveNumber, weigh} from "../../../worker/samplers/tmcmc/ladder.ts";
import {countRuns, resample} from "../../../worker/samplers/tmcmc/resampling.ts";
import {factorise, toHalves} from "../../../worker/samplers/tmcmc/shape.ts";
import {toBridge} from "../../../worker/samplers/tmcmc/thermodynamics.ts";
import {toSweeps} from "../../../worker/samplers/tmcmc/tuning.ts";

function finish<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const {done, value} = work.next();
    if (done) return value;
  }
}

const logs = fc.array(fc.double({min: -500, max: 50, noNaN: true}), {minLength: 20, maxLength: 60});

describe("weights", () => {
  it("have ESS = N/(1 + CoV²), and the mean of the likelihoods", () => {
    fc.assert(
      fc.property(logs, fc.double({min: 1e-6, max: 2, noNaN: true}), (values, step) => {
        const l = Float64Array.from(values);
        const n = l.length;
        const {weights, ess, cov, logMean} = weigh(l, step);
        expect(ess * (1 + cov * cov)).toBeCloseTo(n, 6);
        expect(weights.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
        expect(ess).toBeCloseTo(1 / weights.reduce((sum, w) => sum + w * w, 0), 6);
        const top = Math.max(...values.map((v) => v * step));
        const mean = values.reduce((sum, v) => sum + Math.exp(v * step - top) / n, 0);
        expect(logMean).toBeCloseTo(top + Math.log(mean), 9);
      })
    );
  });

  it("survive likelihoods that no exponential holds", () => {
    const {weights, logMean} = weigh(Float64Array.of(-1e6, -1e6 - 1, -Infinity), 1);
    expect(weights[0]).toBeCloseTo(1 / (1 + Math.exp(-1)), 12);
    expect(weights[2]).toBe(0);
    expect(logMean).toBeCloseTo(-1e6 + Math.log((1 + Math.exp(-1)) / 3), 6);
    expect(weigh(Float64Array.of(1e5, 1e5), 1).logMean).toBe(1e5);
  });
});

describe("a step of β", () => {
  it("leaves the wished share effective, or is all that is left", () => {
    fc.assert(
      fc.property(logs, fc.double({min: 0.2, max: 0.95, noNaN: true}), (values, share) => {
        const l = Float64Array.from(values);
        const step = finish(chooseStep(l, 1, share));
        const ess = effectiveNumber(l, step);
        if (step === 1) expect(ess).toBeGreaterThanOrEqual(share * l.length);
        else expect(ess / l.length).toBeCloseTo(share, 5);
      })
    );
  });

  it("goes on where most prior draws have no likelihood at all", () => {
    const l = Float64Array.from({length: 1000}, (_, i) => (i < 50 ? -i : -Infinity));
    const step = finish(chooseStep(l, 1, 0.5));
    expect(effectiveNumber(l, step)).toBeCloseTo(25, 4);
  });

  it("finds steps of a hundred-thousandth", () => {
    const l = Float64Array.from({length: 500}, (_, i) => -2328 - 241.3 * i);
    const step = finish(chooseStep(l, 1, 0.5));
    expect(step).toBeGreaterThan(1e-6);
    expect(step).toBeLessThan(1e-4);
    expect(effectiveNumber(l, step)).toBeCloseTo(250, 3);
  });
});

describe("systematic resampling", () => {
  it("gives each particle its share of copies, rounded down or up, in order", () => {
    fc.assert(
      fc.property(logs, fc.double({min: 0, max: 0.999999, noNaN: true}), (values, u) => {
        const {weights} = weigh(Float64Array.from(values), 0.05);
        const n = weights.length;
        const ancestors = resample(weights, u);
        const counts = new Array<number>(n).fill(0);
        ancestors.forEach((a) => counts[a]++);
        counts.forEach((count, i) => {
          expect(count).toBeGreaterThanOrEqual(Math.floor(n * weights[i] - 1e-9));
          expect(count).toBeLessThanOrEqual(Math.ceil(n * weights[i] + 1e-9));
        });
        expect(ancestors.every((a, i) => i === 0 || a >= ancestors[i - 1])).toBe(true);
        expect(countRuns(ancestors)).toBe(new Set(ancestors).size);
      })
    );
  });

  it("never takes a particle of weight zero, whatever the rounding", () => {
    expect([...resample(Float64Array.of(0, 0.5, 0, 0.4999999999, 0), 0.9999999)]).toEqual([1, 1, 3, 3, 3]); // prettier-ignore
  });
});

describe("the shape of moves", () => {
  it("is the weighted covariance of the other half", () => {
    const n = 400;
    const x = Float64Array.from({length: n}, (_, i) => Math.sin(i * i) * (i < 200 ? 1 : 10));
    const y = Float64Array.from({length: n}, (_, i) => Math.cos(3 * i * i + 1) + x[i]);
    const weights = new Float64Array(n).fill(1 / n);
    const {lower, upper, isWeighted} = finish(toHalves([x, y], weights, 200));
    expect(isWeighted).toBe(true);
    const variance = (z: Float64Array) => {
      const mean = z.reduce((sum, v) => sum + v, 0) / z.length;
      return z.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (z.length - 1);
    };
    expect(lower.factor[0] ** 2).toBeCloseTo(variance(x.slice(200)), 8);
    expect(upper.factor[0] ** 2).toBeCloseTo(variance(x.slice(0, 200)), 8);
    expect(upper.factor[2] ** 2 + upper.factor[3] ** 2).toBeCloseTo(variance(y.slice(0, 200)), 8);
  });

  it("stands when one particle has all the weight", () => {
    const x = Float64Array.from({length: 50}, (_, i) => i);
    const weights = new Float64Array(50);
    weights[7] = 1;
    const {lower, isWeighted} = finish(toHalves([x], weights, 25));
    expect(isWeighted).toBe(false);
    expect(lower.factor[0]).toBeCloseTo(Math.sqrt((50 * 51) / 12), 8);
  });

  it("raises the diagonal of a singular covariance as little as it must", () => {
    const factor = factorise(Float64Array.of(1, 1e-6, 1e-6, 1e-12), 2)!;
    expect(factor[0]).toBeCloseTo(1, 10);
    expect(factor[2]).toBeCloseTo(1e-6, 15);
    expect(factor[3]).toBeGreaterThan(0);
    expect(factor[3]).toBeLessThan(1e-8);
    expect(factorise(Float64Array.of(0, 0, 0, 1), 2)).toBeUndefined();
  });
});

describe("the evidence's error", () => {
  it("is nothing where every prior draw has one descendant, all where they have one ancestor", () => {
    const n = 10;
    expect(toLineageVariance(Float64Array.from({length: n}, (_, i) => i))).toBeCloseTo(0, 12);
    expect(toLineageVariance(new Float64Array(n))).toBeCloseTo(1 - 1 / n, 12);
    // half of the particles doubled: the variance of the mean of weights 0 and 2
    expect(toLineageVariance(Float64Array.of(0, 0, 2, 2, 4, 4, 6, 6))).toBeCloseTo(1 / 8, 12);
  });

  it("of several populations is the larger of their own and their spread", () => {
    const alike = combine([1, 1, 1, 1].map((logEvidence) => ({logEvidence, variance: 0.04})));
    expect(alike.logEvidence).toBeCloseTo(1, 12);
    expect(alike.logEvidenceError).toBeCloseTo(0.1, 12);
    const apart = combine([0, Math.log(3)].map((logEvidence) => ({logEvidence, variance: 0})));
    expect(apart.logEvidence).toBeCloseTo(Math.log(2), 12);
    expect(apart.logEvidenceError).toBeCloseTo(1 / 2, 12);
  });
});

describe("the thermodynamic bridge", () => {
  it("balances both ends, and is exact where the likelihood is constant", () => {
    const lower = Float64Array.of(-1, -2, -7, -Infinity);
    const upper = Float64Array.of(-1, -0.5, -2, -3);
    const {value} = toBridge(lower, upper, 0.7);
    const logistic = (x: number) => 1 / (1 + Math.exp(-x));
    const left = lower.reduce((sum, l) => sum + logistic(0.7 * l - value), 0);
    const right = upper.reduce((sum, l) => sum + logistic(value - 0.7 * l), 0);
    expect(left).toBeCloseTo(right, 8);
    const three = new Float64Array(5).fill(3);
    expect(toBridge(three, three, 0.5).value).toBeCloseTo(1.5, 10);
  });
});

describe("sweeps", () => {
  it("are enough for 99 % to move, from 3 to 25", () => {
    expect(toSweeps(0.234)).toBe(18);
    expect([toSweeps(0), toSweeps(0.01), toSweeps(1), toSweeps(0.9)]).toEqual([25, 25, 3, 3]);
  });
});

describe("streams", () => {
  it("are apart for every purpose, population, stage and sweep, and from all plain streams", () => {
    const ends = [0, 1, 65535];
    const streams = Object.keys(PURPOSES).flatMap((purpose) =>
      ends.flatMap((population) =>
        ends.flatMap((stage) =>
          ends.map((sweep) =>
            toStream(purpose as keyof typeof PURPOSES, {population, stage, sweep})
          )
        )
      )
    );
    expect(new Set(streams).size).toBe(4 * 27);
    expect(streams.every((stream) => Number.isSafeInteger(stream) && stream >= 2 ** 52)).toBe(true);
    const {streamHigh} = toWords(1, "move", {population: 65535});
    expect(streamHigh >>> 21).toBe(LAWS.words);
  });

  it("give draws that differ between particles, seeds and sweeps", () => {
    const draws = [
      uniformOf(toWords(1, "move", {sweep: 1}), 0),
      uniformOf(toWords(1, "move", {sweep: 1}), 1),
      uniformOf(toWords(1, "move", {sweep: 2}), 0),
      uniformOf(toWords(2, "move", {sweep: 1}), 0),
      uniformOf(toWords(1, "resample", {sweep: 1}), 0)
    ];
    expect(new Set(draws).size).toBe(5);
  });
});
