import {describe, expect, it} from "vitest";
import type {CaseName, CustomCase} from "../../worker/biofilm/types.ts";
import {column, makePart} from "./part.ts";

const {biofilm} = makePart();

/** φψ by the dossier: an independent implementation with the exact Jacobian. */
const REFERENCE: [model: CaseName, switchStep: number | undefined, Record<number, number[]>][] = [
  ["M1", undefined, {
    125: [0.197136764273, 0.172822804673],
    625: [0.269477555642, 0.228312541309],
    1250: [0.414535093218, 0.41759812963],
    2500: [0.464392799147, 0.509006049677]
  }],
  ["M2", undefined, {
    250: [0.223484109614, 0.237155538479],
    2500: [0.297360165661, 0.677128866656],
    4000: [0.030711618271, 0.945834820869],
    5000: [0.004237652752, 0.968001763244]
  }],
  ["M3", undefined, {
    37: [0.02501096, 0.02518797, 0.02561593, 0.02416416],
    375: [0.07495728, 0.07759659, 0.0850427, 0.06027001],
    750: [0.19045905, 0.20146226, 0.23435491, 0.09941877]
  }],
  ["M3val", undefined, {
    510: [0.07378298, 0.06097566, 0.06341655, 0.0079738],
    750: [0.01130762, 0.00925057, 0.00942736, 0.00440034],
    1500: [0.01149628, 0.00928833, 0.00927821, 0.00534344]
  }],
  ["M3val", 751, {
    800: [0.18011545, 0.15273038, 0.1658976, 0.00579049],
    1500: [0.30107605, 0.29099877, 0.32021197, 0.00113034]
  }],
  ["caseI", undefined, {
    50: [0.2158221, 0.24595555],
    500: [0.70055397, 0.15852819],
    1000: [0.95689422, 0.00117653]
  }]
]; // prettier-ignore

describe("biofilm.simulate", () => {
  it.each(REFERENCE)("has φψ of %s, switch %s", async (model, switchStep, expected) => {
    const at = Object.keys(expected).map(Number);
    const wish = switchStep === undefined ? {model, at} : {model, at, switchStep};
    const {observable, status, advice, t} = await biofilm.simulate(wish);
    expect(status).toBe("converged");
    expect(advice).toMatch(/solved/);
    at.forEach((step, k) => {
      expected[step].forEach((y, i) => expect(observable[i][k]).toBeCloseTo(y, 7));
      expect(t[k]).toBe(step * biofilm.cases[model].dt);
    });
  });

  it("has all states in the contract's order", async () => {
    const {state, newtonIterations, at, stats} = await biofilm.simulate({model: "M1", at: [0, 1]});
    const first = [0.2, 0.2, 0.6, 0.999, 0.999, 1e-6];
    column(state, 0).forEach((x, s) => expect(x).toBeCloseTo(first[s], 14));
    const second = [0.200874166, 0.2009920922, 0.598133741872, 0.9836045457, 0.9826274275];
    second.forEach((x, s) => expect(state[s][1]).toBeCloseTo(x, 9));
    expect(state[5][1]).toBeCloseTo(186.6229864, 6);
    expect([...at]).toEqual([0, 1]);
    expect([...newtonIterations]).toEqual([0, 15]);
    expect(stats.evaluations).toBe(1);
  });

  it("answers for all steps by default, and for as many as are wished", async () => {
    const short = await biofilm.simulate({model: "M1", steps: 10});
    expect([...short.at]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const whole = await biofilm.simulate({model: "M1", at: [10]});
    expect(column(short.state, 10)).toEqual(column(whole.state, 0));
  });

  it("takes θ by name in any order, leaves out what a case does not read", async () => {
    const {b2, b1, a22, a12, a11} = biofilm.truth;
    const one = await biofilm.simulate({model: "M1", at: [100], theta: {b2, b1, a22, a12, a11}});
    const all = await biofilm.simulate({model: "M1", at: [100], theta: biofilm.truth});
    const none = await biofilm.simulate({model: "M1", at: [100]});
    expect(one.state).toEqual(none.state);
    expect(all.state).toEqual(none.state);
  });

  it("reads M2's parameters as those of species 3 and 4", async () => {
    const {a33, a34, a44, b3, b4} = biofilm.truth;
    const custom: CustomCase = {
      ...{species: 2, steps: 5000, dt: 1e-5, eta: 1, c: 100, alpha: 10, phi0: 0.2}
    };
    const theta = {a11: a33, a12: a34, a22: a44, b1: b3, b2: b4};
    const own = await biofilm.simulate({model: custom, theta, at: [250]});
    const named = await biofilm.simulate({model: "M2", at: [250]});
    expect(own.state).toEqual(named.state);
    const moved = await biofilm.simulate({
      ...{model: "M2", at: [250], theta: {...biofilm.truth, b4: 2}}
    });
    expect(moved.observable[1][0]).not.toBe(named.observable[1][0]);
    expect(Math.abs(moved.observable[1][0] - named.observable[1][0])).toBeGreaterThan(
      Math.abs(moved.observable[0][0] - named.observable[0][0])
    );
  });

  it("takes nutrients and antibiotics as functions of the step", async () => {
    const {species, steps, dt, eta, c, phi0} = biofilm.cases.M3val;
    const seen: number[] = [];
    const alpha = (step: number) => {
      seen.push(step);
      return step < 501 ? 0 : 50;
    };
    const own = await biofilm.simulate({
      model: {species, steps, dt, eta, c: () => c, alpha, phi0},
      theta: Object.fromEntries(Object.entries(biofilm.truth)),
      at: [500, 501, 510]
    });
    const named = await biofilm.simulate({model: "M3val", at: [500, 501, 510]});
    expect(own.state).toEqual(named.state);
    expect([seen[0], seen.at(-1), seen.length]).toEqual([1, steps, steps]);
  });

  it("is M3 before the switch", async () => {
    const M3 = await biofilm.simulate({model: "M3", at: [500]});
    const before = await biofilm.simulate({model: "M3val", at: [500, 501]});
    expect(column(before.state, 0)).toEqual(column(M3.state, 0));
    const later = await biofilm.simulate({model: "M3", at: [501]});
    expect(column(before.state, 1)).not.toEqual(column(later.state, 0));
  });

  it("lists the cases for a reader", () => {
    expect(Object.keys(biofilm.cases)).toEqual(["M1", "M2", "M3", "M3val", "caseI"]);
    expect(biofilm.parameters.join(" ")).toBe(
      "a11 a12 a22 b1 b2 a33 a34 a44 b3 b4 a13 a14 a23 a24"
    );
    expect(biofilm.cases.M2.parameters).toEqual(["a33", "a34", "a44", "b3", "b4"]);
    expect(biofilm.cases.M3.unknowns).toEqual(["a13", "a14", "a23", "a24"]);
    expect(biofilm.cases.M3.parameters).toHaveLength(14);
    expect(biofilm.cases.M3val.unknowns).toEqual([]);
    expect(biofilm.cases.caseI.truth).toEqual({a11: 1, a12: 0.1, a22: 1, b1: 1, b2: 2});
    expect(biofilm.truth.b4).toBe(0.4);
    expect(() => ((biofilm.truth as Record<string, number>).b4 = 1)).toThrow(TypeError);
  });
});
