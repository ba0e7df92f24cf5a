// Whether the judge of GPU answers sees what is wrong, and only that.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {Builder} from "../../worker/compiler/build.ts";
import {interpret} from "../../worker/compiler/interpret.ts";
import type {Model, Value} from "../../worker/compiler/ir.ts";
import {anyCase} from "../compiler/programs.ts";
import {judge} from "./judge.ts";
import {exactly, interpretRounded} from "./roundedInterpreter.ts";

function modelOf(write: (b: Builder, x: Value) => Value): Model {
  const b = new Builder("test", 1);
  const x = b.load(b.param("x", 1, true).array, b.integer(0));
  b.output(0, write(b, x));
  return {program: b.program, constants: new Map()};
}

describe("interpretRounded", () => {
  it("means what the interpreter means where nothing is rounded", () => {
    fc.assert(
      fc.property(anyCase(), ({model, inputs}) => {
        const [ours, theirs] = [interpretRounded(model, inputs, exactly), interpret(model, inputs)];
        ours.forEach((value, k) => expect(value).toBe(theirs[k]));
      }),
      {numRuns: 100, seed: 3}
    );
  });
});

describe("judge", () => {
  const sine = modelOf((b, x) => b.apply("sin", x));

  it("accepts what f32 gives and refuses what is further off", () => {
    const wanted = Math.sin(2);
    expect(judge(sine, [[2]], [Math.fround(wanted)])).toMatchObject({decided: 1, why: ""});
    expect(judge(sine, [[2]], [wanted + 1e-5]).why).toMatch(/^row 0: GPU 0\.909/);
    expect(judge(sine, [[2]], [NaN]).why).not.toBe("");
    expect(judge(sine, [[Infinity]], [NaN]).why).toBe("");
    expect(judge(sine, [[Infinity]], [1]).why).not.toBe("");
  });

  it("allows more where the arithmetic is worse conditioned", () => {
    const cancelling = modelOf((b, x) => {
      const large = b.number(1000.123);
      return b.apply("sub", b.apply("mul", x, large), large);
    });
    const wanted = 1.001 * 1000.123 - 1000.123;
    expect(judge(cancelling, [[1.001]], [wanted + 5e-5]).why).toBe("");
    expect(judge(cancelling, [[1.001]], [wanted + 5e-3]).why).not.toBe("");
  });

  it("claims nothing where f32 is out of its range", () => {
    const square = modelOf((b, x) => b.apply("mul", x, x));
    expect(judge(square, [[1e30]], [Infinity])).toMatchObject({decided: 0, all: 1, why: ""});
  });
});
