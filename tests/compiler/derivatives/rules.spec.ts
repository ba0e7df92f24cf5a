import {describe, expect, it} from "vitest";
import * as derivatives from "../../../worker/compiler/derivatives/derivatives.ts";
import {forward} from "../../../worker/compiler/derivatives/forward.ts";
import {reverse} from "../../../worker/compiler/derivatives/reverse.ts";
import {RULES} from "../../../worker/compiler/derivatives/rules.ts";
import {interpret} from "../../../worker/compiler/interpret.ts";
import type {Model, Value} from "../../../worker/compiler/ir.ts";
import {OPS, OP_NAMES, type OpName} from "../../../worker/compiler/ops.ts";
import {differences, errorOf} from "./differences.ts";
import {makeModel, type Pen} from "./models.ts";

/** An operation on the elements of x. */
function operation(name: OpName): Model {
  return makeModel({x: OPS[name].takes.length}, "number", ({is, load}, x) => [
    is(name, ...OPS[name].takes.map((_, k) => load(x, k)))
  ]);
}
const slopes = (model: Model, x: number[]): number[][] =>
  [
    forward(model, {by: "x", directions: "identity"}),
    reverse(model, {by: "x", weights: "each"})
  ].map((derivative) => Array.from(interpret(derivative, [x])));

const UNARY: Partial<Record<OpName, number[]>> = {
  sqrt: [0.3, 7], log: [0.2, 5], log1p: [-0.6, 3], log2: [0.2, 5], log10: [0.2, 5], asin: [-0.9, 0.4],
  acos: [-0.9, 0.4], acosh: [1.2, 6], atanh: [-0.8, 0.3], lgamma: [0.3, 4.5, 30, -1.4],
  digamma: [0.3, 1.46, 4.5, 30, -1.4, -7.7], expm1: [-30, -0.1, 2]
}; // prettier-ignore
const BINARY: Partial<Record<OpName, number[][]>> = {
  pow: [[2.5, 3.2], [0.4, -1.7]],
  div: [[2.5, 3.2], [-0.4, -1.7]],
  atan2: [[1, 2], [-1, -2], [3, -1]],
  rem: [[7.3, 2.1], [-7.3, 2.1], [7.3, -2.1]]
}; // prettier-ignore

describe("every operation with a derivative", () => {
  const names = OP_NAMES.filter(
    (name) => RULES[name] && OPS[name].takes.every((type) => type === "f64")
  );
  it.each(names)("%s", (name) => {
    const model = operation(name);
    const points =
      OPS[name].takes.length === 1
        ? (UNARY[name] ?? [-1.7, -0.3, 0.6, 2.3]).map((x) => [x])
        : (BINARY[name] ?? [[1.3, -0.4], [-2, 0.7]]); // prettier-ignore
    for (const x of points)
      for (const exact of slopes(model, x))
        expect(errorOf(exact, differences(model, [x]))).toBeLessThan(2e-9);
  });

  it("is in the table: what gives f64 and is no step", () => {
    const steps = ["floor", "ceil", "trunc", "round", "sign", "number"];
    for (const name of OP_NAMES) {
      const isSmooth = OPS[name].gives === "f64" && !steps.includes(name);
      expect([name, RULES[name] !== undefined]).toEqual([name, isSmooth]);
    }
  });
});

describe("at special points", () => {
  const powerOf = (exponent: number) =>
    makeModel({x: 1}, "number", ({builder, is, load}, x) => [
      is("pow", load(x, 0), builder.number(exponent))
    ]);
  const both = (model: Model, ...x: number[]) => {
    const [a, b] = slopes(model, x);
    expect(a).toEqual(b);
    return a;
  };

  it("powers at zero", () => {
    expect(both(powerOf(2), 0)).toEqual([0]);
    expect(both(powerOf(1), 0)).toEqual([1]);
    expect(both(powerOf(0), 0)).toEqual([0]);
    expect(both(powerOf(2.5), 0)).toEqual([0]);
    expect(both(powerOf(3), -2)).toEqual([12]);
    expect(both(operation("pow"), 0, 2)).toEqual([0, 0]);
    expect(both(operation("pow"), 0, 0)[0]).toBe(0);
  });

  it("corners", () => {
    expect(both(operation("abs"), 0)).toEqual([0]);
    expect(both(operation("sqrt"), 0)).toEqual([Infinity]);
    expect(both(operation("hypot"), 0, 0)).toEqual([0, 0]);
    expect(both(operation("min"), 1, 1)).toEqual([1, 0]);
    expect(both(operation("max"), 1, 1)).toEqual([1, 0]);
    expect(both(operation("cbrt"), 0)).toEqual([Infinity]);
  });

  it("far out", () => {
    expect(both(operation("asinh"), 1e200)[0]).toBeCloseTo(0, 100);
    expect(both(operation("asinh"), 1e200)[0] * 1e200).toBeCloseTo(1, 14);
    expect(both(operation("expm1"), -40)[0] / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(both(operation("log1p"), 1e-20)).toEqual([1]);
  });
});

describe("trigamma", () => {
  const trigamma = (x: number) => slopes(operation("digamma"), [x])[0][0];
  const known: [number, number][] = [
    [1, Math.PI * Math.PI / 6],
    [0.5, Math.PI * Math.PI / 2],
    [2, Math.PI * Math.PI / 6 - 1],
    [-0.5, Math.PI * Math.PI / 2 + 4],
    [-1.5, Math.PI * Math.PI / 2 + 4 + 4 / 9],
    [1e5, 1.0000050000166667e-5],
    [1e-8, 1e16]
  ]; // prettier-ignore
  it.each(known)("of %d", (x, value) => {
    expect(Math.abs(trigamma(x) / value - 1)).toBeLessThan(1e-13);
  });

  it("is infinite at the poles", () => {
    expect(trigamma(0)).toBe(Infinity);
    expect(slopes(operation("lgamma"), [3.3])[0][0]).toBeCloseTo(
      interpret(operation("digamma"), [[3.3]])[0],
      15
    );
  });
});

describe("arms that are not taken leave no NaN", () => {
  const scalar = (write: (pen: Pen, x: Value, y: Value) => Value) =>
    makeModel({x: 2}, "number", (pen, x) => [write(pen, pen.load(x, 0), pen.load(x, 1))]);
  const all = (model: Model, x: number[]) => [
    ...slopes(model, x),
    Array.from(interpret(derivatives.hessianVector(model), [x, [1, 1]]))
  ];

  it.each<[string, (pen: Pen, x: Value, y: Value) => Value]>([
    [
      "log",
      ({builder, is}, x) =>
        is("select", is("lt", builder.number(0), x), is("log", x), builder.number(0))
    ],
    [
      "x log x",
      ({builder, is, mul}, x, y) =>
        is("select", is("lt", builder.number(0), x), mul(y, is("log", x)), builder.number(0))
    ],
    [
      "a choice in a choice",
      ({builder, is}, x, y) => {
        const inner = is("select", is("lt", y, builder.number(9)), is("sqrt", x), y);
        return is("select", is("lt", builder.number(0), x), inner, builder.number(1));
      }
    ],
    [
      "a loop",
      ({builder, is, loop}, x) => {
        const [sum] = loop(builder.integer(3), 3, [builder.number(0)], (_index, [before]) => [
          is("add", before, is("log", x))
        ]);
        return is("select", is("lt", builder.number(0), x), sum, builder.number(0));
      }
    ],
    [
      "a choice in a loop",
      ({builder, is, loop}, x) => {
        const root = is("sqrt", x);
        return loop(builder.integer(3), 3, [builder.number(0)], (_index, [before]) => [
          is("add", before, is("select", is("lt", builder.number(0), x), root, before))
        ])[0];
      }
    ],
    [
      "a store that does not happen",
      ({builder, is, local}, x) => {
        const array = local(1);
        const place = builder.integer(0);
        builder.store(array, place, is("log", x), is("lt", builder.number(0), x));
        return builder.load(array, place);
      }
    ],
    [
      "an element that is not read",
      ({builder, is, at, local, loop}, x, y) => {
        const logs = local(2);
        loop(builder.integer(2), 2, [], (index) => {
          builder.store(logs, index, is("log", x));
          return [];
        });
        return loop(builder.integer(2), 2, [builder.number(0)], (index, [before]) => {
          const place = at("isub", builder.integer(1), index);
          const isIn = is("lt", builder.number(0), x);
          const part = is("select", isIn, builder.load(logs, place), builder.number(0));
          return [is("add", before, is("mul", y, part))];
        })[0];
      }
    ]
  ])("%s", (_what, write) => {
    for (const answer of all(scalar(write), [0, 2])) {
      expect(answer.every((value) => value === 0)).toBe(true);
    }
  });

  it("and the arms that are taken count", () => {
    const model = scalar(({builder, is, mul}, x, y) =>
      is("select", is("lt", builder.number(0), x), mul(y, is("log", x)), mul(x, x))
    );
    expect(slopes(model, [2, 3])).toEqual([[1.5, Math.log(2)], [1.5, Math.log(2)]]); // prettier-ignore
    expect(slopes(model, [-2, 3])).toEqual([[-4, 0], [-4, 0]]); // prettier-ignore
  });
});
