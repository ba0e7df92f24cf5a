import {describe, expect, it} from "vitest";
import {compileCell} from "../../web/lang/compile.ts";
import {JS, TS, runCell} from "./runCell.ts";

const names = (source: string) => compileCell(source, TS).reads.map(({name}) => name);
const given = (source: string) => compileCell(source, TS).defines;

describe("a cell is an expression if it can be read as one", () => {
  it.each([
    ["1 + 1", 2],
    ["{foo: 1}", {foo: 1}],
    ["{}", {}],
    ["(1, 2)", 2],
    ["await Promise.resolve(3)", 3],
    ["// why\n4 // because\n/* and */", 4],
    ["5 as number satisfies number", 5],
    ["((x: number) => x * 2)(3)", 6],
    ["(function () { return 7 })()", 7],
    ["`a${8}`", "a8"],
    ["[...'ab'].map((c) => c.length)", [1, 1]],
    ["new (class { a = 9 })().a", 9]
  ])("%s", async (source, value) => {
    expect(compileCell(source, TS).kind).toBe("expression");
    const result = await runCell(source);
    expect(result).toEqual({value});
  });

  it.each([
    "",
    "  // nothing",
    "1 + 1;",
    "function f() {}",
    "async function* f() {}",
    "class A {}",
    "{ let x = 1 }",
    "{ foo(1); }",
    "label: for (;;) break label",
    "if (1) {}",
    "let x"
  ])("and a program otherwise: %s", (source) => {
    expect(compileCell(source, TS).kind).toBe("program");
  });

  it("as a promise or a generator it is left to the runtime", async () => {
    const {value} = await runCell("(function* () { yield 1 })()");
    expect([...(value as Generator)]).toEqual([1]);
  });
});

describe("a cell gives", () => {
  it.each([
    ["const a = 1, {b, c: [d, ...e], ...f} = x; let g; var h", "a b d e f g h"],
    ["function f() {} async function g() {} class A {}", "f g A"],
    ["import x, {y as z, w} from 'q'; import * as n from 'q'; import 'q'", "x z w n"],
    ["const _a = 1, b = 2; function _f() {}", "b"],
    ["{ const a = 1; var b = 2; function f() {} }", ""],
    ["for (var i = 0; i < 1; i++) { var j = i } if (1) { var k } let l", "l"],
    ["export const a = 1; export function f() {} export {}", "a f"],
    ["using a = null; await using b = null", "a b"],
    ["const f = (p) => { const q = p; return q }", "f"],
    ["type T = 1; interface I {}", ""]
  ])("%s → %s", (source, expected) => {
    expect(given(source).join(" ")).toBe(expected);
  });

  it("what its names hold in the end", async () => {
    expect(await runCell("let a = 1; const {b} = {b: 2}; function f() { return 3 } a = 4")).toEqual(
      {
        a: 4,
        b: 2,
        f: expect.any(Function) as unknown
      }
    );
  });

  it("functions that are known before they stand there, and by kind", async () => {
    const source =
      "const a = f(); function f() { return g() } async function g() { return 1 } const h = () => 1";
    expect(compileCell(source, TS).functions).toEqual(["f", "g"]);
    await expect((await runCell(source)).a).resolves.toBe(1);
  });

  it("in JavaScript what it gives in TypeScript, where a < b > (c) compares", () => {
    expect(compileCell("a < b > (c)", JS).code).toContain("a < b > (c)");
    expect(compileCell("const x = 1", JS).defines).toEqual(["x"]);
  });
});

describe("a cell reads", () => {
  it.each([
    ["x + y * x", "x y"],
    ["const f = (a, b = c, {d = e, [g]: h}, ...i) => a + b + d + h + i + j", "c e g j"],
    ["function f() { return g() + later } const later = 1; function g() {}", ""],
    ["const f = (a = x) => { var x = 1; return x + a }", "x"],
    ["try { a } catch ({b}) { b + c }", "a c"],
    [
      "class A extends B { [k] = v; static m(p) { return p + q + A } #r = s; static { var t = u; t } }",
      "B k v q s u"
    ],
    ["const A = class B { m() { return B } }; A", ""],
    ["outer: for (;;) { break outer; }", ""],
    ["({x, y: z, [w]: 1, v() { return u }, get t() { return s }}).r.q[p]", "x z w u s p"],
    ["for (const a of b) { a; c } for (let i in d) i; for (e of f);", "b c d f"],
    ["{ let x = 1; x } x", "x"],
    ["switch (a) { case b: let c = 1; c; default: d }", "a b d"],
    ["function f() { arguments; this; new.target; undefined; NaN; Infinity }", ""],
    ["const f = function g() { return g + f }", ""],
    ["typeof a === 'b'", "a"],
    ["`${a}${`${b}`}` + c`d${e}`", "a b c e"],
    ["if (1) { function f() {} } f()", "f"],
    ["let x = (() => x1)(); x1; x.x2?.x3", "x1"],
    ["import a from 'b'; a + c", "c"],
    ["async () => { for await (const a of b) a; await c }", "b c"],
    ["x ||= y; x++; [z.w, v] = u", "x y z u"],
    ["new A<B>(c as D, <E>f, g!)", "A c f g"]
  ])("%s → %s", (source, expected) => {
    expect(names(source).join(" ")).toBe(expected);
  });

  it("each name once, where it first stands", () => {
    expect(compileCell("// a\nfoo(bar,\n  foo)", TS).reads).toEqual([
      {name: "foo", line: 2, column: 1},
      {name: "bar", line: 2, column: 5}
    ]);
  });

  it.each([
    ["x = 1", "x"],
    ["x += 1; y++; --z", "x y z"],
    ["[a, {b, c: d = e, ...f}] = g", "a b d f"],
    ["for (a of b); for ({c} in d);", "a c"],
    ["let x; x = 1; function f(y) { y = 2; z = 3 }", "z"],
    ["(x as any) = 1; x.y = 2", "x"]
  ])("and %s assigns %s", (source, expected) => {
    expect(
      compileCell(source, TS)
        .assigns.map(({name}) => name)
        .join(" ")
    ).toBe(expected);
  });
});

describe("a cell is marked", () => {
  const marks = (source: string, options = TS) =>
    compileCell(source, options).marks.map(({kind, what}) => `${kind} ${what}`);

  it.each([
    [
      "Math.random() + globalThis.Math['random']()",
      ["random Math.random", "random globalThis.Math['random']", "inexact globalThis.Math"]
    ],
    ["const {random, sin} = Math", ["random Math.random"]],
    [
      "Date.now() + performance.now() + +new Date()",
      ["clock Date.now", "clock performance.now", "clock new Date()"]
    ],
    ["new Date(2020, 1) > Date.UTC(1)", []],
    ["function f(Math, Date) { return Math.random() + Date.now() }", []],
    [
      "window.Math.sin(1); eval('1'); new Function('x')",
      ["inexact window.Math", "inexact eval", "inexact Function"]
    ],
    [
      "x.push(1); x[0] = 1; x.y.z++; delete x.w; [x.v] = [1]; x.map(f)",
      ["mutation x.push", "mutation x[0]", "mutation x.y.z", "mutation x.w", "mutation x.v"]
    ],
    ["let x = []; x.push(1); x[0] = 1", []]
  ])("%s", (source, expected) => {
    expect(marks(source)).toEqual(expected);
  });

  it("at its place", () => {
    expect(compileCell("1 +\n  Math.random()", TS).marks[0]).toEqual({
      kind: "random",
      what: "Math.random",
      line: 2,
      column: 3,
      length: 11
    });
  });

  it("inexact only where numbers are to be exact", () => {
    expect(marks("window.Math.sin(1)", {language: "ts", numerics: "fast"})).toEqual([]);
  });
});

describe("a view", () => {
  const code = (source: string) => compileCell(source, TS).code.split("\n")[0].slice(13);

  it.each([
    ["const n = view(a)", 'const n = view(a, "n")'],
    ["export let n = view<number>((a),)", '       let n = view        ((a),"n")'],
    ["const n = view(a as B // why\n)", "const n = view(a      // why"],
    [
      "const n = view(a, b), {m} = view(a), k = view(...a)",
      "const n = view(a, b), {m} = view(a), k = view(...a)"
    ],
    ["const view = 1; const n = view(a)", "const view = 1; const n = view(a)"],
    ["{ const n = view(a) }", "{ const n = view(a) }"]
  ])("is told its name: %s", (source, expected) => {
    expect(code(source)).toBe(expected);
  });

  it("even behind a comment", async () => {
    const view = (value: unknown, name: string) => [value, name];
    const {n} = await runCell("const n = view(1 // why, )\n)", {given: {view}});
    expect(n).toEqual([1, "n"]);
  });
});
