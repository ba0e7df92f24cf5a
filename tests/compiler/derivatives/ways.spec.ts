import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {colourColumns} from "../../../worker/compiler/derivatives/colour.ts";
import {compressedJacobian} from "../../../worker/compiler/derivatives/compressed.ts";
import * as derivatives from "../../../worker/compiler/derivatives/derivatives.ts";
import {forward} from "../../../worker/compiler/derivatives/forward.ts";
import {forwardInChunks} from "../../../worker/compiler/derivatives/many.ts";
import {findColumns} from "../../../worker/compiler/derivatives/parameters.ts";
import {reverse} from "../../../worker/compiler/derivatives/reverse.ts";
import {reverseInLoop} from "../../../worker/compiler/derivatives/rows.ts";
import {findDependence} from "../../../worker/compiler/derivatives/sparsity.ts";
import {countWork, polish} from "../../../worker/compiler/derivatives/work.ts";
import {compileSource} from "../../../worker/compiler/front/compile.ts";
import {interpret} from "../../../worker/compiler/interpret.ts";
import type {Model} from "../../../worker/compiler/ir.ts";
import {verify} from "../../../worker/compiler/verify.ts";
import {EIGHT_SCHOOLS, SCHOOLS} from "../../bench/handWritten.ts";
import {anyCase} from "../programs.ts";
import {differences, distance, errorOf, stir} from "./differences.ts";

const run = (model: Model, inputs: number[][]): number[] => {
  verify(model.program);
  return Array.from(interpret(model, inputs));
};
const optionsOf = ({program}: Model, withValue = false) => ({
  by: ["x0"],
  count: program.params[0].size,
  withValue,
  name: "derivative"
});

describe("all ways to a Jacobian agree", () => {
  const check = (way: (model: Model) => Model, whiles = true) =>
    fc.assert(
      fc.property(anyCase({smooth: true, whiles}), ({model, inputs: given}) => {
        const inputs = stir(given);
        const plain = run(forward(model, {by: "x0", directions: "identity"}), inputs);
        expect(distance(run(way(model), inputs), plain)).toBeLessThan(1e-11);
      }),
      {numRuns: 25}
    );

  it("some directions at a time", () => check((model) => forwardInChunks(model, optionsOf(model))));
  it("one output after the other", () =>
    check((model) => reverseInLoop(model, optionsOf(model)), false));
  it("one direction a colour", () =>
    check((model) => {
      const rows = findDependence(model.program, findColumns(model.program, "x0", "test"));
      const colours = colourColumns(rows, model.program.params[0].size);
      return compressedJacobian(model, optionsOf(model), {rows, colours});
    }));
  it("the way that is chosen", () => check((model) => derivatives.jacobian(model, "x0")));
});

it("without loops the way with less work is taken", () => {
  // two numbers that all terms share, and one of each term's own
  const model = polish(compileSource(EIGHT_SCHOOLS, {q: 10}, {constants: SCHOOLS}));
  const shared = {by: "q", withValue: true};
  const along = polish(forward(model, {...shared, directions: "identity"}));
  const back = polish(reverse(model, {...shared, weights: "each"}));
  const chosen = derivatives.valueAndGradient(model);
  expect(countWork(back.program)).toBeLessThan(countWork(along.program));
  expect(countWork(chosen.program)).toBe(countWork(back.program));
  const point = [Array.from({length: 10}, (_, k) => Math.sin(k))];
  expect(distance(run(chosen, point), run(along, point))).toBeLessThan(1e-12);
});

it("jvp and vjp are adjoint", () => {
  fc.assert(
    fc.property(anyCase({smooth: true}), ({model, inputs: given}) => {
      const inputs = stir(given);
      const along = inputs[0].map((_, k) => Math.sin(k + 1));
      const {size} = model.program.arrays[0];
      const weights = Array.from({length: size}, (_, k) => Math.cos(k + 2));
      const forth = run(derivatives.jvp(model, "x0"), [...inputs, along]);
      const back = run(derivatives.vjp(model, "x0"), [...inputs, weights]);
      const left = forth.reduce((sum, x, k) => sum + x * weights[k], 0);
      const right = back.reduce((sum, x, k) => sum + x * along[k], 0);
      expect(distance([left], [right])).toBeLessThan(1e-11);
    }),
    {numRuns: 25}
  );
});

it("scalar", () => {
  fc.assert(
    fc.property(
      anyCase({smooth: true, outputs: 1}),
      ({model: {program, constants}, inputs: given}) => {
        const inputs = stir(given);
        const model = {program: {...program, isScalar: true}, constants};
        const gradient = derivatives.gradient(model);
        const slopes = run(gradient, inputs);
        expect(errorOf(slopes, differences(model, inputs))).toBeLessThan(1e-5);
        const both = run(derivatives.valueAndGradient(model), inputs);
        expect(distance(both, [interpret(model, inputs)[0], ...slopes])).toBeLessThan(1e-11);
        const hessian = run(derivatives.hessian(model), inputs);
        expect(errorOf(hessian, differences(gradient, inputs))).toBeLessThan(1e-5);
        const n = inputs[0].length;
        const v = inputs[0].map((_, k) => Math.sin(k + 1));
        const hv = run(derivatives.hessianVector(model), [...inputs, v]);
        const expected = v.map((_, i) => v.reduce((sum, x, j) => sum + hessian[i * n + j] * x, 0));
        expect(distance(hv, expected)).toBeLessThan(1e-10);
      }
    ),
    {numRuns: 25}
  );
});
