import {describe, expect, it} from "vitest";
import {Builder} from "../../../worker/compiler/build.ts";
import {interpret} from "../../../worker/compiler/interpret.ts";
import type {Constants, Value} from "../../../worker/compiler/ir.ts";
import {emitJs} from "../../../worker/compiler/js/emitJs.ts";
import type {OpName} from "../../../worker/compiler/ops.ts";
import {make} from "./make.ts";

const none: Constants = new Map();

/** The text of one expression of a, b, c, d, which are numbers. */
function textOf(
  write: (apply: (name: OpName, ...args: Value[]) => Value, names: Value[], b: Builder) => Value
): string {
  const builder = new Builder("f", 1, true);
  const names = [..."abcd"].map((name) => {
    const {array} = builder.param(name, 1, true);
    return builder.load(array, builder.integer(0));
  });
  builder.output(
    0,
    write((name, ...args) => builder.apply(name, ...args), names, builder)
  );
  return /return (.*);/.exec(emitJs({program: builder.program}).source)?.[1] ?? "";
}

describe("the text", () => {
  it("reads like the function that a person would write", () => {
    const program = make(2, (b, u, t) => {
      const [x, y] = [u(0), u(1)];
      const meeting = b.apply("mul", x, y);
      b.output(0, b.apply("sub", b.apply("mul", t, x), meeting));
      b.output(1, b.apply("add", b.apply("exp", b.apply("neg", y)), meeting));
    });
    expect(emitJs({program}).source).toBe(
      [
        "function f(u, t, out) {",
        '  if (u?.length !== 3) misfit("u", 3, u);',
        '  if (typeof t !== "number") t = only("t", t);',
        '  if (out !== undefined && out.length !== 2) misfit("out", 2, out);',
        "  const u0 = u[0];",
        "  const u1 = u[1];",
        "  const v1 = u0 * u1;",
        "  const out0 = t * u0 - v1;",
        "  const out1 = exp(-u1) + v1;",
        "  if (out === undefined) return [out0, out1];",
        "  out[0] = out0;",
        "  out[1] = out1;",
        "  return out;",
        "}"
      ].join("\n")
    );
  });

  it("writes what is assigned to first", () => {
    const program = make(1, (b, u, t) => {
      const bounds = {from: b.integer(0), to: b.integer(3), trips: 3};
      const [sum, product] = b.loop(bounds, [t, u(0)], (i, [p, q]) => [
        b.apply("add", b.apply("add", b.load(1, i), t), p),
        b.apply("mul", b.apply("add", b.load(1, i), t), q)
      ]);
      b.output(0, b.apply("add", sum, product));
    });
    const {source} = emitJs({program});
    expect(source).toContain("c1 += u[i] + t;");
    expect(source).toContain("c2 *= u[i] + t;");
  });

  it("writes loops with sums", () => {
    const program = make(
      1,
      (b, _, t) => {
        const bounds = {from: b.integer(0), to: b.integer(3), trips: 3};
        const [sum] = b.loop(bounds, [t], (i, [within]) => [
          b.apply("add", within, b.apply("sqrt", b.load(1, i)))
        ]);
        b.output(0, sum);
      },
      {isScalar: true}
    );
    expect(emitJs({program}).source.split("\n").slice(3)).toEqual([
      "  let c1 = t;",
      "  for (let i = 0; i < 3; i++) {",
      "    c1 += Math.sqrt(u[i]);",
      "  }",
      "  return c1;",
      "}"
    ]);
  });

  it.each<[string, Parameters<typeof textOf>[0]]>([
    ["a + b + c", (f, [a, b, c]) => f("add", f("add", a, b), c)],
    ["b + c + a", (f, [a, b, c]) => f("add", a, f("add", b, c))],
    ["a / (b * c)", (f, [a, b, c]) => f("div", a, f("mul", b, c))],
    ["a + 2 * (b - c)", (f, [a, b, c], x) => f("add", a, f("mul", x.number(2), f("sub", b, c)))],
    ["a - 2", (f, [a], b) => f("add", b.number(-2), a)],
    ["a === 0 ? b : c", (f, [a, b, c], x) => f("select", f("eq", x.number(0), a), b, c)],
    ["a - (b - c)", (f, [a, b, c]) => f("sub", a, f("sub", b, c))],
    ["a * b / c % d", (f, [a, b, c, d]) => f("rem", f("div", f("mul", a, b), c), d)],
    ["b / c * a", (f, [a, b, c]) => f("mul", a, f("div", b, c))],
    ["(a + b) * -c", (f, [a, b, c]) => f("mul", f("add", a, b), f("neg", c))],
    ["-(-a)", (f, [a]) => f("neg", f("neg", a))],
    ["a - b", (f, [a, b]) => f("add", a, f("neg", b))],
    ["a - 2", (f, [a], b) => f("add", a, b.number(-2))],
    ["a - -2", (f, [a], b) => f("sub", a, b.number(-2))],
    ["-0 / a", (f, [a], b) => f("div", b.number(-0), a)],
    ["pow(a, Math.min(b, c))", (f, [a, b, c]) => f("pow", a, f("min", b, c))],
    ["a < b ? c : d", (f, [a, b, c, d]) => f("select", f("lt", a, b), c, d)],
    ["(a < b ? c : d) + a", (f, [a, b, c, d]) => f("add", f("select", f("lt", a, b), c, d), a)],
    [
      "a < b ? c : c === d ? a : b",
      (f, [a, b, c, d]) => f("select", f("lt", a, b), c, f("select", f("eq", c, d), a, b))
    ],
    [
      "!(a < b) && (c <= d || a !== c) ? a : NaN",
      (f, [a, b, c, d], builder) =>
        f(
          "select",
          f("and", f("not", f("lt", a, b)), f("or", f("le", c, d), f("ne", a, c))),
          a,
          builder.number(NaN)
        )
    ]
  ])("has no more parentheses than %s", (expected, write) => {
    expect(textOf(write)).toBe(expected);
  });

  it("keeps to lines that can be read", () => {
    const program = make(1, (b, u, t) => {
      let value = t;
      for (let k = 0; k < 40; k++) {
        const term = b.apply("mul", u(k % 3), b.number(k + 0.125));
        value = b.apply("add", value, b.apply("exp", term));
      }
      b.output(0, value);
    });
    const lines = emitJs({program}).source.split("\n");
    expect(lines.length).toBeGreaterThan(8);
    for (const line of lines) expect(line.length).toBeLessThan(130);
  });

  it("leaves names of the reader's alone and steps aside itself", () => {
    const builder = new Builder("exp", 1, true);
    const names = ["exp", "Math", "out", "class", "at", "x-y", "v1"];
    const values = names.map((name) =>
      builder.load(builder.param(name, 1, true).array, builder.integer(0))
    );
    const sum = values.reduce((a, b) => builder.apply("add", a, builder.apply("exp", b)));
    builder.output(0, builder.apply("abs", sum));
    const {source, bind} = emitJs({program: builder.program});
    expect(source).toContain("function exp_(exp, Math_, out, class_, at, x_y, v1)");
    const inputs = names.map((_, k) => [k / 4]);
    const expected = interpret({program: builder.program, constants: none}, inputs);
    expect(bind(none)(...inputs)).toBe(expected[0]);
  });
});
