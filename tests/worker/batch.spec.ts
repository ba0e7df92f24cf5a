// A model's batch, where the engine decides who computes it; the model is written in the compiler's own language.
import {describe, expect, it} from "vitest";
import {Builder} from "../../worker/compiler/build.ts";
import {emitWasm} from "../../worker/compiler/wasm/emit.ts";
import type {WgslProgram} from "../../worker/compiler/wgsl/abi.ts";
import {emitWgsl} from "../../worker/compiler/wgsl/emit.ts";
import type {Progress} from "../../worker/api.ts";
import type {GpuDoor, Home} from "../../worker/home.ts";
import {makeRunBatch} from "../../worker/model/batch.ts";
import type {BatchCall, WasmWish} from "../../worker/model/runBatch.ts";
import type {BatchOptions} from "../../worker/model/types.ts";
import {makeSession, MODES} from "./makeEngine.ts";
import {expectedOf, makePoints} from "./testProgram.ts";

/** [a·x₀ + 0.25, x₀·x₁], as the test program has it. */
function makeIr() {
  const builder = new Builder("line", 2);
  const a = builder.param("a", 1, true);
  const x = builder.param("x", 2);
  const zero = builder.integer(0);
  const first = builder.load(x.array, zero);
  const product = builder.apply("mul", builder.load(a.array, zero), first);
  builder.output(0, builder.apply("add", product, builder.number(0.25)));
  builder.output(1, builder.apply("mul", first, builder.load(x.array, builder.integer(1))));
  return builder.program;
}

const PROGRAM = makeIr();

type Made = Pick<Awaited<ReturnType<typeof makeSession>>, "session" | "home">;

function makeBatch({session, home}: Made) {
  const {flavour} = session.spec;
  const kernels = home.builds[flavour === "relaxed" ? flavour : "strict"];
  const runBatch = makeRunBatch(session);
  const wishes: WasmWish[] = [];
  let wgsl: WgslProgram | undefined;
  const batch = (points: Float64Array[], options: BatchOptions = {}, pause = 0) => {
    const call: BatchCall = {
      name: "line",
      program: PROGRAM,
      wasm(wish) {
        wishes.push(wish);
        return emitWasm({program: PROGRAM, constants: new Map()}, {...wish, kernels});
      },
      wgsl: (uniform) => (wgsl ??= emitWgsl({program: PROGRAM}, {uniform})),
      reference:
        () =>
        ([a, x], out) => {
          const end = performance.now() + pause;
          while (performance.now() < end) continue;
          out[0] = a[0] * x[0] + 0.25;
          out[1] = x[0] * x[1];
        },
      constants: new Map(),
      params: [
        {name: "a", size: 1},
        {name: "x", size: 2}
      ],
      n: points[0].length,
      uniform: {a: new Float64Array([2])},
      varying: {x: points},
      outputs: 2,
      options,
      compileMs: () => 1.5
    };
    return runBatch(call);
  };
  return {batch, wishes};
}

describe.each(MODES)("a batch $name", ({name, options, change}) => {
  it("computes every point and says how", async () => {
    const {session, home} = await makeSession({...options, threads: 2}, change);
    const {batch, wishes} = makeBatch({session, home});
    for (const n of [0, 1, 1000]) {
      const points = makePoints(n);
      const answer = await batch(points);
      expect(answer).toEqual(expectedOf(points, 2));
      expect(answer.stats).toMatchObject({evaluations: n, reproducible: true});
    }
    const {stats} = await batch(makePoints(10), {threads: 1});
    expect(stats.threads).toBe(1);
    expect(stats.device).toBe(name === "without SIMD" ? "reference" : "wasm");
    expect(stats.why).toMatch(name === "without SIMD" ? /no WebAssembly SIMD/ : /strict numerics/);
    expect(stats.compile).toBeGreaterThanOrEqual(1.5);
    for (const wish of wishes) expect(wish).toEqual({uniform: ["a"], relaxed: false});
  });

  it("computes in plain JavaScript when asked to, and can be held and stopped", async () => {
    const {session, home} = await makeSession({...options, threads: 2}, change);
    const {batch} = makeBatch({session, home});
    const points = makePoints(300);
    const run = batch(points, {device: "reference"}, 0.5);
    for (const values of points) values.fill(NaN);
    run.pause();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(run.status).toBe("paused");
    run.resume();
    const seen: Progress[] = [];
    for await (const progress of run) seen.push(progress);
    expect(seen.length).toBeGreaterThan(0);
    const answer = await run;
    expect(answer).toEqual(expectedOf(makePoints(300), 2));
    expect(answer.stats).toMatchObject({device: "reference", why: "asked for by name"});

    const stopped = batch(makePoints(100_000), {device: "reference"}, 0.5);
    await new Promise((resolve) => setTimeout(resolve, 20));
    stopped.cancel();
    await expect(stopped).rejects.toMatchObject({name: "AbortError"});
    const closed = batch(makePoints(100_000), {device: "reference"}, 0.5);
    await new Promise((resolve) => setTimeout(resolve, 20));
    await session.close();
    await expect(closed).rejects.toThrow("closed while work was under way");
  });
});

describe("a batch where there is a GPU", () => {
  const costs = {launchMs: 0.001, nsPerByte: 0.00001, nsPerIndex: 0.00001};
  const door: GpuDoor = {
    run: () => Promise.reject(new Error("no kernels here")),
    runProgram(program, {uniform, varying, n}) {
      expect(program.varying).toEqual(["x"]);
      const rows = varying.map((row) => Float64Array.from(row));
      const outputs = expectedOf(rows, uniform[0]);
      return Promise.resolve({outputs, bytes: 8 * n, why: "pretended"});
    },
    status: () =>
      Promise.resolve({
        available: true,
        why: "a pretended GPU",
        features: [],
        costs: costs as never,
        memory: {live: 0, pooled: 0, peak: 0}
      }),
    dispose: () => undefined
  };
  const withGpu = (): Partial<Home> => ({gpu: () => Promise.resolve(door)});

  it("is asked only by name in strict numerics, and is not called reproducible", async () => {
    const {session, home} = await makeSession({threads: 1}, withGpu);
    const {batch} = makeBatch({session, home});
    const points = makePoints(100);
    expect((await batch(points)).stats.device).toBe("wasm");
    const run = batch(points, {device: "gpu"});
    const expected = expectedOf(points, 2);
    for (const values of points) values.fill(NaN);
    const answer = await run;
    expect(answer).toEqual(expected);
    expect(answer.stats).toMatchObject({
      device: "gpu",
      why: "asked for by name; computed in f32; pretended",
      reproducible: false,
      evaluations: 100
    });
  });

  it("is chosen in fast numerics when it is expected to be quicker", async () => {
    const {session, home} = await makeSession({threads: 1, numerics: "fast"}, withGpu);
    const {batch} = makeBatch({session, home});
    const points = makePoints(200_000);
    const first = await batch(points);
    expect(first.stats).toMatchObject({
      device: "wasm",
      why: "line has not been timed on the CPU yet",
      reproducible: false
    });
    const second = await batch(points);
    expect(second.stats.device).toBe("gpu");
    expect(second.stats.why).toMatch(/expected .* ms on the GPU, .* ms on the CPU/);
    expect([...second]).toEqual([...first]);
  });
});
