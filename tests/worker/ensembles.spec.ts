// Batches that stay in their place, and what batches leave behind in the memory.
import {describe, expect, it} from "vitest";
import {makeSession} from "./makeEngine.ts";
import {
  expectSame, expectedOf, makePoints, makeTestProgram, memoryOf, prepare, toTestConstants, WASM_MODES
} from "./testProgram.ts"; // prettier-ignore

describe.each(WASM_MODES)("an ensemble $name", ({options, change}) => {
  it("stays in its place: only what changes is written", async () => {
    const {session} = await makeSession({...options, threads: 2}, change);
    const points = makePoints(1001);
    const ensemble = await session.programs.open({
      label: "ensemble",
      program: await makeTestProgram(),
      constants: toTestConstants(),
      uniform: {a: new Float64Array([2])},
      varying: {x: points},
      n: 1001
    });
    const read = () => [ensemble.get(0), ensemble.get(1)];
    const {evaluations} = await ensemble.run();
    expect(evaluations).toBe(1001);
    expectSame(read(), expectedOf(points, 2));
    ensemble.setUniform("a", [3]);
    await ensemble.run();
    expectSame(read(), expectedOf(points, 3));
    ensemble.setConstants(toTestConstants({c: 5}));
    const others = points.map((values) => values.map((x) => 7 - x));
    ensemble.setVarying("x", others);
    await ensemble.run();
    expectSame(read(), expectedOf(others, 3, 5));
    expect(ensemble.get(1, new Float64Array(1001))).toEqual(expectedOf(others, 3)[1]);
    expect(() => ensemble.setUniform("b", [1])).toThrow(/expected one of a, got b/);
    ensemble.close();
    ensemble.close();
    await expect(ensemble.run()).rejects.toThrow(/closed/);
    session.programs.desk.releaseIdle();
    await expect.poll(async () => (await memoryOf(session)).byOwner.reserved).toBe(undefined);
  });

  it("keeps its place until a run that is under way has left it", async () => {
    const {session} = await makeSession({...options, threads: 2}, change);
    const run = await prepare(session);
    const points = makePoints(3000);
    const ensemble = await session.programs.open({
      label: "ensemble",
      program: await makeTestProgram("slow", 1e5),
      constants: toTestConstants({work: 20_000}),
      uniform: {a: new Float64Array([2])},
      varying: {x: points},
      n: 3000
    });
    const long = ensemble.run();
    ensemble.close();
    const answers = Array.from({length: 4}, (_, a) => run({points, a}));
    for (const [a, answer] of answers.entries()) {
      expectSame((await answer).vectors, expectedOf(points, a));
    }
    await long;
  });
});

describe("memory", () => {
  it("is where it was after many runs, and room that idles is released", async () => {
    const {session} = await makeSession({threads: 2});
    const run = await prepare(session);
    await run({points: makePoints(30_000)});
    const before = await memoryOf(session);
    const points = makePoints(30_000);
    for (let k = 0; k < 100; k++) {
      const n = 20_000 + ((k * 7919) % 10_000);
      await run({points: points.map((values) => values.subarray(0, n))});
    }
    expect(await memoryOf(session)).toEqual(before);
    expect(before.byOwner.reserved).toBeGreaterThan(0);
    session.programs.desk.releaseIdle();
    await expect
      .poll(async () => Object.keys((await memoryOf(session)).byOwner))
      .toEqual(["programs"]);
  });

  it("is refused beyond the limit without shared memory too", async () => {
    const {session} = await makeSession({threads: 1, shared: false, memory: 16 * 1024 * 1024});
    const run = await prepare(session);
    await expect(run({points: makePoints(700_000)})).rejects.toThrow(
      /out of memory, requested \d+ bytes, limit 16777216 bytes/
    );
    expectSame((await run({points: makePoints(3)})).vectors, expectedOf(makePoints(3), 2));
  });

  it("makes do with little: what cannot be had fails with the numbers, and idle room is given up", async () => {
    const MiB = 1024 * 1024;
    const {session} = await makeSession({threads: 2, memory: 16 * MiB});
    const run = await prepare(session);
    await expect(run({points: makePoints(700_000)})).rejects.toThrow(
      /out of memory, requested \d+/
    );
    for (const n of [30_000, 60_000, 200_000, 60_000, 350_000, 30_000]) {
      const points = makePoints(n);
      expectSame((await run({points})).vectors, expectedOf(points, 2));
    }
  });
});
