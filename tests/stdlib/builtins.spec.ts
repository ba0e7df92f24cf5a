import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import ts from "typescript";
import {strictMath} from "../../worker/math.ts";
import {digest} from "../../worker/digest.ts";
import {RunHandle} from "../../worker/run.ts";
import type {Engine, KernelResult, Run} from "../../worker/api.ts";
import {makeBuiltins, type StdlibParts} from "../../web/stdlib/builtins.ts";
import {brief, hasBits} from "../../web/stdlib/describeValue.ts";
import {makeControls} from "../../web/stdlib/controls.ts";
import type {Globals} from "../../web/stdlib/globals.ts";
import {isPlaceholder, NoDocumentError} from "../../web/stdlib/placeholders.ts";
import {findStreamCells} from "../../web/stdlib/streamCells.ts";
import {makeEngine} from "../worker/makeEngine.ts";
import {makeContext} from "./makeContext.ts";

function makeParts(more: Partial<StdlibParts> = {}): StdlibParts {
  const kept = new Map<string, unknown>();
  return {
    engine: () => Promise.reject(new Error("no engine here")),
    numerics: "strict",
    controls: makeControls({}, () => undefined),
    loadFile: () => Promise.resolve(new ArrayBuffer(0)),
    store: {
      get: (name) => Promise.resolve(kept.get(name)),
      set: (name, value) => Promise.resolve(void kept.set(name, value)),
      delete: (name) => Promise.resolve(void kept.delete(name))
    },
    document: undefined,
    loadMarkdown: () => Promise.reject(new Error("no markdown here")),
    loadTex: () => Promise.reject(new Error("no TeX here")),
    ...more
  };
}

/** What a run of a cell sees under a name. */
async function read<K extends keyof Globals>(
  name: K,
  parts = makeParts(),
  context = makeContext().context
): Promise<Globals[K]> {
  const make = makeBuiltins(parts).get(name);
  return (await make?.(context)) as Globals[K];
}

describe("the names of cells", () => {
  const source = readFileSync(new URL("../../web/stdlib/globals.ts", import.meta.url), "utf8");
  const file = ts.createSourceFile("globals.ts", source, ts.ScriptTarget.Latest, true);
  const list = file.statements.find(
    (node) => ts.isInterfaceDeclaration(node) && node.name.text === "Globals"
  ) as ts.InterfaceDeclaration;
  const members = list.members.map((member) => ({
    name: (member.name as ts.Identifier).text,
    doc: ts.getJSDocCommentsAndTags(member).at(0)?.getText() ?? ""
  }));

  it("are those of Globals, and each is explained with an example", () => {
    const streams = ["width", "now"];
    const names = [...makeBuiltins(makeParts()).keys(), ...streams].sort();
    expect(members.map(({name}) => name).sort()).toEqual(names);
    const poor = members.filter(({name, doc}) => {
      const isTrivial = name === "invalidation";
      return !isTrivial && (!doc.includes("@example") || !doc.includes(name));
    });
    expect(poor).toEqual([]);
  });

  it("come as cells of their own where they change by themselves", () => {
    const compiled = (reads: string[], defines: string[] = []) => ({
      id: "a",
      key: "a",
      run: "auto" as const,
      disabled: false,
      compiled: {
        ...{kind: "program" as const, code: "", functions: [], types: [], assigns: []},
        ...{imports: [], marks: [], map: [], defines},
        reads: reads.map((name) => ({name, line: 1, column: 1}))
      }
    });
    const [cell, ...more] = findStreamCells([compiled(["width"])]);
    expect(more).toEqual([]);
    expect(cell.compiled).toMatchObject({defines: ["width"], code: expect.any(String) as string});
    expect(findStreamCells([compiled(["width"], ["width"])])).toEqual([]);
    const failed = {name: "SyntaxError", message: "", line: 1, column: 1, trace: []};
    expect(findStreamCells([{...compiled([]), compiled: failed}])).toEqual([]);
  });
});

describe("a run of a cell", () => {
  it("shows, reports and winds up", async () => {
    const {context, shown, progress, end} = makeContext();
    const disposed: string[] = [];
    expect((await read("display", makeParts(), context))(3)).toBe(3);
    (await read("progress", makeParts(), context))(1, 4, "sampling");
    const onDispose = await read("onDispose", makeParts(), context);
    onDispose(() => disposed.push("a"));
    expect([shown, progress, disposed]).toEqual([
      [3],
      [{phase: "sampling", done: 1, total: 4}],
      []
    ]);
    const sleeping = (await read("sleep", makeParts(), context))(1e6);
    end();
    await expect(sleeping).rejects.toThrow("aborted");
    onDispose(() => disposed.push("late"));
    expect(disposed).toEqual(["a", "late"]);
  });

  it("sees its own invalidation, not what it resolves to", () => {
    const {context} = makeContext();
    expect(makeBuiltins(makeParts()).get("invalidation")!(context)).toBe(context.invalidation);
  });

  it("sleeps", async () => {
    await expect((await read("sleep"))(0)).resolves.toBeUndefined();
    const sleep = await read("sleep");
    expect(() => sleep(-1)).toThrow("sleep: expected milliseconds ≥ 0, got -1");
  });

  it("computes with the engine's functions in strict numerics and the browser's in fast", async () => {
    const math = await read("Math");
    expect(math.exp).toBe(strictMath.exp);
    expect(math.random()).toBeLessThan(1);
    expect(Object.prototype.toString.call(math)).toBe("[object Math]");
    expect(await read("Math", makeParts({numerics: "fast"}))).toBe(Math);
    expect((await read("lgamma"))(5)).toBeCloseTo(Math.log(24), 14);
    expect(await (await read("digest"))([1, 2])).toBe(digest([1, 2]));
  });

  it("keeps values", async () => {
    const store = await read("store");
    await store.set("a", [1]);
    expect(await store.get("a")).toEqual([1]);
    await store.delete("a");
    expect(await store.get("a")).toBeUndefined();
  });
});

describe("without a document", () => {
  it("elements can be made, shown and awaited, and only touching them fails", async () => {
    const html = await read("html");
    const element = html`<b>x</b>`;
    expect(await Promise.resolve(element)).toBe(element);
    expect(isPlaceholder(element)).toBe(true);
    expect(element).toHaveProperty("type", "dom");
    expect(JSON.stringify({element})).toBe('{"element":{"type":"dom"}}');
    expect([digest(element), brief(element), hasBits([element])]).toEqual([null, "dom", false]);
    expect(() => element.querySelector("b")).toThrow(NoDocumentError);
    expect(() => (element.textContent = "y")).toThrow(NoDocumentError);
    const Plot = await read("Plot");
    expect(isPlaceholder(Plot.plot({marks: [Plot.dot([1])]}))).toBe(true);
    expect(isPlaceholder(Plot.dot([1]).plot())).toBe(true);
    expect(() => Plot.plot().scale("x")).toThrow(NoDocumentError);
    expect(isPlaceholder((await read("tex")).block`x`)).toBe(true);
    expect(isPlaceholder({type: "dom"})).toBe(false);
    const view = await read("view");
    expect(() => view(html`<input />` as HTMLInputElement)).toThrow(NoDocumentError);
  });

  it("view gives the control's first value, or the one that was set", async () => {
    const inputs = await read("Inputs");
    const parts = makeParts({controls: makeControls({n: 99}, () => undefined)});
    const view = await read("view", parts);
    expect((await view(inputs.range([0, 10], {step: 1})).next()).value).toBe(5);
    expect((await view(inputs.range([0, 10], {step: 1}), "n").next()).value).toBe(10);
  });
});

describe("the engine of a run", () => {
  const makeRun = () => {
    const told: string[] = [];
    let fail: (error: Error) => void = () => undefined;
    const result = new Promise<KernelResult<"exp">>((_, reject) => (fail = reject));
    const run = new RunHandle(result, {
      cancel: () => {
        told.push("cancel");
        fail(new DOMException("cancelled", "AbortError"));
      },
      pause: () => undefined,
      resume: () => undefined
    });
    return {run, told};
  };
  const makeFake = (run: Run<KernelResult<"exp">>) =>
    ({
      info: {threads: 2},
      kernels: {run: () => run, registry: {}},
      warmup: () => Promise.resolve(1),
      load: () => Promise.resolve()
    }) as unknown as Engine;

  it("cancels what a cell started when its run ends, and starts nothing after", async () => {
    const {run, told} = makeRun();
    const {context, end} = makeContext();
    const parts = makeParts({engine: () => makeFake(run)});
    const kernels = await read("kernels", parts, context);
    const started = kernels.run("exp", {inputs: {x: [1]}});
    expect(started).toBe(run);
    expect(told).toEqual([]);
    end();
    expect(told).toEqual(["cancel"]);
    await expect(Promise.resolve(started)).rejects.toThrow("cancelled");
    expect(run.status).toBe("cancelled");
    expect(() => kernels.run("exp", {inputs: {x: [1]}})).toThrow("aborted");
  });

  it("does so with runs of a group within a part, whose lists stay lists", async () => {
    const {run, told} = makeRun();
    const {context, end} = makeContext();
    const part = {parameters: ["D0"], homodyne: {names: ["D0"], fit: () => run}};
    const fake = {heterodyne: part, load: () => Promise.resolve()} as unknown as Engine;
    const bound = await read("heterodyne", makeParts({engine: () => fake}), context);
    expect(bound).toMatchObject({parameters: ["D0"], homodyne: {names: ["D0"]}});
    bound.homodyne.fit({} as never).catch(() => undefined);
    end();
    expect(told).toEqual(["cancel"]);
  });

  it("shows the progress of the run that a cell started last", async () => {
    const {context, progress} = makeContext();
    const runs = [makeRun().run, makeRun().run];
    const next = runs.values();
    const fake = {kernels: {run: () => next.next().value}} as unknown as Engine;
    const kernels = await read("kernels", makeParts({engine: () => fake}), context);
    kernels.run("exp", {inputs: {x: [1]}});
    kernels.run("exp", {inputs: {x: [1]}});
    runs[0].report({phase: "first", done: 1, total: 2});
    runs[1].report({phase: "second", done: 1, total: 2});
    await new Promise((resolve) => setTimeout(resolve));
    expect(progress).toEqual([{phase: "second", done: 1, total: 2}]);
  });

  it("leaves the runs of other cells alone", async () => {
    const {run, told} = makeRun();
    const parts = makeParts({engine: () => Promise.resolve(makeFake(run))});
    const builtins = makeBuiltins(parts);
    const [one, other] = [makeContext("a"), makeContext("b")];
    const engine = (await builtins.get("engine")!(one.context)) as Globals["engine"];
    await builtins.get("engine")!(other.context);
    engine.kernels.run("exp", {inputs: {x: [1]}});
    other.end();
    expect(told).toEqual([]);
    expect(engine.kernels).toBe(await builtins.get("kernels")!(one.context));
    expect(engine).not.toHaveProperty("close");
  });

  it("loads the parts that come later when a cell names one, or all of it, and not before", async () => {
    const told: string[] = [];
    const fake: Record<string, unknown> = {
      random: {uniform: () => 1},
      load(names = ["collocation", "optimize"]) {
        told.push(`load ${names.join()}`);
        for (const name of names) fake[name] = {kernels: [name]};
        return Promise.resolve();
      }
    };
    const parts = makeParts({engine: () => fake as unknown as Engine});
    const builtins = makeBuiltins(parts);
    await builtins.get("random")!(makeContext("a").context);
    expect(told).toEqual([]);
    const {context} = makeContext("b");
    expect(await builtins.get("collocation")!(context)).toEqual({kernels: ["collocation"]});
    expect(told).toEqual(["load collocation"]);
    const engine = (await builtins.get("engine")!(context)) as Globals["engine"];
    expect(told).toEqual(["load collocation", "load collocation,optimize"]);
    expect(engine.optimize).toEqual({kernels: ["optimize"]});
    expect(engine).not.toHaveProperty("load");
  });

  it("is the engine, part by part", async () => {
    const {engine} = await makeEngine({threads: 2});
    const parts = makeParts({engine: () => engine});
    const random = await read("random", parts);
    expect(await random.uniform(3)).toEqual(await engine.random.uniform(3));
    const {outputs} = await (await read("kernels", parts)).run("exp", {inputs: {x: [0, 1]}});
    expect(outputs.y[0]).toBe(1);
    expect((await read("engine", parts)).info).toEqual(engine.info);
    expect((await read("kernels", parts)).registry).toBe(engine.kernels.registry);
    expect((await (await read("memory", parts))()).limit).toBeGreaterThan(0);
  });

  it("is not asked for by cells that do not name it", async () => {
    await expect(read("digest")).resolves.toBeDefined();
    await expect(read("random")).rejects.toThrow("no engine here");
  });
});
