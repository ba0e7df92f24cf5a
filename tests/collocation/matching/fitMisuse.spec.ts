import {expect, it} from "vitest";
import {makeFit} from "../../../worker/collocation/matching/fit.ts";
import {models} from "../../solvers/oneThread.ts";
import {cases, compiled, ONES, plain, slopesOf, t} from "./lotkaVolterra.ts";

const collocate = () => {
  throw new Error("no raw data here");
};
const fit = makeFit({...models, collocate});
const slopes = slopesOf(cases[0]);

it.each<[string, () => unknown, RegExp]>([
    ["no options", () => fit(compiled, slopes, undefined as never), /^TypeError: collocation.fit: expected options/],
    ["no start", () => fit(compiled, slopes, {} as never), /^TypeError: collocation.fit: missing start/],
    ["a short start", () => fit(compiled, slopes, {start: [1]}), /^RangeError: collocation.fit: expected 4 parameters, those of the right-hand side, got 1/],
    ["NaN in start", () => fit(compiled, slopes, {start: [1, NaN, 1, 1]}), /finite numbers in start, got NaN at index 1/],
    ["an unknown way", () => fit(compiled, slopes, {start: ONES, optimizer: "newton" as never}), /expected optimizer as one of/],
    ["no step", () => fit(compiled, slopes, {start: ONES, steps: 0}), /steps as an integer from 1/],
    ["a rate of zero", () => fit(compiled, slopes, {start: ONES, learningRate: 0}), /learningRate as a finite number above 0/],
    ["no sets", () => fit(compiled, [], {start: ONES}), /expected at least one data set/],
    ["too few sides", () => fit([compiled], [slopes, slopes], {start: ONES}), /one for each of 2 data sets, got 1/],
    ["a set of another size", () => fit(compiled, [slopes, {u: [1], du: [1], t: [1]}], {start: ONES}), /^RangeError: collocation.fit, set 1: expected slopes of 2 states, those of the right-hand side, got 1/],
    ["a short set weight", () => fit(compiled, [slopes, slopes], {start: ONES, setWeights: [1]}), /setWeights of length 2, one a data set, got length 1/],
    ["three states in one", () => fit(compiled, [slopes, {u: [t], du: [t, t], t}], {start: ONES}), /^RangeError: collocation.fit, set 1: expected a vector in du/],
    ["bounds the wrong way", () => fit(compiled, slopes, {start: ONES, bounds: {lower: [2, 0, 0, 0], upper: [1, 9, 9, 9]}}), /lower at most upper/],
    ["a negative start made positive", () => fit(compiled, slopes, {start: [1, -1, 1, 1], positive: "exp"}), /start above 0 for a positive parameter, got -1 at index 1/],
    ["an unknown parameter made positive", () => fit(compiled, slopes, {start: ONES, positive: {4: "exp"}}), /unknown parameter in positive "4"/],
    ["a map that is none", () => fit(compiled, slopes, {start: ONES, map: plain as never}), /expected map as a compiled model/],
    ["least squares of roots", () => fit(compiled, [slopes, slopes], {start: ONES, combine: "roots", optimizer: "lm"}), /"lbfgs" or "adam" for a sum of roots/]
  ])("%s is refused at the call", (_what, call, message) => {
    let text = "";
    try {
      call();
    } catch (error) {
      text = String(error);
    }
    expect(text).toMatch(message);
  }); // prettier-ignore
