// Where a compiler goes wrong: data that shape a program, models within models, bounds, zeros, early ends, size.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {interpret} from "../../worker/compiler/interpret.ts";
import {modelOf} from "../../worker/model/identity.ts";
import {makeModels} from "../../worker/model/models.ts";
import type {CompiledModel, ModelOptions} from "../../worker/model/types.ts";
import {toFunction} from "../compiler/front/direct.ts";
import {disagreements} from "./everyWay.ts";
import type {Numbers} from "./realModel.ts";

const {models: model} = makeModels({
  runBatch: () => {
    throw new Error("no engine here");
  },
  kernels: (flavour) => readFileSync(`dist/kernels/${flavour}.wasm`)
});

const X = [0, -0, 1, -1, 0.5, 3, NaN, Infinity, -Infinity, 5];
const points = X.map((x) => [[x, 1, -2]]);
const finite = points.filter(([[x]]) => Number.isFinite(x));

interface Case extends ModelOptions {
  sizes?: Record<string, number>;
  at?: readonly (readonly Numbers[])[];
}

/** Expects the model, and its Jacobian in every way, to be what the text is as JavaScript. */
async function expectDirect(
  text: string,
  {sizes = {u: 3}, at = points, ...options}: Case = {}
): Promise<CompiledModel> {
  const compiled = await model.compile(text, sizes, options);
  const program = modelOf(compiled)!;
  const names: Record<string, unknown> = {...options.constants};
  for (const [name, helper] of Object.entries(options.helpers ?? {}))
    names[name] = typeof helper === "string" ? toFunction(helper, names) : helper;
  const direct = toFunction(text, names);
  const inputs = at.map((point) => point.map((value) => [value].flat()));
  at.forEach((point, i) => {
    const wanted = [direct(...structuredClone(point))].flat(3).map(Number);
    expect([compiled(...point)].flat(), `at ${String(point)}`).toEqual(wanted);
    expect([...interpret(program, inputs[i])]).toEqual(wanted);
  });
  for (const one of [
    program,
    ...compiled.params.map(({name}) => modelOf(compiled.jacobian(name))!)
  ])
    expect(disagreements(one, inputs)).toEqual([]);
  return compiled;
}

describe("data of a text seen before", () => {
  const texts = {
    "are bounds": "(u) => { let s = 0; for (let i = 0; i < c[0]; i++) s += u[i % 3]; return s }",
    "are bounds of rows":
      "(u) => { let s = 0; for (let i = 0; i < 3; i++) for (let j = 0; j < c[i]; j++) s += u[i] * j; return s }",
    "are indices": "(u) => u[c[1] % 3] * 2 + c.length",
    "are places":
      "(u) => { const d = new Array(10).fill(0); for (let i = 0; i < 3; i++) d[c[i]] += u[i]; return d }",
    "are conditions":
      "(u) => { for (let i = 0; i < 3; i++) if (c[i] > 5) return u[i]; return -u[0] }",
    "are copied and changed":
      "(u) => { const k = [...c]; k[0] = u[0]; return k[u[1]] + k[0] + c[0] }",
    "are shadowed": "(u) => { const d = c[u[1]]; { const c = [1, 2, 3]; return c[u[0]] + d } }",
    "are the largest": "(u) => Math.max(...u, ...c) * u[0]"
  };
  it.each(Object.entries(texts))("%s", async (_, text) => {
    for (const c of [[7, 8, 9], [1, 8, 9], [4, 5, 6], [2, 2, 2, 2]]) await expectDirect(text, {constants: {c}}); // prettier-ignore
  });

  it("are numbers", async () => {
    const text = "(u) => { let s = n; for (let i = 0; i < 90; i += n) s += u[(i + n) % 3] / n; return [s, u[0] ** n, n === 2 ? u[0] : u[n]] }"; // prettier-ignore
    for (const n of [2, 1]) await expectDirect(text, {constants: {n}});
    for (const n of [0, -0, NaN, Infinity, -Infinity])
      await expectDirect("(u) => [n * u[0], -n, 1 / n, n + 0, n > 0]", {constants: {n}});
  });

  it("are rows, even or not, and fields", async () => {
    const rows = "(u) => { let s = 0; for (let i = 0; i < A.length; i++) for (let j = 0; j < A[i].length; j++) s += A[i][j] * u[j]; return s }"; // prettier-ignore
    for (const A of [
      [
        [1, 2, 3],
        [4, 5, 6]
      ],
      [
        [1, 2, 3],
        [4, 5, 7]
      ],
      [
        [1, 2],
        [4, 5, 6]
      ],
      [
        [1, 9],
        [4, 5, 6]
      ],
      [
        [1, 3, 1],
        [4, 6]
      ]
    ])
      // prettier-ignore
      await expectDirect(rows, {constants: {A}});
    const fields = "(u) => { let s = o.a; for (let i = 0; i < o.b[0]; i++) s += u[i] * o.b[1]; return s }"; // prettier-ignore
    for (const o of [
      {a: 2, b: [3, 4]},
      {a: 2, b: [1, 4]},
      {a: 5, b: [1, 9]}
    ])
      await expectDirect(fields, {constants: {o}});
  });
});

describe("models within models", () => {
  const inner = (w: number[]) =>
    model.compile(
      "(x, a) => { let s = 0; for (let i = 0; i < 3; i++) s += x[i] * w[i] * a; return s }",
      {x: 3, a: 1},
      {constants: {w}}
    );

  it("keep their own data beside constants of the same name", async () => {
    const h = await inner([1, 2, 3]);
    for (const w of [
      [5, 6, 7],
      [5, 6, 8]
    ]) {
      const given = {constants: {w}, helpers: {h, slope: h.jacobian("x")}};
      await expectDirect("(u) => h(u, 2)", given);
      await expectDirect("(u) => h(u, 2) + w[0]", given);
      await expectDirect("(u) => slope(u, 2)", given);
      await expectDirect("(u) => { let s = 0; for (let i = 0; i < 80; i++) s += h([u[0], i, w[i % 3]], i); return s }", given); // prettier-ignore
    }
  });

  it("are told apart by their data", async () => {
    for (const w of [
      [1, 2, 3],
      [10, 20, 30]
    ])
      await expectDirect("(u) => h(u, 2)", {helpers: {h: await inner(w)}});
  });
});

const TEXTS: Record<string, string> = {
  "early ends": "(u) => { if (u[0] > 0) { if (u[0] > 2) return 1; if (u[1] > 3) return 2; } else { if (u[0] < -0.5) return 3; } let s = 0; for (const x of u) { if (x < 0) return s; s += x } return s + 10 }",
  "an early end of many passes": "(u) => { let s = 0; for (let i = 0; i < 200; i++) { s += u[0]; if (s > 7) { if (i > 3) return i; s -= 1 } } return -s }",
  "arrays written under if": "(u) => { const a = new Array(100).fill(0); for (let i = 0; i < 100; i++) { if (u[0] * i > 10) a[i] = i; else if (i > 50) a[99 - i] += u[1] } return a }",
  "arrays that change places": "(u) => { let a = [1, 2], b = [3, 4]; if (u[0] > 0) [a, b] = [b, a]; return [a[0], b[1]] }",
  "no passes": "(u) => { let s = u[0]; for (let i = 5; i < 3; i++) s = NaN; for (let i = 0; i < 90; i++) for (let j = 0; j < i - 80; j++) s += u[j % 3] * j; return s }",
  "passes downwards": "(u) => { let s = 0; for (let i = 99; i > 1; i -= 3) s = s * 0.5 + u[i % 3] * i; for (let i = 30; i-- > 0;) for (let j = i; j >= 0; j -= 2) s += u[(i + j) % 3] / (1 + j); return s }",
  "an index after its loop": "(u) => { let i = 0; for (; i < 70; i++) if (u[0] * i > 20) break; return i }",
  "indices at their bounds": "(u) => { let s = 0; for (let i = 0; i < 100; i++) s += u[Math.min(i, 2)] * u[Math.max(i - 97, 0)]; return s }",
  "indices below zero": "(u) => { const a = new Array(160).fill(0); for (let i = 0; i < 80; i++) { a[i] = 1 / (-i) + 1 / ((i - 40) % 8); a[80 + i] = (i - 40) / 3 + Math.floor((i - 40) / 4) + i * -2 } return a }",
  "while": "(u) => { const a = [0, 0, 0]; let k = 0; while (k < 3 && u[k] > 0) { a[k] = u[k]; k++ } let x = u[0]; while (Math.abs(x) < 100) { x += 7; if (x > 50) break } return [x, ...a] }",
  "the largest and missing ones": "([a, b, c, d = 4]) => Math.max(a, b, c) - Math.min(...[a, b], d)",
  "comparisons as numbers": "(u) => { let n = +(u[0] > 0) - (u[0] === u[0]); for (const x of u) n += x > 0; return [n, u[0] >= 1, !u[0], u[0] ? 1 : 2, u[0] || 5, u[0] && 5] }",
  "zeros": "(u) => [u[0] * 0, 0 - u[0], -u[0], u[0] + 0, u[0] - 0, u[0] * -1, Math.round(u[0] / 10), Math.min(u[0], 0), Math.max(-0, u[0]), u[0] % -0.3, -0 % u[0]]",
  "sorting": "(u) => { const a = [...u]; for (let i = 0; i < 3; i++) for (let j = 0; j < 2 - i; j++) if (a[j] > a[j + 1]) [a[j], a[j + 1]] = [a[j + 1], a[j]]; return a }",
  "no input": "() => [3, 4]"
}; // prettier-ignore

it.each(Object.entries(TEXTS))("computes %s", async (_, text) => {
  if (text.startsWith("()")) await expectDirect(text, {sizes: {}, at: [[]]});
  else await expectDirect(text);
});

it("computes loops within while, where they end", async () => {
  await expectDirect(
    "(u) => { let x = Math.abs(u[0]), n = 0; while (x < 100) { let y = x; while (y > 1) { y /= 3; n++ } x = x * 2 + 1 } return [x, n] }",
    {at: finite}
  );
});

it("takes a parameter of one as a number and as an array", async () => {
  for (const text of ["(x) => x * 2", "(x) => x[0] * 2", "(x) => Math.max(...x) * x[0]"]) {
    const compiled = await model.compile(text, {x: 1});
    expect([compiled(3), compiled([3]), compiled(Float64Array.of(3))].flat()).toEqual([
      ...[text.includes("max") ? [9, 9, 9] : [6, 6, 6]].flat()
    ]);
  }
});

describe("large ones", () => {
  const ring = (n: number) =>
    `(u) => { const d = new Array(${n}).fill(0); for (let i = 0; i < ${n}; i++) d[i] = u[i] * u[(i + 1) % ${n}]; return d }`;

  it("have Jacobians in every way", async () => {
    const u = Array.from({length: 200}, (_, i) => 1 + Math.sin(i));
    await expectDirect(ring(200), {sizes: {u: 200}, at: [[u]]});
  });

  it("have Jacobians of more elements than a Set has", async () => {
    const compiled = await model.compile(ring(4100), {u: 4100});
    expect(compiled.jacobian().outputs).toBe(16_810_000);
  });

  it("end with an error where arrays double", async () => {
    const text = "(u) => { let a = [...u]; for (let i = 0; i < 40; i++) a = [...a, ...a]; return a[0] }"; // prettier-ignore
    await expect(model.compile(text, {u: 3})).rejects.toThrow(/^model\.compile: .* too many steps/);
  });
});
