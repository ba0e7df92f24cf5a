// Runs by the TypeScript references: on the caller's thread, in slices, and steered like any other run.
import {setTimeout as wait} from "node:timers/promises";
import {describe, expect, it} from "vitest";
import {registry} from "../../kernels-as/registry.ts";
import {specs} from "../../kernels-as/specs.ts";
import type {Engine} from "../../worker/api.ts";
import {makeEngine} from "./makeEngine.ts";

const ramp = (n: number) => Float64Array.from({length: n}, (_, i) => (i % 1000) / 37);
/** Work of many slices. */
const x = ramp(4_000_000);
const toBytes = ({buffer}: Float64Array) => Buffer.from(buffer as ArrayBuffer);
const start = (engine: Engine) =>
  engine.kernels.run("exp", {inputs: {x}}, {device: "reference", threads: 3});

describe("a run by the references", () => {
  it("has the compiled kernel's bits and says how it came about", async () => {
    const {engine} = await makeEngine({threads: 2});
    const {outputs, value, stats} = await start(engine);
    const compiled = await engine.kernels.run("exp", {inputs: {x}});
    expect(toBytes(outputs.y).equals(toBytes(compiled.outputs.y))).toBe(true);
    expect(value).toBeUndefined();
    expect(stats).toMatchObject({device: "reference", why: "asked for by name", threads: 1});
    expect(stats).toMatchObject({evaluations: x.length, compile: 0, reproducible: true});
    expect(stats.elapsed).toBeGreaterThan(0);
  });

  it("combines a reduction's blocks", async () => {
    const {engine} = await makeEngine({threads: 1});
    const sum = await engine.kernels.run("sum", {inputs: {x}}, {device: "reference"});
    expect(sum.value).toBe((await engine.kernels.run("sum", {inputs: {x}})).value);
  });

  it("keeps scratch to itself, and starts a failed problem's outputs at zero", async () => {
    const {engine} = await makeEngine({threads: 1});
    const call = {inputs: {A: [NaN]}, scalars: {n: 1}};
    const {outputs} = await engine.kernels.run("symmetricEigen", call, {device: "reference"});
    expect(Object.keys(outputs).sort()).toEqual(["V", "status", "values"]);
    expect([...outputs.values, ...outputs.status]).toEqual([0, -1]);
  });

  it("leaves the thread again and again", async () => {
    const {engine} = await makeEngine({threads: 1});
    await start(engine);
    let turns = 0;
    let timer = setImmediate(function count() {
      turns++;
      timer = setImmediate(count);
    });
    const run = start(engine);
    const before = turns;
    await run;
    clearImmediate(timer);
    expect(turns - before).toBeGreaterThan(2);
  });

  it("reads its inputs at the call", async () => {
    const {engine} = await makeEngine({threads: 1});
    const mine = Float64Array.of(4, 9);
    const run = engine.kernels.run("sqrt", {inputs: {x: mine}}, {device: "reference"});
    mine.fill(0);
    expect([...(await run).outputs.y]).toEqual([2, 3]);
    expect([...mine]).toEqual([0, 0]);
  });

  it("stops when it is told to, before it starts and midway, and the next one runs", async () => {
    const {engine} = await makeEngine({threads: 1});
    const early = start(engine);
    early.cancel();
    await expect(early).rejects.toThrow("cancelled");
    const midway = start(engine);
    await wait(12);
    midway.cancel();
    await expect(midway).rejects.toMatchObject({name: "AbortError"});
    expect([early.status, midway.status]).toEqual(["cancelled", "cancelled"]);
    expect((await start(engine)).outputs.y).toHaveLength(x.length);
  });

  it("holds those behind it while it is paused, but no compiled kernel", async () => {
    const {engine} = await makeEngine({threads: 1});
    const ended: string[] = [];
    const first = start(engine);
    const second = start(engine);
    void first.then(() => ended.push("first"));
    void second.then(() => ended.push("second"));
    first.pause();
    await engine.kernels.run("exp", {inputs: {x}});
    await wait(30);
    expect([first.status, ended]).toEqual(["paused", []]);
    first.resume();
    await second;
    expect(ended).toEqual(["first", "second"]);
  });

  it("can be cancelled while it is paused", async () => {
    const {engine} = await makeEngine({threads: 1});
    const run = start(engine);
    run.pause();
    await wait(5);
    run.cancel();
    await expect(run).rejects.toMatchObject({name: "AbortError"});
    expect((await start(engine)).outputs.y).toHaveLength(x.length);
  });

  it("ends with its engine", async () => {
    const {engine} = await makeEngine({threads: 1});
    const run = start(engine);
    await wait(5);
    await engine.close();
    await expect(run).rejects.toThrow("engine: closed while work was under way");
    expect(() => start(engine)).toThrow("kernels.run: unsupported on a closed engine");
  });
});

describe("the kernels an engine knows", () => {
  it("are told by signature at once and by whole spec when asked for", async () => {
    const {engine} = await makeEngine({threads: 1});
    expect(engine.kernels.registry).toBe(registry);
    const told = await engine.kernels.specs();
    expect(told).toBe(specs);
    expect(told.exp.inputs).toBe(engine.kernels.registry.exp.inputs);
    expect(told.exp.doc).toContain("eˣ");
    expect("doc" in engine.kernels.registry.exp).toBe(false);
  });
});
