import {describe, expect, it} from "vitest";
import {likelihoodOf} from "../../worker/samplers/evaluator.ts";
import {column, makePart} from "./part.ts";

const {biofilm, solver} = makePart();
const {truth} = biofilm;

async function exactly(model: "M1" | "M2" | "M3") {
  const {at, exact} = await biofilm.data({model, noise: 0});
  return {model, at, data: exact};
}

/** θ with all parameters of a case changed. */
const scaled = (model: "M1" | "M2", by: number) =>
  biofilm.cases[model].parameters.map((name) => truth[name] * by);

describe("biofilm.logLikelihood", () => {
  it("has the dossier's values for M1, exact data", async () => {
    const logLikelihood = biofilm.logLikelihood(await exactly("M1"));
    expect(logLikelihood(truth)).toBeCloseTo(173.5746052799, 7);
    expect(logLikelihood(scaled("M1", 1.02))).toBeCloseTo(164.6288044088, 6);
    expect(logLikelihood({...truth, a11: 0.85})).toBeCloseTo(156.2739023396, 6);
    expect(logLikelihood([1.5, 1.5, 1.5, 1.5, 1.5]) / -122071.640987).toBeCloseTo(1, 6);
  });

  it("has them for M2 and M3", async () => {
    const M2 = biofilm.logLikelihood(await exactly("M2"));
    expect(M2(truth)).toBeCloseTo(164.0953303046, 5);
    expect(M2({...truth, a33: 1.55})).toBeCloseTo(109.0137356, 4);
    const data = await exactly("M3");
    const cross = biofilm.logLikelihood(data);
    const all = biofilm.logLikelihood({...data, aleatory: biofilm.parameters});
    expect(cross([2, 1, 2, 1])).toBeCloseTo(350.1607023086, 7);
    expect(all([2, 1, 2, 1])).toBeCloseTo(350.019808969, 7);
  });

  it("has them for the original's noise", async () => {
    const expected = {M1: 156.5706040291, M2: 150.7508513699, M3: 317.0311597611} as const;
    for (const model of ["M1", "M2", "M3"] as const) {
      const {at, data} = await biofilm.data({model, noiseSource: "numpy"});
      const aleatory = biofilm.cases[model].parameters;
      expect(biofilm.logLikelihood({model, at, data, aleatory})(truth)).toBeCloseTo(
        expected[model],
        4
      );
    }
  });

  it("answers batches with the same bits, in pieces", async () => {
    const data = await exactly("M1");
    const logLikelihood = biofilm.logLikelihood(data);
    const theta = [
      [0.8, 0.85, 1],
      [2, 2, 2],
      [1, 1, 1],
      [0.1, 0.1, 0.1],
      Float64Array.of(0.2, 0.2, 3)
    ];
    const values = await logLikelihood.batch(theta, {threads: 1});
    expect([...values]).toEqual([0, 1, 2].map((j) => logLikelihood(column(theta, j))));
    expect([...(await logLikelihood.batch([[], [], [], [], []]))]).toEqual([]);
    expect(solver.open).toBe(0);
  });

  it("infers what it is asked to and holds the rest fixed", async () => {
    const data = await exactly("M1");
    const two = biofilm.logLikelihood({...data, parameters: ["b2", "a11"]});
    expect(two.parameters).toEqual(["b2", "a11"]);
    const five = biofilm.logLikelihood(data);
    expect(two([0.21, 0.9])).toBe(five({...truth, b2: 0.21, a11: 0.9}));
    const fixed = biofilm.logLikelihood({
      ...data,
      parameters: ["a11"],
      fixed: {...truth, b2: 0.21}
    });
    expect(fixed([0.9])).toBe(five({...truth, b2: 0.21, a11: 0.9}));
  });

  it("refuses a record that contradicts what is fixed", async () => {
    const data = await exactly("M3");
    const logLikelihood = biofilm.logLikelihood(data);
    expect(logLikelihood(truth)).toBe(logLikelihood([2, 1, 2, 1]));
    expect(() => logLikelihood({...truth, a11: 0.9})).toThrow(
      "biofilm.logLikelihood: expected a11 as it is fixed, 0.8, or among parameters, got 0.9"
    );
  });

  it("is a sampler's likelihood, in the order in which a prior names its parameters", async () => {
    const logLikelihood = biofilm.logLikelihood(await exactly("M1"));
    const known = likelihoodOf(logLikelihood)!;
    expect(known.names).toEqual(["a11", "a12", "a22", "b1", "b2"]);
    const point = [0.81, 2.1, 1.1, 0.11, 0.21];
    const names = ["b2", "a22", "a11", "b1", "a12"];
    const theta = names.map((name) => Float64Array.of(point[known.names.indexOf(name)]));
    const values = new Float64Array(1);
    const evaluator = await known.open({capacity: 1, names});
    await evaluator.evaluate(theta, values);
    evaluator.close();
    expect(values[0]).toBe(logLikelihood(point));
    expect(() => known.open({capacity: 1, names: [...names.slice(1), "b7"]})).toThrow(
      /expected a prior of a11, a12, a22, b1, b2, got one of a22, a11, b1, a12, b7/
    );
    expect(solver.open).toBe(0);
  });

  it("has the variance of sensitivity, and the whole covariance where that is wished", async () => {
    const {at, data} = await exactly("M1");
    const {observableSensitivity: slopes, variance} = await biofilm.sensitivity({model: "M1", at});
    const {observable} = await biofilm.simulate({model: "M1", at});
    const shifted = data.map((y) => y.map((x, t) => x + 0.003 * Math.sin(t)));
    const scatter = biofilm.cases.M1.parameters.map((name) => 0.005 * truth[name]);
    let diagonal = 0;
    let full = 0;
    at.forEach((_, t) => {
      const r = [0, 1].map((i) => shifted[i][t] - observable[i][t]);
      const v = [0, 1].map((i) => variance[i][t] + 1e-4);
      const c = slopes.reduce((sum, [p, q], k) => sum + p[t] * q[t] * scatter[k] ** 2, 0);
      const det = v[0] * v[1] - c * c;
      for (const i of [0, 1]) diagonal -= 0.5 * (Math.log(2 * Math.PI * v[i]) + r[i] ** 2 / v[i]);
      const square = (r[0] ** 2 * v[1] - 2 * r[0] * r[1] * c + r[1] ** 2 * v[0]) / det;
      full -= 0.5 * (2 * Math.log(2 * Math.PI) + Math.log(det) + square);
    });
    const wish = {model: "M1", at, data: shifted, sigma: 0.01} as const;
    expect(biofilm.logLikelihood(wish)(truth)).toBeCloseTo(diagonal, 9);
    expect(biofilm.logLikelihood({...wish, covariance: "full"})(truth)).toBeCloseTo(full, 9);
    expect(Math.abs(full - diagonal)).toBeGreaterThan(1e-3);
  });

  it("can repeat the original's faults", async () => {
    const {at, data} = await exactly("M1");
    const right = biofilm.logLikelihood({model: "M1", at, data, sigma: 1e-4})(truth);
    const apart = {model: "M1", at, data, sigma: 1e-4, independentStates: true} as const;
    const local = {model: "M1", at, data, sigma: 1e-4, tangent: "local"} as const;
    expect(biofilm.logLikelihood(apart)(truth)).not.toBeCloseTo(right, 2);
    // far too small variances: exact data look far too likely
    expect(biofilm.logLikelihood(local)(truth)).toBeGreaterThan(right + 10);
    // its M3 simulates with the carried parameters at zero, and so ends elsewhere
    const zeros = Object.fromEntries(biofilm.parameters.map((name) => [name, 0]));
    const theta = {...zeros, a13: 2, a14: 1, a23: 2, a24: 1};
    const {state} = await biofilm.simulate({model: "M3", theta, at: [750]});
    [0.0982, 0.0982, 0.1295, 0.0608].forEach((phi, i) => expect(state[i][0]).toBeCloseTo(phi, 4));
  });
});
