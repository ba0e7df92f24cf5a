// The forms in which a function's text may come, and what goes with it.
import {strictMath} from "../../../worker/math.ts";
import {describe, expect, it} from "vitest";
import {compileSource} from "../../../worker/compiler/front/compile.ts";
import {fingerprint} from "../../../worker/compiler/fingerprint.ts";
import {countOps, type Op} from "../../../worker/compiler/ir.ts";
import {print} from "../../../worker/compiler/print.ts";
import {verify} from "../../../worker/compiler/verify.ts";
import {expectSame, run} from "./direct.ts";

describe("a function's text", () => {
  const SIZES = {u: 2, t: 1};
  const POINT = {u: [3, 4], t: 2};

  it.each([
    "(u, t) => u[0] * t",
    "(u, t) => { return u[0] * t; }",
    "((u, t) => u[0] * t)",
    "function (u, t) { return u[0] * t }",
    "function model(u, t) { 'use strict'; return u[0] * t }",
    "model(u, t) { return u[0] * t }",
    "// what it does\n(u, t) => u[0] * t // so",
    "(u: readonly number[], t = 0): number => (u[0] as number)! * (t satisfies number)",
    "function model(u: number[], t?: number): number { type A = number; interface B { c: A } const b: A = u[0]; return b * t! }",
    "export function model(u: number[], t: number) { return u[0] * t }",
    "import type {A} from './a.ts';\nimport {exp as e} from './b.ts';\nexport type B = A;\nconst k = 1;\nexport const model = (u: B, t: number): number => u[0] * t * k + 0 * e(0);",
    "const two = [1, 2]; function half(x) { return x / two[1]; } export default function (u, t) { return half(u[0]) * 2 * t }"
  ])("%s", (text) => {
    const model = compileSource(text, SIZES);
    verify(model.program);
    expect(run(model, POINT)).toEqual([6]);
    expect(model.program.isScalar).toBe(true);
  });

  it("may hold several functions, of which one is asked for", () => {
    const text = `
      const TABLE: readonly number[][] = [[1], [2, 3], [4, 5, 6]];
      const name = "unused";
      function stage(u: number[], k: number) { let s = 0; for (let j = 0; j <= k; j++) s += TABLE[k][j] * u[j]; return s; }
      export function first(u: number[]) { return stage(u, 0) }
      export function last(u: number[]) { return [stage(u, 1), stage(u, 2)] }`;
    expect(run(compileSource(text, {u: 3}, {entry: "last"}), {u: [1, 1, 2]})).toEqual([5, 21]);
    expect(compileSource(text, {u: 3}, {entry: "first"}).program.name).toBe("first");
    expect(() => compileSource(text, {u: 3}, {entry: "none"})).toThrow(
      /no function none here: there are stage, first, last/
    );
    expect(() => compileSource(text, {u: 3})).toThrow(/several functions/);
  });

  it("has a name", () => {
    expect(compileSource("function f(u) { return u[0] }", {u: 2}).program.name).toBe("f");
    expect(compileSource("(u) => u[0]", {u: 2}).program.name).toBe("model");
    expect(compileSource("(u) => u[0]", {u: 2}, {name: "lv"}).program.name).toBe("lv");
  });
});

describe("Math.hypot of three numbers", () => {
  const model = compileSource("(x) => Math.hypot(x[0], x[1], x[2])", {x: 3});
  it.each([
    [[3, 1, -2]],
    [[0, -0, 0]],
    [[1e200, 2e200, -1e190]],
    [[1e-200, 3e-210, 5e-324]],
    [[1, NaN, 2]],
    [[NaN, -Infinity, 1]],
    [[0.1, 0.2, 0.3]],
    [[1.1e150, 4e149, 7]]
  ])("has the bits of the cell's: %j", (x) => {
    expect(run(model, {x})).toEqual([strictMath.hypot(...x)]);
  });
});

describe("a place that is none", () => {
  it.each([
    ["where a condition keeps away from it", "i === n - 1 ? 0 : u[i + 1]"],
    ["also of a local array", "i < n - 1 ? copy[i + 1] : 0"],
    ["also of a row", "i < n - 1 ? rows[i + 1][0] : 0"]
  ])("is no error %s", (_, element) => {
    const text = `(u) => {
      const copy = [...u];
      const rows = [[u[0]], [u[1]], [u[2]]];
      let sum = 0;
      for (let i = 0; i < 3; i++) sum += ${element};
      return sum;
    }`;
    const model = compileSource(text, {u: 3}, {constants: {n: 3}});
    expect(run(model, {u: [1, 2, 4]})).toEqual([6]);
  });

  it("is an error where nothing keeps away from it", () => {
    const text = "(u) => { let s = 0; for (let i = 0; i < 3; i++) s += u[i + 1]; return s }";
    expect(() => compileSource(text, {u: 3})).toThrow(/there is no u\[3\]: u has 3 elements/);
  });
});

describe("parameters", () => {
  it("of size 1 are numbers unless the body takes them as arrays", () => {
    const kindOf = (text: string): boolean =>
      compileSource(text, {a: 1}).program.params[0].isNumber;
    expect(kindOf("(a) => a + 1")).toBe(true);
    expect(kindOf("(a) => 3")).toBe(true);
    expect(kindOf("(a) => a[0] + 1")).toBe(false);
    expect(kindOf("(a) => a.length")).toBe(false);
    expect(kindOf("([x]) => x")).toBe(false);
    expect(kindOf("(a) => a.map((x) => x * 2)")).toBe(false);
    expect(kindOf("(a) => { let s = 0; for (const x of a) s += x; return s; }")).toBe(false);
    expect(kindOf("(a) => { let s = 0; const f = (x) => x; return f(a) + s; }")).toBe(true);
  });

  it("keep the function's order, and may have default values", () => {
    const {program} = compileSource("(u, t = 2, p) => u * t + p", {p: 1, u: 1});
    expect(program.params.map(({name}) => name)).toEqual(["u", "p"]);
    expect(run(compileSource("(u, t = 2, p) => u * t + p", {p: 1, u: 1}), {u: 3, p: 1})).toEqual([
      7
    ]);
    expect(compileSource("([x, y], k) => x + y + k", {u: 2, k: 1}).program.params[0].name).toBe(
      "u"
    );
  });
});

describe("constants", () => {
  const text =
    "(x) => { let s = 0; for (let i = 0; i < n; i++) s += rows[i][1] * x + k; return s; }";
  const rows = [[1, 2], [3, 4], [5, 6]]; // prettier-ignore

  it("are data: other numbers make the same program", () => {
    const compileWith = (constants: Record<string, unknown>) =>
      compileSource(text, {x: 1}, {constants});
    const one = compileWith({n: 3, rows, k: 0.5, unused: [1]});
    const other = compileWith({n: 3, rows: rows.map((row) => row.map((v) => -v)), k: 7});
    expect(print(other.program)).toBe(print(one.program));
    expect(fingerprint(other.program)).toBe(fingerprint(one.program));
    expect(run(one, {x: 2})).toEqual([25.5]);
    expect(run(other, {x: 2})).toEqual([-3]);
    expect(one.program.arrays.some(({name}) => name === "unused")).toBe(false);
    const fewer = compileWith({n: 2, rows, k: 0.5});
    expect(fingerprint(fewer.program)).not.toBe(fingerprint(one.program));
    expect(run(fewer, {x: 2})).toEqual([13]);
  });

  it("may be typed arrays, objects and rows of different length", () => {
    const constants = {
      y: Float32Array.of(1, 2),
      d: {sd: 3, on: true, ragged: [[1], [2, 3]]}
    };
    const model = compileSource(
      "(x) => d.on ? y[1] * x / d.sd + d.ragged[1][1] : 0",
      {x: 1},
      {constants}
    );
    expect(run(model, {x: 6})).toEqual([7]);
  });
});

describe("helpers", () => {
  it("may be models", () => {
    const g = compileSource(
      "(u, t) => [u[0] * t, w[1] - u[1]]",
      {u: 2, t: 1},
      {constants: {w: [1, 2]}}
    );
    const h = compileSource(
      "(u) => { let s = 0; for (let i = 0; i < 100; i++) s += u[i % 3]; return s; }",
      {u: 3}
    );
    const text = `(x, k) => {
      const [a, b] = g([x[0], x[1]], 3);
      let s = 0;
      for (let i = 0; i < 80; i++) s += h([i, a, b]) + g(x.slice(0, 2), i)[1];
      return [a, b, s, h(x.slice(1))];
    }`;
    const model = compileSource(text, {x: 4, k: 1}, {helpers: {g, h}});
    verify(model.program);
    const sumOf = (u: number[]) =>
      Array.from({length: 100}, (_, i) => u[i % 3]).reduce((p, q) => p + q, 0);
    const [a, b] = [3, 0];
    let s = 0;
    for (let i = 0; i < 80; i++) s += sumOf([i, a, b]) + 0;
    expect(run(model, {x: [1, 2, 4, 6], k: 0})).toEqual([a, b, s, sumOf([2, 4, 6])]);
    expect(() => compileSource("(x) => g(x)", {x: 2}, {helpers: {g}})).toThrow(
      /g takes 2 arguments \(u, t\), got 1/
    );
    expect(() => compileSource("(x) => g(x, 1)", {x: 3}, {helpers: {g}})).toThrow(
      /g takes 2 numbers as u, got 3/
    );
  });
});

describe("arrays", () => {
  const POINTS = [
    {x: [3, 1, 2], k: 1.2},
    {x: [-1, 0, 5], k: 0}
  ];

  it.each([
    "(x, k) => { const a = [0, 0, 0]; a[Math.floor(k)] = x[1]; a[2] += 1; return a; }",
    "(x, k) => { const m = [[1, 2], [3, 4]]; m[Math.floor(k)][0] = x[0]; return m.flat(); }",
    "(x, k) => { const t = [1, 2, 3]; let s = 0; for (let i = 0; i < 99; i++) s += t[i % 3] * x[i % 3]; t[0] = k; return s + t[0]; }",
    "(x, k) => { const t = [1, 2, 3]; for (let i = 0; i < 99; i++) { t[i % 3] += k; } return t; }",
    "(x, k) => { const a = x.slice(1), b = a.concat(k, x); return [...b, b.length, x.at(-1), a.some((v) => v > 1), x.every((v) => v > 0) ? 1 : 0]; }",
    "(x, k) => { const r = {a: x, b: {c: k}}; r.b.c += 1; const {a: [p], b: {c}} = r; return {...r, d: p + c}.d; }",
    "(x, k) => { const fs = [(v) => v + 1, (v) => v * k]; return fs.reduce((s, f) => f(s), x[0]); }",
    "(x, k) => { const a = new Array(3); a[0] = 1; a[1] = k; return [a[0], a[1], Math.max(...x), Math.min(...x, k)]; }",
    "(x, k) => { const a = Array.from({length: 100}, (_, i) => i * k); return a.map((v) => v + x[0]).reduce((s, v) => s + v); }",
    "(x, k) => { const a = new Float64Array(200).fill(k); a.forEach((v, i) => { a[i] = v * i; }); return Math.max(...a) + logsumexp(a); }",
    "(x, k) => { let s = 0, i, j; for (i = 0; i < 3; i++) for (j = 2; j >= i; j -= 1) s += x[j] * (i + 1); return [s, i, j]; }",
    "(x, k) => { let s = 0; for (let i = 0, n = x.length; n > i; i = i + 2) s += x[i]; return s; }",
    "(x, k) => { let s = 0; for (let i = 1; i < 200; i *= 2) s = s * k + i; return s; }",
    "(x, k) => { let s = 0; for (let i = 0; i < k * 10; i++) s += i; return s; }",
    "(x, k) => { let s = 0; for (let i = 0; i < 150; i++) { const h = i >> 1, o = i & 3; s += (h << 1) + o * (i | 0) - ~~(i / 4) * k; } return s; }",
    "(x, k) => [(x[0] * 1e9) | 0, ~~(k * -2.7), ~(x[1]), (x[0] * 5e9) >> 3, (x[1] * -7.5) & 7, (x[2] * 3e8) << 4]",
    "(x, k) => { let s = 0; for (let i = 0; i < 100; i++) { s += -i * k; if (i > 50 && s < -x[0]) { s += i; continue; } s -= 1; } return s; }",
    "(x, k) => { for (let i = 0; i < 200; i++) { if (x[0] * i > 10) return [i, k]; if (x[0] < 0 && i > 3) break; } return [-1, -k]; }",
    "(x, k) => { const m = [[x[0], 1], [k, x[2]]]; const [r, q] = m; r[0] = q[1]; [m[0], m[1]] = [m[1], m[0]]; m[0][0] -= 1; return [...m[0], ...m[1], r[0], q[0]]; }",
    "(x, k) => { let u = x.map((v) => v), w = [0, 0, 0]; for (let i = 0; i < 120; i++) { w = u; u = u.map((v, j) => 0.5 * v + 0.25 * w[(j + 1) % 3]); } return [...u, ...w]; }",
    "(x, k) => { let c = 0; const next = () => c++; const a = [next(), next(), next()]; a[next() - 3] = k; return [...a, c]; }",
    "(x, k) => { const a = x[0] > 0 ? [1, k] : [k, 1]; a[0] += 1; return a; }",
    "(x, k) => x[0] > k && !(x[1] >= 1)",
    "(x, k) => [x[0] > k, k && x[1], k || x[2], (x[1] > 0) === (k > 1) ? 1 : 2, x[1] ?? 3, +(k > 1)]"
  ])("%s", (text) => {
    expectSame(text, {sizes: {x: 3, k: 1}, points: POINTS});
  });

  it("that a condition chose between cannot be written under two names", () => {
    const text =
      "(x, k) => { const a = [1, 2], b = [3, 4]; const c = k > 0 ? a : b; c[0] = 9; return a[0]; }";
    expect(() => compileSource(text, {x: 3, k: 1})).toThrow(/a condition chose between arrays/);
  });

  it("of fixed numbers become constants, of written ones memory", () => {
    const kinds = (text: string) =>
      compileSource(text, {x: 3, k: 1}).program.arrays.map(({role}) => role);
    const loop = "let s = 0; for (let i = 0; i < 99; i++) s += t[i % 3] * x[i % 3];";
    expect(kinds(`(x, k) => { const t = [1, 2, 3]; ${loop} return s; }`)).toContain("constant");
    expect(kinds(`(x, k) => { const t = [1, 2, k]; ${loop} return s; }`)).toContain("local");
    const written = kinds(
      `(x, k) => { const t = [1, 2, 3]; ${loop} t[0] = s; ${loop.replace("let s", "s")} return s; }`
    );
    expect(written).not.toContain("constant");
    expect(written).toContain("local");
  });
});

describe("loops", () => {
  const kindsIn = (text: string): string[] => {
    const {program} = compileSource(text, {x: 8, k: 1});
    return program.body.ops
      .map((op: Op) => op.kind)
      .filter((kind) => kind === "for" || kind === "while");
  };

  it("are written out when short, and kept when long", () => {
    const sum = (n: number) =>
      `(x, k) => { let s = 0; for (let i = 0; i < ${n}; i++) s += k * i; return s; }`;
    expect(kindsIn(sum(10))).toEqual([]);
    expect(kindsIn(sum(500))).toEqual(["for"]);
    expect(kindsIn("(x, k) => { let s = k; while (s > 1) s /= 2; return s; }")).toEqual(["while"]);
    expect(
      kindsIn("(x, k) => { let s = 0, i = 0; while (i < 5) { s += k; i++; } return s; }")
    ).toEqual([]);
  });

  it("carry only what they change", () => {
    const text = `(x, k) => { let a = 1, b = k, c = 2, s = 0;
      for (let i = 0; i < 500; i++) { if (a > 5) c = 3; b += c * k; s += b; } return s + a + c; }`;
    const {program} = compileSource(text, {x: 8, k: 1});
    const loop = program.body.ops.find((op) => op.kind === "for");
    expect(loop?.kind === "for" && loop.carries.length).toBe(2);
  });

  it("are written out where they must be", () => {
    const text = `(x, k) => { const fs = [(v) => v, (v) => v * v]; let s = 0;
      for (let i = 0; i < 100; i++) s += fs[i % 2](k + i); return s; }`;
    expect(kindsIn(text)).toEqual([]);
    expectSame(text, {sizes: {x: 8, k: 1}, points: [{x: [1, 2, 3, 4, 5, 6, 7, 8], k: 0.3}]});
  });

  it("have their inner parts written out without growing", () => {
    const text = `(x, k) => { let s = 0; for (let i = 0; i < 1000; i++) for (let j = 0; j < 3; j++) s += x[j] * i; return s; }`;
    expect(countOps(compileSource(text, {x: 8, k: 1}).program.body)).toBeLessThan(40);
  });
});
