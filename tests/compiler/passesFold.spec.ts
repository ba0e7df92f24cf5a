// What is known while compiling is computed then, and only laws that keep every bit are used.
import {describe, expect, it} from "vitest";
import type {Builder} from "../../worker/compiler/build.ts";
import type {Value} from "../../worker/compiler/ir.ts";
import {dce} from "../../worker/compiler/passes/dce.ts";
import {fold} from "../../worker/compiler/passes/fold.ts";
import {strictMath} from "../../worker/math.ts";
import {count, make, outline, run} from "./outline.ts";

describe("fold", () => {
  it("computes constants with the ops' own bits", () => {
    const program = dce(fold(make((b) => b.apply("exp", b.apply("sin", b.number(0.7))))));
    expect(outline(program)).toBe("store");
    expect(run(program, 0)).toBe(strictMath.exp(strictMath.sin(0.7)));
  });

  it("finds the places of numbers that are known, or that there are none", () => {
    const read = (place: number) =>
      dce(fold(make((b) => b.load(b.program.params[0].array, b.number(place)))));
    expect(outline(read(0))).toBe("load store");
    for (const place of [-1, 0.5, 99, NaN]) {
      expect(outline(read(place))).toBe("store");
      expect(run(read(place), 3)).toBe(NaN);
    }
  });

  type Write = (b: Builder, a: Value, other: Value) => Value;
  const choose = (b: Builder, condition: Value, a: Value) => b.apply("select", condition, a, b.number(5)); // prettier-ignore
  it.each<[string, string, Write]>([
    ["a·1", "", (b, a) => b.apply("mul", a, b.number(1))],
    ["1·a", "", (b, a) => b.apply("mul", b.number(1), a)],
    ["a·−1", "neg", (b, a) => b.apply("mul", a, b.number(-1))],
    ["a/1", "", (b, a) => b.apply("div", a, b.number(1))],
    ["a/−1", "neg", (b, a) => b.apply("div", a, b.number(-1))],
    ["a − 0", "", (b, a) => b.apply("sub", a, b.number(0))],
    ["a + −0", "", (b, a) => b.apply("add", a, b.number(-0))],
    ["a + 0", "add", (b, a) => b.apply("add", a, b.number(0))],
    ["a − −0", "sub", (b, a) => b.apply("sub", a, b.number(-0))],
    ["0 − a", "sub", (b, a) => b.apply("sub", b.number(0), a)],
    ["−0 − a", "neg", (b, a) => b.apply("sub", b.number(-0), a)],
    ["a·0", "mul", (b, a) => b.apply("mul", a, b.number(0))],
    ["a − a", "sub", (b, a) => b.apply("sub", a, a)],
    ["a/a", "div", (b, a) => b.apply("div", a, a)],
    ["−−a", "", (b, a) => b.apply("neg", b.apply("neg", a))],
    ["a + −b", "sub", (b, a, c) => b.apply("add", a, b.apply("neg", c))],
    ["−a + b", "sub", (b, a, c) => b.apply("add", b.apply("neg", a), c)],
    ["a − −b", "add", (b, a, c) => b.apply("sub", a, b.apply("neg", c))],
    ["−a·−b", "mul", (b, a, c) => b.apply("mul", b.apply("neg", a), b.apply("neg", c))],
    ["|−a|", "abs", (b, a) => b.apply("abs", b.apply("neg", a))],
    ["⌊⌈a⌉⌋", "ceil", (b, a) => b.apply("floor", b.apply("ceil", a))],
    ["min(a, a)", "", (b, a) => b.apply("min", a, a)],
    ["a^1", "", (b, a) => b.apply("pow", a, b.number(1))],
    ["a^0", "", (b, a) => b.apply("pow", a, b.number(0))],
    ["a^2", "pow", (b, a) => b.apply("pow", a, b.number(2))],
    ["a < a", "", (b, a) => choose(b, b.apply("lt", a, a), a)],
    ["a = a", "eq select", (b, a) => choose(b, b.apply("eq", a, a), a)],
    ["a ≤ NaN", "", (b, a) => choose(b, b.apply("le", a, b.number(NaN)), a)],
    ["a ≠ NaN", "", (b, a) => choose(b, b.apply("ne", a, b.number(NaN)), a)],
    [
      "not a < 1",
      "lt select",
      (b, a) => choose(b, b.apply("not", b.apply("lt", a, b.number(1))), a)
    ],
    [
      "not a = 1",
      "ne select",
      (b, a) => choose(b, b.apply("not", b.apply("eq", a, b.number(1))), a)
    ],
    [
      "true and a < 1",
      "lt select",
      (b, a) => choose(b, b.apply("and", b.boolean(true), b.apply("lt", a, b.number(1))), a)
    ],
    [
      "true or a < 1",
      "",
      (b, a) => choose(b, b.apply("or", b.boolean(true), b.apply("lt", a, b.number(1))), a)
    ],
    ["c ? a : a", "", (b, a, c) => b.apply("select", b.apply("lt", a, c), a, a)]
  ])("%s becomes [%s] and keeps its bits", (_what, expected, write) => {
    const before = make((builder, {a, b}) => write(builder, a, b));
    const after = dce(fold(before));
    const words = outline(after).split(" ").filter((word) => word !== "load" && word !== "store"); // prettier-ignore
    expect(words.join(" ")).toBe(expected);
    const numbers = [0, -0, 1, -1, 2.5, -2.5, NaN, Infinity, -Infinity, 5e-324, 1.7e308];
    for (const a of numbers) {
      for (const b of numbers) expect(run(after, a, b)).toBe(run(before, a, b));
    }
  });

  it("simplifies addresses", () => {
    const program = make((b, {x}) => {
      const [sum] = count(b, 2, [b.number(0)], (i, [sum]) => {
        const once = b.apply("iadd", b.apply("iadd", i, b.integer(3)), b.integer(-1));
        const twice = b.apply("isub", b.apply("imul", once, b.integer(1)), b.integer(1));
        return [b.apply("add", sum, b.load(x, twice))];
      });
      return sum;
    });
    expect(outline(dce(fold(program)))).toBe("for(iadd load add) store");
    expect(run(dce(fold(program)), 0)).toBe(5);
  });

  it("leaves out loops of no pass and opens those of one", () => {
    const program = make((b, {a}) => {
      const [none] = count(b, 0, [a], (_, [x]) => [b.apply("exp", x)]);
      const [once] = count(b, 1, [none], (_, [x]) => [b.apply("sin", x)]);
      return count(b, 2, [once], (_, [x]) => [b.apply("cos", x)])[0];
    });
    expect(outline(dce(fold(program)))).toBe("load sin for(cos) store");
  });

  it("drops carries that no pass changes and merges those that are alike", () => {
    const program = make((b, {a, b: c}) => {
      const [first, second, kept] = count(b, 3, [a, a, c], (_, [p, , r]) => {
        const next = b.apply("mul", p, r);
        return [next, next, r];
      });
      return b.apply("add", b.apply("add", first, second), kept);
    });
    const [loop] = fold(program).body.ops.filter(({kind}) => kind === "for");
    expect(loop).toMatchObject({carries: [{}]});
    expect(run(fold(program), 2, 3)).toBe(run(program, 2, 3));
  });

  it("knows that a while loop past its limit ends as NaN", () => {
    const program = make((b, {a}) => {
      const [, result] = b.repeat(
        2,
        [b.number(0), b.number(7)],
        ([k]) => b.apply("lt", k, a),
        ([k, seven]) => [b.apply("add", k, b.number(1)), seven]
      );
      return result;
    });
    expect(run(fold(program), 2)).toBe(7);
    expect(run(fold(program), 3)).toBeNaN();
  });

  it("settles conditions of stores", () => {
    const program = make((b, {a}) => {
      b.store(0, b.integer(0), a, b.boolean(false));
      b.store(0, b.integer(0), a, b.apply("not", b.boolean(false)));
      return a;
    });
    const stores = fold(program).body.ops.filter(({kind}) => kind === "store");
    expect(stores.map((op) => "where" in op)).toEqual([false, false]);
  });
});
