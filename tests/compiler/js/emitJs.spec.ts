import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {Builder} from "../../../worker/compiler/build.ts";
import {interpret} from "../../../worker/compiler/interpret.ts";
import type {Constants} from "../../../worker/compiler/ir.ts";
import {STRICT} from "../../../worker/compiler/js/bind.ts";
import {emitJs} from "../../../worker/compiler/js/emitJs.ts";
import {anyCase} from "../programs.ts";
import {make} from "./make.ts";

const none: Constants = new Map();

describe("random programs", () => {
  it("compute the interpreter's bits, into a given array too", () => {
    fc.assert(
      fc.property(anyCase({ops: 80}), ({model, inputs}) => {
        const {source, bind} = emitJs(model);
        const call = bind(model.constants);
        const expected = [...interpret(model, inputs)];
        expect([call(...inputs)].flat(), source).toEqual(expected);
        if (model.program.isScalar) return;
        const out = expected.map(() => 7);
        expect(call(...inputs, out)).toBe(out);
        expect(out, source).toEqual(expected);
      }),
      {numRuns: 1000}
    );
  });
});

describe("the order of things", () => {
  it("computes an arm that is used once only where it is chosen", () => {
    const program = make(1, (b, u, t) => {
      const arms = [b.apply("exp", u(0)), b.apply("log", u(1))];
      b.output(0, b.apply("select", b.apply("lt", t, b.number(0)), arms[0], arms[1]));
    });
    const calls: string[] = [];
    const exp = (x: number) => (calls.push("exp"), x);
    const log = (x: number) => (calls.push("log"), x);
    const call = emitJs({program}).bind(none, {...STRICT, exp, log});
    expect([call([1, 2, 3], -1), call([1, 2, 3], 1)]).toEqual([[1], [2]]);
    expect(calls).toEqual(["exp", "log"]);
  });

  it("reads memory before it changes, through whatever reads it", () => {
    const program = make(2, (b, u, t) => {
      const local = b.array("x", "local", 2);
      const [zero, one] = [b.integer(0), b.integer(1)];
      b.store(local, zero, t);
      const before = b.apply("mul", b.load(local, zero), u(0));
      b.loop({from: zero, to: one, trips: 1}, [], (i) => {
        b.store(local, i, b.apply("add", b.load(local, i), t));
        return [];
      });
      b.output(0, before);
      b.output(1, b.load(local, zero));
    });
    expect(emitJs({program}).bind(none)([5, 0, 0], 3)).toEqual([15, 6]);
  });

  it("carries values all at once: swaps, circles and chains", () => {
    const program = make(3, (b, u) => {
      const bounds = {from: b.integer(0), to: b.integer(4), trips: 4};
      const results = b.loop(bounds, [u(0), u(1), u(2)], (_, [p, q, r]) => [
        b.apply("add", q, r),
        b.apply("mul", p, b.number(2)),
        p
      ]);
      results.forEach((value, k) => b.output(k, value));
    });
    const model = {program, constants: none};
    expect(emitJs(model).bind(none)([1, 2, 3], 0)).toEqual([...interpret(model, [[1, 2, 3], [0]])]);
  });

  it("gives NaN past a while loop's limit and keeps bools", () => {
    const program = make(2, (b, _, t) => {
      const [x, flag] = b.repeat(
        5,
        [t, b.boolean(true)],
        ([value]) => b.apply("lt", value, b.number(100)),
        ([value, other]) => [b.apply("mul", value, b.number(2)), b.apply("not", other)]
      );
      b.output(0, x);
      b.output(1, b.apply("select", flag, b.number(1), b.number(0)));
    });
    const call = emitJs({program}).bind(none);
    expect([call([0, 0, 0], 20), call([0, 0, 0], 1)]).toEqual([
      [160, 0],
      [NaN, 0]
    ]);
  });

  it("starts every call with zeros in local arrays, also after a call that failed", () => {
    const program = make(1, (b, u, t) => {
      const local = b.array("x", "local", 2);
      b.store(local, u(0), b.apply("exp", t));
      b.output(0, b.load(local, b.integer(1)));
    });
    let fails = true;
    const exp = (x: number) => {
      if (fails) throw new Error("no");
      return x;
    };
    const call = emitJs({program}).bind(none, {...STRICT, exp});
    expect(() => call([1, 0, 0], 4)).toThrow("no");
    fails = false;
    expect([call([1, 0, 0], 4), call([0, 0, 0], 4), call([0.5, 0, 0], 4)]).toEqual([[4], [0], [0]]);
  });

  it("may answer into its own argument", () => {
    const program = make(3, (b, u) => {
      for (let k = 0; k < 3; k++) b.output(k, u((k + 1) % 3));
    });
    const u = [1, 2, 3];
    emitJs({program}).bind(none)(u, 0, u);
    expect(u).toEqual([2, 3, 1]);
    const turned = make(3, (b) => {
      b.loop({from: b.integer(0), to: b.integer(3), trips: 3}, [], (i) => {
        const from = b.apply("irem", b.apply("iadd", i, b.integer(1)), b.integer(3));
        b.store(0, i, b.load(1, from));
        return [];
      });
    });
    emitJs({program: turned}).bind(none)(u, 0, u);
    expect(u).toEqual([3, 1, 2]);
  });
});

describe("addresses", () => {
  it("wrap at 32 bits where they may get there, and say nothing of it elsewhere", () => {
    const program = make(3, (b) => {
      const big = b.integer(2147483647);
      const wrapped = b.apply("iadd", big, b.integer(1));
      b.output(0, b.apply("number", wrapped));
      b.output(1, b.apply("number", b.apply("imul", big, big)));
      b.output(2, b.apply("number", b.apply("imul", b.integer(0), b.integer(-3))));
    });
    const {source, bind} = emitJs({program});
    expect(bind(none)([0, 0, 0], 0)).toEqual([-2147483648, 1, 0]);
    expect(source).toContain("2147483647 + 1 | 0");
  });
});

describe("constants", () => {
  it("are data around the text, numbers among them", () => {
    const builder = new Builder("f", 1, true);
    const {array} = builder.param("x", 1, true);
    const [table, scale] = [builder.array("y", "constant", 2), builder.array("sd", "constant", 1)];
    const zero = builder.integer(0);
    const x = builder.load(array, zero);
    const value = builder.apply("mul", builder.load(table, x), builder.load(scale, zero));
    builder.output(0, value);
    const {source, bind} = emitJs({program: builder.program});
    expect(source).toContain("return at(y, x) * sd;");
    const first = bind(new Map([[table, Float64Array.of(3, 4)], [scale, Float64Array.of(10)]])); // prettier-ignore
    const second = bind(new Map([[table, Float64Array.of(5, 6)], [scale, Float64Array.of(2)]])); // prettier-ignore
    expect([first(1), second(0), first(-1), first(0.5), first(-0)]).toEqual([40, 10, NaN, NaN, 30]);
  });
});

describe("misuse", () => {
  const call = emitJs({
    program: make(2, (b, u, t) => {
      b.output(0, b.apply("add", u(0), t));
      b.output(1, u(1));
    })
  }).bind(none) as (...args: unknown[]) => unknown;

  it.each([
    [[[1, 2], 0], RangeError, "f: u must have 3 elements, got 2"],
    [[7, 0], TypeError, "f: u must have 3 elements, got 7"],
    [[undefined, 0], TypeError, "f: u must have 3 elements, got undefined"],
    [["ab", 0], TypeError, 'f: u must have 3 elements, got "ab"'],
    [[[1, 2, 3]], TypeError, "f: t must be a number or an array of one, got undefined"],
    [[[1, 2, 3], "1"], TypeError, 'f: t must be a number or an array of one, got "1"'],
    [
      [
        [1, 2, 3],
        [1, 2]
      ],
      RangeError,
      "f: t must be a number or an array of one, got 2 elements"
    ],
    [[[1, 2, 3], 0, [1]], RangeError, "f: out must have 2 elements, got 1"]
  ])("%j ends before the work", (args, Failure, message) => {
    expect(() => call(...args)).toThrow(new Failure(message));
  });

  it("is not a number in an array, nor what the program does not read", () => {
    expect(call([1, 2, 3], [4])).toEqual([5, 2]);
    expect(call(Float64Array.of(1, 2, 3), Float32Array.of(4))).toEqual([5, 2]);
    const builder = new Builder("idle", 1);
    builder.param("u", 2);
    builder.param("t", 1, true);
    builder.output(0, builder.number(9));
    const idle = emitJs({program: builder.program}).bind(none);
    expect(idle(undefined, undefined)).toEqual([9]);
  });
});

describe("large programs", () => {
  it("of ten thousand ops still run, with answers through an array of their own", () => {
    const program = make(200, (b, u, t) => {
      let value = t;
      for (let k = 0; k < 10_000; k++) {
        value = b.apply(k % 2 === 0 ? "mul" : "add", value, u(k % 3));
        if (k % 50 === 0) b.output(k / 50, value);
      }
    });
    const inputs = [[0.5, 1.01, 0.99], [1]];
    const expected = [...interpret({program, constants: none}, inputs)];
    expect(emitJs({program}).bind(none)(...inputs)).toEqual(expected);
  });
});
