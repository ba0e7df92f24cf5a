// The interpreter's meaning of each op, on programs small enough to compute by hand.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {Builder} from "../../worker/compiler/build.ts";
import {interpret} from "../../worker/compiler/interpret.ts";
import type {Value} from "../../worker/compiler/ir.ts";
import {verify} from "../../worker/compiler/verify.ts";
import {anyCase} from "./programs.ts";

const none = new Map<number, Float64Array>();

/** What a program of one parameter x answers. */
function answer(
  x: number[],
  outputs: number,
  write: (builder: Builder, load: (k: number) => Value) => void
): number[] {
  const builder = new Builder("test", outputs);
  const {array} = builder.param("x", x.length);
  write(builder, (k) => builder.load(array, builder.integer(k)));
  verify(builder.program);
  return [...interpret({program: builder.program, constants: none}, [x])];
}

describe("interpret", () => {
  it("applies ops in order and stores the answer", () => {
    const result = answer([3, 4], 2, (b, x) => {
      b.output(0, b.apply("hypot", x(0), x(1)));
      b.output(1, b.apply("select", b.apply("lt", x(0), x(1)), x(0), x(1)));
    });
    expect(result).toEqual([5, 3]);
  });

  it("reads NaN at an f64 index that is no place, and stores nothing there", () => {
    const places = [0, 1, -1, 2, 0.5, NaN, -0];
    const result = answer([7, 8, ...places], 9, (b, x) => {
      const local = b.array("local", "local", 2);
      b.store(local, b.integer(0), x(0));
      b.store(local, b.integer(1), x(1));
      places.forEach((_, k) => b.output(k, b.load(local, x(2 + k))));
      b.store(local, x(4), b.number(100));
      b.output(7, b.load(local, b.integer(0)));
      b.store(local, x(3), b.number(100));
      b.output(8, b.load(local, b.integer(1)));
    });
    expect(result).toEqual([7, 8, NaN, NaN, NaN, NaN, 7, 7, 100]);
  });

  it("stores only where the condition holds", () => {
    const result = answer([1, 2], 2, (b, x) => {
      b.store(0, b.integer(0), x(1), b.boolean(false));
      b.store(0, b.integer(1), x(1), b.boolean(true));
    });
    expect(result).toEqual([0, 2]);
  });

  it("carries values through a for loop, all at once", () => {
    const result = answer([1, 1], 3, (b, x) => {
      const [from, to] = [b.integer(0), b.integer(10)];
      const results = b.loop(
        {from, to, step: 2, trips: 5},
        [x(0), x(1), b.number(0)],
        (i, [p, q, sum]) => [q, b.apply("add", p, q), b.apply("add", sum, b.apply("number", i))]
      );
      results.forEach((value, k) => b.output(k, value));
    });
    expect(result).toEqual([8, 13, 20]);
  });

  it.each([
    [5, [5, 32]],
    [0, [0, 1]],
    [6, [6, 64]],
    [7, [NaN, NaN]]
  ])("runs a while loop to %d and gives NaN past its limit", (n, expected) => {
    const result = answer([n], 2, (b, x) => {
      const results = b.repeat(
        6,
        [b.number(0), b.number(1)],
        ([k]) => b.apply("lt", k, x(0)),
        ([k, p]) => [b.apply("add", k, b.number(1)), b.apply("add", p, p)]
      );
      results.forEach((value, k) => b.output(k, value));
    });
    expect(result).toEqual(expected);
  });

  it("refuses an i32 index out of range and inputs of another length", () => {
    expect(() =>
      answer([1], 1, (b) => {
        const two = b.apply("iadd", b.integer(1), b.integer(1));
        b.output(0, b.load(1, two));
      })
    ).toThrow("interpret: x has 1 numbers, got the i32 index 2");
    const {program} = new Builder("empty", 1);
    program.params.push({name: "y", size: 2, array: 0, isNumber: false});
    expect(() => interpret({program, constants: none}, [[1]])).toThrow("y takes 2 numbers, got 1");
  });
});

describe("random programs", () => {
  it("are well formed and run", () => {
    fc.assert(
      fc.property(anyCase(), ({model, inputs}) => {
        verify(model.program);
        expect(interpret(model, inputs)).toHaveLength(model.program.arrays[0].size);
      }),
      {numRuns: 300}
    );
  });

  it("stay bounded where they are smooth", () => {
    fc.assert(
      fc.property(anyCase({smooth: true}), ({model, inputs}) => {
        verify(model.program);
        for (const value of interpret(model, inputs)) expect(Math.abs(value)).toBeLessThan(100);
      }),
      {numRuns: 300}
    );
  });
});
