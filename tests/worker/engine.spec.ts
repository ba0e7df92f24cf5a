import {spawnSync} from "node:child_process";
import {expect, describe, it} from "vitest";
import {makeEngine, MODES} from "./makeEngine.ts";

const ramp = (n: number) => Float64Array.from({length: n}, (_, i) => i * 0.37);

describe.each(MODES)("an engine $name", ({options, change}) => {
  it.each([1, 2, 3, 5])("gives the reference's bits with %i threads", async (threads) => {
    const {engine} = await makeEngine({...options, threads}, change);
    const x = ramp(100_003);
    const {outputs, stats} = await engine.kernels.run("sqrt", {inputs: {x}});
    expect(outputs.y).toEqual(x.map(Math.sqrt));
    expect(outputs.y.buffer).toBeInstanceOf(ArrayBuffer);
    expect(stats.evaluations).toBe(x.length);
    expect(stats.reproducible).toBe(true);
  });

  it("uses no more threads than a run may have, with the same bits", async () => {
    const {engine} = await makeEngine({...options, threads: 3}, change);
    const x = ramp(100_003);
    const runs = [1, 2, 32, undefined].map((threads) =>
      engine.kernels.run("exp", {inputs: {x}}, {threads})
    );
    const [one, two, many, all] = await Promise.all(runs);
    expect(one.stats.threads).toBe(1);
    expect(two.stats.threads).toBe(Math.min(2, all.stats.threads));
    expect(many.stats.threads).toBe(all.stats.threads);
    for (const {outputs} of [one, two, many]) expect(outputs.y).toEqual(all.outputs.y);
    expect(() => engine.kernels.run("exp", {inputs: {x}}, {threads: 0})).toThrow(
      "kernels.run: expected threads as an integer from 1 to 32, got 0"
    );
  });

  it("takes empty and one-element vectors, plain arrays, NaN and infinities", async () => {
    const {engine} = await makeEngine({...options, threads: 2}, change);
    const run = async (x: number[]) => [
      ...(await engine.kernels.run("sqrt", {inputs: {x}})).outputs.y
    ];
    expect(await run([])).toEqual([]);
    expect(await run([9])).toEqual([3]);
    expect(await run([NaN, Infinity, -0, -1])).toEqual([NaN, Infinity, -0, NaN]);
  });

  it("cancels a long run, and the next run works", async () => {
    const {engine} = await makeEngine({...options, threads: 2}, change);
    const x = ramp(4_000_000);
    // The first run is under way and those behind it wait their turn; all are told to stop.
    const runs = Array.from({length: 6}, () => engine.kernels.run("sqrt", {inputs: {x}}));
    for (const run of runs) run.cancel();
    const ends = await Promise.allSettled(runs);
    const cancelled = ends.filter((end) => end.status === "rejected");
    expect(cancelled.length).toBeGreaterThan(0);
    for (const end of cancelled) expect((end.reason as Error).name).toBe("AbortError");
    expect(runs.at(-1).status).toBe("cancelled");
    const {outputs} = await engine.kernels.run("sqrt", {inputs: {x: [4]}});
    expect([...outputs.y]).toEqual([2]);
  });

  it("says what it is", async () => {
    const {engine} = await makeEngine({...options, threads: 2}, change);
    expect(engine.info).toMatchObject({numerics: "strict", version: expect.any(String) as string});
    expect(engine.info.notes.length > 0).toBe(!engine.info.shared);
  });
});

describe("misuse throws at the call", () => {
  it.each([
    [{x: 3}, TypeError, 'kernels.run("sqrt"): expected x as an array of numbers, got 3'],
    [{x: [1, "2"]}, TypeError, 'kernels.run("sqrt"): expected numbers in x, got "2" at index 1'],
    [{z: [1]}, RangeError, 'kernels.run("sqrt"): unknown input "z" (did you mean x?)']
  ])("%o", async (inputs, type, message) => {
    const {engine} = await makeEngine({threads: 1});
    const call = () => engine.kernels.run("sqrt", {inputs: inputs as never});
    expect(call).toThrow(type);
    expect(call).toThrow(message);
  });

  it("names the nearest kernel", async () => {
    const {engine} = await makeEngine({threads: 1});
    expect(() => engine.kernels.run("sqtr" as "sqrt", {inputs: {x: []}})).toThrow(
      'kernels.run: unknown kernel "sqtr" (did you mean sqrt?)'
    );
  });

  it("refuses an axis that does not fit its arrays", async () => {
    const {engine} = await makeEngine({threads: 1});
    expect(() => engine.kernels.run("sqrt", {inputs: {x: [1, 2]}, n: 3})).toThrow(
      'kernels.run("sqrt"): expected x of length 3, got 2'
    );
  });

  it.each([
    [{threads: 0}, "createEngine: expected threads as an integer from 1 to 32, got 0"],
    [{threads: "2"}, 'createEngine: expected threads as a number, got "2"'],
    [
      {numerics: "quick"},
      'createEngine: expected numerics as one of "strict", "fast", got "quick"'
    ],
    [{store: 3}, "createEngine: expected store as {get, set, delete}, got 3 without get"],
    [
      {store: {get: () => 1, set: () => 1}},
      "createEngine: expected store as {get, set, delete}, got an object without delete"
    ],
    [{thread: 2}, 'createEngine: unknown option "thread" (did you mean threads?)'],
    [{memory: 1}, "createEngine: expected memory as an integer from 16777216 to 4294967296, got 1"]
  ])("options %o", async (options, message) => {
    await expect(makeEngine(options as never)).rejects.toThrow(message);
  });
});

describe("memory", () => {
  it("refuses more than its limit with both numbers, and goes on", async () => {
    const {engine} = await makeEngine({threads: 2, memory: 16 * 1024 * 1024});
    const x = ramp(2_000_000);
    await expect(engine.kernels.run("sqrt", {inputs: {x}})).rejects.toThrow(
      /requested 16000000 bytes, limit 16777216 bytes/
    );
    const {outputs} = await engine.kernels.run("sqrt", {inputs: {x: [4]}});
    expect([...outputs.y]).toEqual([2]);
    expect((await engine.memory()).live).toBe(0);
  });

  it("ends 1,000 jobs where it began", async () => {
    const {engine} = await makeEngine({threads: 2});
    const run = (n: number) => engine.kernels.run("sqrt", {inputs: {x: ramp(n)}});
    await run(300_000);
    const before = await engine.memory();
    for (let k = 0; k < 1000; k++) await run((k * 7919) % 30_000);
    expect(await engine.memory()).toEqual(before);
    expect(before.live).toBe(0);
  });

  it("grows as it must", async () => {
    const {engine} = await makeEngine({threads: 2});
    const {capacity} = await engine.memory();
    const x = ramp(3_000_000);
    const {outputs} = await engine.kernels.run("sqrt", {inputs: {x}});
    // comparing as values takes Vitest 20 s
    expect(outputs.y).toHaveLength(x.length);
    expect(outputs.y.findIndex((y, i) => y !== Math.sqrt(x[i]))).toBe(-1);
    expect((await engine.memory()).capacity).toBeGreaterThan(capacity);
  });
});

describe.each([
  {name: "with shared memory", shared: true},
  {name: "without", shared: false}
])("a lane that dies, $name", ({shared}) => {
  it("fails its job with the reason, is replaced, and the next job works", async () => {
    const {engine, hands} = await makeEngine({threads: 2, shared});
    await engine.kernels.run("sqrt", {inputs: {x: ramp(10_000)}});
    // the coordinator is the first; the lanes follow
    const before = shared ? 2 : 3;
    await expect.poll(() => hands.length).toBe(before);
    const lanes = hands.slice(1);
    const run = engine.kernels.run("sqrt", {inputs: {x: ramp(8_000_000)}});
    for (const lane of lanes) lane.terminate();
    // A lane that was between two jobs harms none; one at work fails its job. Either way it ends.
    const [end] = await Promise.allSettled([run]);
    if (end.status === "rejected") expect((end.reason as Error).message).toMatch(/lane \d ended: /);
    const {outputs} = await engine.kernels.run("sqrt", {inputs: {x: ramp(100_000)}});
    expect(outputs.y).toEqual(ramp(100_000).map(Math.sqrt));
    await expect.poll(() => hands.length).toBe(before + lanes.length);
  });
});

it("replaces a coordinator that dies and fails its jobs with the reason", async () => {
  const {engine, hands} = await makeEngine({threads: 2});
  const run = engine.kernels.run("sqrt", {inputs: {x: ramp(8_000_000)}});
  hands[0].terminate();
  await expect(run).rejects.toThrow("engine: lost its worker, exit code 1");
  const {outputs} = await engine.kernels.run("sqrt", {inputs: {x: [4]}});
  expect([...outputs.y]).toEqual([2]);
});

it("reports progress, pauses and goes on", async () => {
  const {engine} = await makeEngine({threads: 2, shared: false});
  const x = ramp(6_000_000);
  const run = engine.kernels.run("sqrt", {inputs: {x}}, {device: "reference"});
  run.pause();
  expect(run.status).toBe("paused");
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(run.status).toBe("paused");
  run.resume();
  const seen: number[] = [];
  for await (const {done, total} of run) seen.push(done / total);
  expect(seen.every((part, i) => part >= (seen[i - 1] ?? 0) && part <= 1)).toBe(true);
  expect((await run).stats.device).toBe("reference");
  expect(run.status).toBe("done");
});

it("lets the process exit by itself, before and after close", () => {
  const script = `
    import {createEngine} from "cuvette";
    const engine = await createEngine({threads: 2});
    const {outputs} = await engine.kernels.run("sqrt", {inputs: {x: [9]}});
    console.log(outputs.y[0]);
    if (process.argv[1] === "close") await engine.close();
  `;
  for (const word of ["close", "leave"]) {
    const {stdout, status} = spawnSync(
      process.execPath,
      ["--input-type=module", "-e", script, word],
      {
        cwd: new URL("../../", import.meta.url),
        timeout: 20_000,
        encoding: "utf8"
      }
    );
    expect([stdout.trim(), status]).toEqual(["3", 0]);
  }
});
