// A program copied into another computes what it computed by itself.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {Builder} from "../../worker/compiler/build.ts";
import {
  elementsOf,
  inlineProgram,
  type Inlined,
  type InlineInput
} from "../../worker/compiler/inline.ts";
import {interpret} from "../../worker/compiler/interpret.ts";
import {countOps, type ArrayId, type Model, type Param} from "../../worker/compiler/ir.ts";
import {verify} from "../../worker/compiler/verify.ts";
import {anyCase} from "./programs.ts";

/** A program with the parameters of `model`, `margin` unused elements before and after each. */
function around(
  model: Model,
  margin: number,
  write: (builder: Builder, params: Param[], constants: Map<ArrayId, Float64Array>) => void
): {model: Model; pad: (inputs: number[][]) => number[][]} {
  const builder = new Builder("outer", model.program.arrays[0].size);
  const constants = new Map<ArrayId, Float64Array>();
  const params = model.program.params.map(({name, size}) => builder.param(name, size + 2 * margin));
  write(builder, params, constants);
  verify(builder.program);
  const edge = Array<number>(margin).fill(1e9);
  const pad = (inputs: number[][]) => inputs.map((input) => [...edge, ...input, ...edge]);
  return {model: {program: builder.program, constants}, pad};
}

function put(builder: Builder, inlined: Inlined): void {
  elementsOf(builder, inlined).forEach((value, k) => builder.output(k, value));
}

function same(
  model: Model,
  inputs: number[][],
  margin: number,
  write: Parameters<typeof around>[2]
) {
  const outer = around(model, margin, write);
  expect(interpret(outer.model, outer.pad(inputs))).toEqual(interpret(model, inputs));
}

const options = {numRuns: 150};

describe("inlineProgram", () => {
  it("maps inputs to arrays", () => {
    fc.assert(
      fc.property(anyCase(), ({model, inputs}) =>
        same(model, inputs, 0, (builder, params, constants) =>
          put(builder, inlineProgram(builder, model, params, constants))
        )
      ),
      options
    );
  });

  it("maps inputs to parts of arrays", () => {
    fc.assert(
      fc.property(anyCase(), fc.integer({min: 1, max: 3}), ({model, inputs}, margin) =>
        same(model, inputs, margin, (builder, params, constants) => {
          const offset = builder.integer(margin);
          const parts = params.map(({array}): InlineInput => ({array, offset}));
          put(builder, inlineProgram(builder, model, parts, constants));
        })
      ),
      options
    );
  });

  it("maps inputs to values", () => {
    fc.assert(
      fc.property(anyCase(), ({model, inputs}) =>
        same(model, inputs, 0, (builder, params, constants) => {
          const values = params.map(({array, size}) => ({
            values: Array.from({length: size}, (_, k) => builder.load(array, builder.integer(k)))
          }));
          put(builder, inlineProgram(builder, model, values, constants));
        })
      ),
      options
    );
  });

  it("starts from zero in every pass of a loop", () => {
    fc.assert(
      fc.property(anyCase(), ({model, inputs}) =>
        same(model, inputs, 0, (builder, params, constants) => {
          const [from, to] = [builder.integer(0), builder.integer(3)];
          builder.loop({from, to, trips: 3}, [], () => {
            put(builder, inlineProgram(builder, model, params, constants));
            return [];
          });
        })
      ),
      options
    );
  });

  it.each([
    [0, 5],
    [1, 6],
    [2, NaN],
    [-1, NaN],
    [1e-20, NaN],
    [NaN, NaN]
  ])("reads part of an array at the f64 index %d as %d", (index, expected) => {
    const inner = new Builder("inner", 1);
    const x = inner.param("x", 2).array;
    const at = inner.load(inner.param("at", 1).array, inner.integer(0));
    inner.output(0, inner.load(x, at));
    const model = {program: inner.program, constants: new Map<ArrayId, Float64Array>()};
    for (const margin of [0, 1]) {
      const outer = new Builder("outer", 1);
      const whole = {array: outer.param("x", 4).array, ...(margin && {offset: outer.integer(1)})};
      const place = {array: outer.param("at", 1).array};
      put(outer, inlineProgram(outer, model, [whole, place], new Map()));
      verify(outer.program);
      const given = margin ? [9, 5, 6, 9] : [5, 6, 9, 9];
      const {program} = outer;
      expect(interpret({program, constants: new Map()}, [given, [index]])[0]).toBe(expected);
    }
  });

  it("gives values for plain stores and shares constants", () => {
    const inner = new Builder("inner", 2);
    const x = inner.param("x", 2).array;
    const table = inner.array("table", "constant", 1);
    const a = inner.load(x, inner.integer(1));
    inner.output(1, inner.apply("mul", a, inner.load(table, inner.integer(0))));
    const model = {program: inner.program, constants: new Map([[table, Float64Array.of(10)]])};

    const outer = new Builder("outer", 4);
    const constants = new Map<ArrayId, Float64Array>();
    const values = [outer.number(3), outer.number(4)];
    const before = countOps(outer.program.body);
    const first = elementsOf(outer, inlineProgram(outer, model, [{values}], constants));
    // the input's index, the table's index and load, the product, the output's index and a zero
    expect(countOps(outer.program.body) - before).toBe(6);
    const second = elementsOf(outer, inlineProgram(outer, model, [{values: first}], constants));
    [...first, ...second].forEach((value, k) => outer.output(k, value));
    verify(outer.program);
    expect(constants.size).toBe(1);
    expect([...interpret({program: outer.program, constants}, [])]).toEqual([0, 40, 0, 400]);
  });

  it("names a missing input and one of another length", () => {
    const inner = new Builder("inner", 1);
    inner.param("x", 2);
    const model = {program: inner.program, constants: new Map<ArrayId, Float64Array>()};
    const outer = new Builder("outer", 1);
    const inline = (inputs: InlineInput[]) => inlineProgram(outer, model, inputs, new Map());
    expect(() => inline([])).toThrow("inlineProgram: inner has no input for x");
    expect(() => inline([{values: []}])).toThrow("inlineProgram: x takes 2 numbers, got 0");
  });
});
