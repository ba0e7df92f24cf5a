import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {modelOf} from "../../worker/model/identity.ts";
import {makeModels} from "../../worker/model/models.ts";
import {runDirectly} from "./realModel.ts";
import {eightSchools} from "./densities.ts";

const {models: model, wrap} = makeModels({
  runBatch: () => {
    throw new Error("no engine here");
  },
  kernels: (flavour) => readFileSync(`dist/kernels/${flavour}.wasm`)
});

declare const y: readonly number[];
declare const sd: number;
declare const square: (x: number) => number;

/** As it stands in the contract. */
const EXAMPLE = "(u, p, t) => [p[0]*u[0] - p[1]*u[0]*u[1], -p[2]*u[1] + p[3]*u[0]*u[1]]";

describe("model.compile", () => {
  it("does what the contract shows", async () => {
    // eslint-disable-next-line @typescript-eslint/no-implied-eval
    const make = new Function(`return ${EXAMPLE}`) as () => (...args: number[][]) => number[];
    const lv = await model.compile(make(), {u: 2, p: 4, t: 1});
    const [u, p, t] = [[1, 2], [1.5, 1, 3, 0.5], 0];
    expect(lv(u, p, t)).toEqual([-0.5, -5]);
    const out = [0, 0];
    expect(lv(u, p, t, out)).toBe(out);
    expect(out).toEqual([-0.5, -5]);
    expect(lv.jacobian("u")(u, p, t)).toEqual([-0.5, -1, 1, -2.5]);
    expect(lv.jacobian("p")(u, p, t)).toEqual([1, -2, 0, 0, 0, 0, -2, 2]);
    expect(lv.params.map(({name, size}) => [name, size])).toEqual([
      ["u", 2],
      ["p", 4],
      ["t", 1]
    ]);
    expect(lv.source("js")).toContain("p[0] * u0");
  });

  it("takes numbers as numbers or arrays of one", async () => {
    const asNumber = await model.compile((t: number) => 2 * t, {t: 1});
    const asArray = await model.compile((t: number[]) => 2 * t[0], {t: 1});
    for (const f of [asNumber, asArray]) expect([f(3), f([3]), f(Float64Array.of(3))]).toEqual([6, 6, 6]); // prettier-ignore
  });

  it("takes text, and constants and helpers in either place", async () => {
    const text = "(x) => square(x - y[1]) / sd";
    const constants = {y: [1, 2], sd: 4};
    const helpers = {square: (x: number) => x * x};
    const forms = [
      await model.compile(text, {x: 1}, {constants, helpers}),
      await model.compile(text, {x: 1, constants, helpers}),
      await model.compile((x: number) => square(x - y[1]) / sd, {x: 1, constants}, {helpers})
    ];
    expect(forms.map((f) => f(6))).toEqual([4, 4, 4]);
  });

  it("calls compiled models as helpers, with the data they have", async () => {
    const inner = await model.compile((x: number) => x * sd, {x: 1}, {constants: {sd: 3}});
    const text = "(x) => inner(x) + sd";
    const outer = await model.compile(text, {x: 1}, {constants: {sd: 10}, helpers: {inner}});
    expect(outer(2)).toBe(16);
  });

  it("names the function in messages, or as it is told", async () => {
    const f = await model.compile("(u) => u[0] + u[1]", {u: 2}, {name: "sum"});
    expect(() => f([1])).toThrow(new RangeError("sum: u must have 2 elements, got 1"));
  });

  it("rejects what the text says wrong, throws what the call says wrong", async () => {
    await expect(model.compile("(x) => x +", {x: 1})).rejects.toThrow(SyntaxError);
    await expect(model.compile("(x) => fetch(x)", {x: 1})).rejects.toThrow(/line 1, column 8/);
    await expect(model.compile((x: number) => x, {x: 1}, {without: ["none"]})).rejects.toThrow(
      "model.compile: without names no pass, got none"
    );
    expect(() => model.compile(Math.sin, {x: 1})).toThrow("wrap it, as in (x) => Math.sin(x)");
  });

  it("leaves passes out without another result", async () => {
    const direct = runDirectly(eightSchools)(...eightSchools.points[0]);
    const {sizes, constants} = eightSchools;
    for (const without of [[], ["cse"], ["fold", "forward", "scalarise", "hoist", "dce"]]) {
      const f = await model.compile(eightSchools.model, sizes, {constants, without});
      expect([f(...eightSchools.points[0])]).toEqual(direct);
      for (const name of without) expect(f.passes.map((pass) => pass.name)).not.toContain(name);
    }
  });

  it("wraps programs that were never a function", async () => {
    const f = await model.compile((x: number[]) => x[0] * x[1], {x: 2});
    const again = await wrap(modelOf(f)!);
    expect(again([3, 4])).toBe(12);
    expect(again.gradient([3, 4])).toEqual([4, 3]);
  });
});

describe("the cache", () => {
  const compile = (constants: Record<string, unknown>) =>
    model.compile("(x) => { let s = 0; for (let i = 0; i < n; i++) s += (x - y[i]) / sd; return s; }", {x: 1}, {constants}); // prettier-ignore
  const programOf = (f: unknown) => modelOf(f)?.program;

  it("keeps the program when a vector changes, with the new data", async () => {
    const first = await compile({n: 2, sd: 2, y: [1, 2]});
    const data = Float64Array.of(5, 7);
    const second = await compile({n: 2, sd: 2, y: data});
    expect([first(0), second(0), first(0)]).toEqual([-1.5, -6, -1.5]);
    expect(programOf(second)).toBe(programOf(first));
    data[0] = 100;
    expect(second(0)).toBe(-6);
  });

  it("keeps the program when a number changes that is only data, and not when it shapes it", async () => {
    const first = await compile({n: 2, sd: 2, y: [1, 2, 3]});
    const other = await compile({n: 2, sd: 4, y: [1, 2, 3]});
    expect([first(0), other(0)]).toEqual([-1.5, -0.75]);
    expect(programOf(other)).toBe(programOf(first));
    const longer = await compile({n: 3, sd: 2, y: [1, 2, 3]});
    expect(longer(0)).toBe(-3);
    expect(programOf(longer)).not.toBe(programOf(first));
  });

  it("swaps rows and records, and tells arrays of one name apart", async () => {
    const text = "(x) => { const y = [1, x, 3]; return y[1] + data.rows[1][0] + data.y[0]; }";
    const call = async (rows: unknown, inner: unknown) => {
      const f = await model.compile(text, {x: 1}, {constants: {data: {rows, y: inner}, y: [9, 9]}});
      return f(0);
    };
    const rows = [
      [1, 2],
      [3, 4]
    ];
    expect(await call(rows, [10])).toBe(13);
    expect(await call([[1, 2], Float32Array.of(30, 4)], [100])).toBe(130);
    expect(await call([[1, 2], [3]], [10])).toBe(13);
  });

  it("knows the derivatives' programs too", async () => {
    const [a, b] = [
      await compile({n: 2, sd: 2, y: [1, 2]}),
      await compile({n: 2, sd: 2, y: [3, 4]})
    ];
    expect(programOf(a.gradient)).toBe(programOf(b.gradient));
    expect([a.gradient(0), b.gradient(0)]).toEqual([1, 1]);
  });
});
