// Every real model and random ones, with their derivatives: the interpreter, JavaScript and WASM give the same bits.
import fc from "fast-check";
import {beforeAll, describe, expect, it} from "vitest";
import {
  gradient,
  hessian,
  jacobian,
  valueAndGradient
} from "../../worker/compiler/derivatives/derivatives.ts";
import {compileSource} from "../../worker/compiler/front/compile.ts";
import {interpret} from "../../worker/compiler/interpret.ts";
import type {Model} from "../../worker/compiler/ir.ts";
import {differences, errorOf} from "../compiler/derivatives/differences.ts";
import {texts} from "../compiler/front/randomTexts.ts";
import {anyInputs, anyProgram} from "../compiler/programs.ts";
import {disagreements, MANY, optimised, type Point} from "./everyWay.ts";
import {models} from "./models.ts";
import {compileReal, pointsAround} from "./realPrograms.ts";

const DERIVATIVES = {jacobian, gradient, valueAndGradient, hessian};
type Derivative = keyof typeof DERIVATIVES;

function kindsOf({program}: Model): Derivative[] {
  return program.isScalar ? ["jacobian", "gradient", "valueAndGradient", "hessian"] : ["jacobian"];
}

describe.each(models)("$name", (real) => {
  const points = pointsAround(real, MANY);
  const few = points.slice(0, 3);
  const first = points[0].map((x) => [...x]);
  let model: Model;
  let rest: string[];
  beforeAll(() => {
    model = compileReal(real);
    rest = model.program.params.slice(1).map(({name}) => name);
  });

  it("is the same in every way", () => {
    expect(disagreements(model, points, {interpreted: 3})).toEqual([]);
    expect(disagreements(model, few, {uniform: rest})).toEqual([]);
  });

  it("has derivatives that are the same in every way, and are those of differences", () => {
    const slopes = differences(model, first);
    for (const [k, kind] of kindsOf(model).entries()) {
      const derived = optimised(DERIVATIVES[kind](model));
      const uniform = k % 2 === 0 ? rest : [];
      expect(disagreements(derived, few, {uniform, interpreted: 1}), kind).toEqual([]);
      const exact = [...interpret(derived, first)];
      if (kind === "valueAndGradient") expect(exact.shift()).toBe(interpret(model, first)[0]);
      const rough = kind === "hessian" ? differences(optimised(gradient(model)), first) : slopes;
      expect(errorOf(exact, rough), kind).toBeLessThan(1e-6);
    }
  });
});

const SIZES = {x: 4, v: 1};
const constants = {c: [0.5, -1, 2, 3]};
const SPECIAL = [0, -0, 1, -1, 0.5, 3, NaN, Infinity, -Infinity, 1e308];
const plainNumber = fc.double({min: -3, max: 3, noNaN: true});

function anyPoint(numbers: fc.Arbitrary<number>): fc.Arbitrary<number[][]> {
  return fc
    .array(numbers, {minLength: 5, maxLength: 5})
    .map((all) => [all.slice(0, 4), all.slice(4)]);
}

describe("random texts", () => {
  it("are the same in every way, with their derivatives", () => {
    const points = fc.array(anyPoint(fc.oneof(fc.constantFrom(...SPECIAL), plainNumber)), {
      minLength: 1,
      maxLength: 9
    });
    fc.assert(
      fc.property(texts, points, fc.subarray(["x", "v"]), (text, all, uniform) => {
        const written = compileSource(text, SIZES, {constants});
        const model = optimised(written);
        for (const point of all)
          expect([...interpret(model, point)]).toEqual([...interpret(written, point)]);
        const derived = [jacobian(model), jacobian(model, "v"), valueAndGradient(model)];
        for (const one of [model, ...derived.map(optimised)])
          expect(disagreements(one, all, {uniform})).toEqual([]);
      }),
      {numRuns: 30}
    );
  });

  it("have the derivatives that differences show", () => {
    fc.assert(
      fc.property(texts, anyPoint(plainNumber), (text, drawn) => {
        // a remainder jumps wherever its quotient is whole, which may be between any two neighbours
        fc.pre(!text.includes("%"));
        const model = optimised(compileSource(text, SIZES, {constants}));
        // away from the whole numbers and equal ones at which texts like to branch
        const point = drawn.map((x, p) => x.map((value, k) => value + 0.0123 + 0.00077 * k + 0.02 * p)); // prettier-ignore
        expectSlopes(model, jacobian(model), point, 0);
        expectSlopes(model, gradient(model), point, 0);
        expectSlopes(model, gradient(model, "v"), point, 1);
      }),
      {numRuns: 40}
    );
  });
});

/** Compares wherever differences tell something. */
function expectSlopes(model: Model, derived: Model, point: number[][], by: number): void {
  const size = 1e-3 * Math.abs(interpret(model, point)[0]);
  const exact = interpret(derived, point);
  differences(model, point, by).forEach(({value, doubt}, k) => {
    const scale = Math.max(1, Math.abs(value), size);
    const isTold = doubt < 1e-5 * scale && Number.isFinite(value);
    // √0 and its like have no derivative, whatever it is multiplied with
    if (!isTold || !Number.isFinite(exact[k])) return;
    expect(Math.abs(exact[k] - value), `${exact[k]}, not ${value}`).toBeLessThan(3e-5 * scale);
  });
}

describe("random smooth programs", () => {
  const cases = anyProgram({smooth: true, ops: 40}).chain((model) =>
    fc.record({
      model: fc.constant(optimised(model)),
      points: fc.array(anyInputs(model, {smooth: true}), {minLength: 3, maxLength: 3}),
      uniform: fc.subarray(model.program.params.map(({name}) => name))
    })
  );

  it("have derivatives that are the same in every way", () => {
    const all = ({model, points, uniform}: {model: Model; points: Point[]; uniform: string[]}) => {
      expect(disagreements(model, points, {uniform})).toEqual([]);
      for (const {name} of model.program.params) {
        const derived = optimised(jacobian(model, name));
        expect(disagreements(derived, points, {uniform})).toEqual([]);
      }
    };
    fc.assert(fc.property(cases, all), {numRuns: 30});
  });
});
