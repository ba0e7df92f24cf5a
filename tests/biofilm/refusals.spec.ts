import {describe, expect, it} from "vitest";
import type {CustomCase, PredictOptions} from "../../worker/biofilm/types.ts";
import {makePart, messageOf} from "./part.ts";

const {biofilm, solver} = makePart();
const {truth} = biofilm;
const y = [0.2, 0.3];
const good = {model: "M1", data: [y, y], at: [10, 20]} as const;
const custom: CustomCase = {species: 1, steps: 5, dt: 1e-4, eta: 1, c: 1, alpha: 0, phi0: 0.2};
const without = (name: string) =>
  Object.fromEntries(Object.entries(truth).filter(([key]) => key !== name));
const simulate = (options: object) => () => biofilm.simulate(options as never);
const ofCase = (change: object) =>
  simulate({model: {...custom, ...change}, theta: {a11: 1, b1: 1}});
const sensitivity = (options: object) => () => biofilm.sensitivity({model: "M1", ...options});
const likelihood = (options: object) => () => biofilm.logLikelihood({...good, ...options});
const data = (options: object) => () => biofilm.data({model: "M1", ...options} as never);
const predict = (options: object) => () =>
  biofilm.predict({model: "M3", ...options} as PredictOptions);
const calibrate = (options: object) => () => biofilm.calibrate(options);

describe("what is refused at the call", () => {
  it.each<[string, () => unknown, RegExp]>([
    ["no options", () => biofilm.simulate(undefined as never), /^TypeError: biofilm.simulate: expected options as an object, got undefined/],
    ["no model", simulate({}), /^TypeError: biofilm.simulate: missing model/],
    ["an unknown model", simulate({model: "M4"}), /^RangeError: biofilm.simulate: expected model as one of "M1", "M2", "M3", "M3val", "caseI", got "M4"/],
    ["an unknown option", simulate({model: "M1", setps: 3}), /unknown option "setps" \(did you mean steps\?\)/],
    ["an unknown parameter", simulate({model: "M1", theta: {...truth, a111: 1}}), /^RangeError: biofilm.simulate: unknown parameter in theta "a111" \(did you mean a11\?\)/],
    ["a missing parameter", simulate({model: "M1", theta: without("b2")}), /missing parameter "b2" in theta/],
    ["a parameter that is no number", simulate({model: "M1", theta: {...truth, b2: "1"}}), /^TypeError: biofilm.simulate: expected b2 as a number, got "1"/],
    ["NaN", simulate({model: "M1", theta: {...truth, b2: NaN}}), /expected b2 finite, got NaN/],
    ["θ as a vector", simulate({model: "M1", theta: [1, 2, 3, 4, 5]}), /expected theta as a record by name, got an array of length 5/],
    ["a step past the end", simulate({model: "M1", at: [2501]}), /expected at\[0\] as an integer from 0 to 2500, got 2501/],
    ["steps out of order", simulate({model: "M1", at: [5, 5]}), /steps in ascending order in at, got 5 after 5/],
    ["no step", simulate({model: "M1", at: []}), /at least one step in at/],
    ["half a step", simulate({model: "M1", steps: 1.5}), /expected steps as an integer/],
    ["an unknown integrator", simulate({model: "M1", integrator: "euler"}), /integrator as one of "fixed", "adaptive", got "euler"/],
    ["a tolerance of zero", simulate({model: "M1", rtol: 0}), /expected rtol above 0/],
    ["a switch without one", simulate({model: "M1", switchStep: 5}), /unsupported switchStep: only M3val has one/],

    ["an own case without θ", simulate({model: custom}), /missing theta: a case of one's own has no true parameters/],
    ["an own case with another's parameters", simulate({model: custom, theta: {a11: 1, b1: 1, a12: 1}}), /unknown parameter in theta "a12"/],
    ["an own case without nutrients", ofCase({c: undefined}), /missing c in model/],
    ["an unknown property", ofCase({ph0: 1}), /unknown property of model "ph0" \(did you mean phi0\?\)/],
    ["too many species", ofCase({species: 9}), /species as an integer from 1 to 8/],
    ["a full start", ofCase({phi0: 1}), /expected phi0 between 0 and 1, got 1/],
    ["an overfull start", ofCase({species: 2, phi0: [0.5, 0.6]}), /phi0 with a sum below 1, got a sum of 1.1/],
    ["too many viscosities", ofCase({eta: [1, 2]}), /expected eta of 1 species, got 2/],
    ["a viscosity below zero", ofCase({eta: [-1]}), /expected eta\[0\] above 0, got -1/],
    ["antibiotics that end", ofCase({alpha: (k: number) => (k < 3 ? 1 : undefined)}), /expected alpha as a number or a function of the step to one, got undefined/],
    ["endless nutrients", ofCase({c: (k: number) => 1 / (k - 2)}), /expected c finite, got Infinity at step 2/],

    ["a parameter to differentiate by that is none", sensitivity({parameters: ["a33"]}), /unknown parameter in parameters "a33"/],
    ["one twice", sensitivity({aleatory: ["a11", "a11"]}), /each name once in aleatory, got "a11" twice/],
    ["names that are no list", sensitivity({parameters: "a11"}), /expected parameters as an array of names, got "a11"/],
    ["a scatter below zero", sensitivity({cov: -1}), /expected cov as a number from 0 to 1, got -1/],
    ["second order of local tangents", sensitivity({tangent: "local", secondOrder: true}), /unsupported secondOrder with tangent "local"/],

    ["no data", likelihood({data: undefined}), /^TypeError: biofilm.logLikelihood: missing data/],
    ["no times", likelihood({at: undefined}), /missing at/],
    ["data of one species", likelihood({data: [y]}), /data as a vector for each of 2 species, got an array of length 1/],
    ["data as one vector", likelihood({data: y}), /data as a vector for each of 2 species/],
    ["short data", likelihood({data: [y, [1]]}), /data\[1\] of length 2, as at, got length 1/],
    ["a gap in the data", likelihood({data: [y, [1, NaN]]}), /finite numbers in data\[1\], got NaN at index 1/],
    ["negative noise", likelihood({sigma: -1}), /sigma as a number from 0 up, got -1/],
    ["no variance", likelihood({sigma: 0, cov: 0}), /sigma above 0 where no parameter scatters/],
    ["no variance at the start", likelihood({sigma: 0, at: [0, 10]}), /sigma above 0 where at has step 0/],
    ["nothing to infer", likelihood({parameters: []}), /at least one name in parameters/],
    ["an unknown covariance", likelihood({covariance: "half"}), /covariance as one of "diagonal", "full"/],
    ["an incomplete record of what is fixed", likelihood({parameters: ["a11"], fixed: {b1: 1}}), /missing parameter "a12" in fixed/],
    ["a short θ", () => biofilm.logLikelihood(good)([1, 2]), /theta of length 5 \(a11, a12, a22, b1, b2\), got length 2/],
    ["θ without a name", () => biofilm.logLikelihood(good)(without("a12")), /missing parameter "a12" in theta/],
    ["θ with a wrong name", () => biofilm.logLikelihood(good)({...truth, c11: 2}), /unknown parameter in theta "c11"/],
    ["θ as a number", () => biofilm.logLikelihood(good)(3 as never), /theta as a vector or a record by name, got 3/],
    ["a batch by points", () => biofilm.logLikelihood(good).batch([[1], [1]]), /^RangeError: biofilm.logLikelihood.batch: expected theta as a vector for each of a11, a12, a22, b1, b2/],
    ["an uneven batch", () => biofilm.logLikelihood(good).batch([[1], [1], [1], [1], [1, 2]]), /vectors of one length in theta, got 1 and 2/],

    ["count and at", data({count: 3, at: [1]}), /^RangeError: biofilm.data: expected count or at, got both/],
    ["an unknown kind", data({kind: "paper"}), /kind as one of "noise", "realisations"/],
    ["a NumPy seed below zero", data({noiseSource: "numpy", seed: -1}), /seed of NumPy's generator as a number from 0/],

    ["no samples", predict({}), /^TypeError: biofilm.predict: missing samples/],
    ["samples by draw", predict({samples: [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]}), /samples as a vector for each of a13, a14, a23, a24/],
    ["uneven samples", predict({samples: [[1], [1], [1], [1, 2]]}), /samples of one length above 0, got 2 of a24/],
    ["a quantile of two", predict({samples: [[1], [1], [1], [1]], quantiles: [2]}), /quantiles\[0\] as a number from 0 to 1, got 2/],

    ["an unknown preset", calibrate({preset: "fast"}), /^RangeError: biofilm.calibrate: expected preset as one of "quick", "production", got "fast"/],
    ["an unknown carry", calibrate({carry: "best"}), /carry as one of "map", "mean", "posterior"/],
    ["three particles", calibrate({particles: 3}), /particles as an integer from 8/],
    ["data of nothing", calibrate({data: {M4: {}}}), /unknown case in data "M4" \(did you mean M1\?\)/],
    ["data of another case", calibrate({data: {M1: {model: "M2", at: [1], data: [[1], [1]]}}}), /data.M1: expected data of M1, got those of "M2"/],
    ["misshapen data", calibrate({data: {M3: {at: [1], data: [[1], [1]]}}}), /^RangeError: biofilm.calibrate: data.M3: expected data as a vector for each of 4 species/],
    ["a nameless checkpoint", calibrate({checkpoint: ""}), /expected checkpoint as a name/]
  ])("%s", (_what, call, message) => {
    expect(messageOf(call)).toMatch(message);
    expect([solver.trajectories, solver.open]).toEqual([0, 0]);
  }); // prettier-ignore

  it("takes what is just within", () => {
    expect(messageOf(likelihood({sigma: 0}))).toBe("no error");
    const run = biofilm.calibrate({particles: 8, seed: -3, sigma: 0});
    run.cancel();
    expect(run.status).toBe("queued");
  });
});
