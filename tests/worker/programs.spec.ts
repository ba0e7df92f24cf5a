// Compiled programs on the engine's threads: the same bits in every mode, and nothing left behind.
import {describe, expect, it} from "vitest";
import {TILE} from "../../worker/compiler/wasm/abi.ts";
import {makeSession} from "./makeEngine.ts";
import {
  expectSame, expectedOf, makePoints, makeTestProgram, memoryOf, prepare, toTestConstants, WASM_MODES
} from "./testProgram.ts"; // prettier-ignore

describe.each(WASM_MODES)("a program $name", ({options, change}) => {
  it.each([1, 2, 3, 4])(
    "gives the same bits with %i threads, for any number of points",
    async (threads) => {
      const {session} = await makeSession({...options, threads}, change);
      const run = await prepare(session);
      for (const n of [0, 1, 2, TILE - 1, TILE, TILE + 1, 2 * TILE - 1, 1000, 100_001]) {
        const points = makePoints(n);
        const {vectors, stats} = await run({points});
        expect(vectors.map(({length}) => length)).toEqual([n, n]);
        expectSame(vectors, expectedOf(points, 2));
        expect(vectors[0].buffer).toBeInstanceOf(ArrayBuffer);
        expect(stats.evaluations).toBe(n);
      }
    }
  );

  it("gives the same bits whatever a point costs: units of two points, of tiles, and one of all", async () => {
    const {session} = await makeSession({...options, threads: 3}, change);
    const run = await prepare(session);
    const points = makePoints(777);
    for (const cost of [0, 30, 3000, 1e7]) {
      const {vectors} = await run({points, cost, key: `cost ${cost}`, constants: {work: 50}});
      expectSame(vectors, expectedOf(points, 2));
    }
  });

  it("takes the points as they are at the call", async () => {
    const {session} = await makeSession({...options, threads: 2}, change);
    const run = await prepare(session);
    for (let turn = 0; turn < 3; turn++) {
      const points = makePoints(500);
      const expected = expectedOf(points, turn);
      const answer = run({points, a: turn});
      for (const values of points) values.fill(NaN);
      expectSame((await answer).vectors, expected);
    }
  });

  it("runs many batches at one time", async () => {
    const {session} = await makeSession({...options, threads: 2}, change);
    const run = await prepare(session);
    const sizes = [10, 3000, TILE, 1, 20_000, 10 * TILE];
    const answers = sizes.map((n, a) => run({points: makePoints(n), a}));
    for (const [a, n] of sizes.entries()) {
      expectSame((await answers[a]).vectors, expectedOf(makePoints(n), a));
    }
  });

  it.each([
    [1, /^test: unreachable/],
    [2, /^test: memory access out of bounds/]
  ] as const)(
    "fails on a trap (%i) with the reason, and the next run works",
    async (evil, reason) => {
      const {session, hands} = await makeSession({...options, threads: 2}, change);
      const run = await prepare(session);
      const points = makePoints(5000);
      points[0][4321] = 77;
      for (let turn = 0; turn < 3; turn++) {
        await expect(run({points, constants: {evil}})).rejects.toThrow(reason);
      }
      const before = hands.length;
      const {vectors} = await run({points});
      expectSame(vectors, expectedOf(points, 2));
      // no lane died of it
      expect(hands.length).toBe(before);
    }
  );

  it("fails on bytes that are no program, and the next run works", async () => {
    const {session} = await makeSession({...options, threads: 2}, change);
    const run = await prepare(session);
    const program = {...(await makeTestProgram("bad")), bytes: new Uint8Array([1, 2, 3, 4])};
    const points = makePoints(10);
    const call = {label: "bad", program, constants: toTestConstants(), uniform: {a: points[0]}};
    const bad = session.programs.run({...call, varying: {x: points}, n: 10}, () => undefined);
    await expect(bad).rejects.toThrow(/^bad: /);
    expectSame((await run({points})).vectors, expectedOf(points, 2));
  });

  it("cancels within a unit of work, pauses and goes on", async () => {
    const {session} = await makeSession({...options, threads: 2}, change);
    const run = await prepare(session);
    const points = makePoints(20_000);
    const long = run({points, constants: {work: 100_000}, cost: 300_000, key: "long"});
    const behind = run({points});
    await new Promise((resolve) => setTimeout(resolve, 30));
    long.cancel();
    await expect(long).rejects.toMatchObject({name: "AbortError"});
    expect(long.status).toBe("cancelled");
    // had the first gone on for its seconds, this would take them too
    expectSame((await behind).vectors, expectedOf(points, 2));

    const held = run({points, constants: {work: 300}, cost: 1000, key: "held"});
    held.pause();
    await new Promise((resolve) => setTimeout(resolve, 40));
    expect(held.status).toBe("paused");
    held.resume();
    expectSame((await held).vectors, expectedOf(points, 2));
  });

  it("is sent once, whatever its constants are", async () => {
    const {session} = await makeSession({...options, threads: 2}, change);
    const run = await prepare(session);
    const points = makePoints(300);
    for (const c of [1, 2, 3]) {
      const {vectors, stats} = await run({points, constants: {c}});
      expectSame(vectors, expectedOf(points, 2, c));
      if (c > 1) expect(stats.compile).toBeLessThan(5);
    }
    expect(session.programs.desk.installs).toBe(1);
  });

  it("is forgotten when many others were used since, and sent again", async () => {
    const {session} = await makeSession({...options, threads: 2}, change);
    const run = await prepare(session);
    const points = makePoints(100);
    const before = await memoryOf(session);
    for (let k = 0; k < 150; k++) {
      expectSame((await run({points, key: `p${k % 100}`})).vectors, expectedOf(points, 2));
    }
    expect(session.programs.desk.installs).toBe(150);
    const {byOwner} = await memoryOf(session);
    expect(byOwner.programs ?? 0).toBeLessThan(65 * 1024);
    expect(before.byOwner.programs).toBe(undefined);
  });

  it("fails what is under way when the engine closes", async () => {
    const {session} = await makeSession({...options, threads: 2}, change);
    const run = await prepare(session);
    const long = run({points: makePoints(20_000), constants: {work: 100_000}, cost: 300_000});
    await new Promise((resolve) => setTimeout(resolve, 20));
    await session.close();
    await expect(long).rejects.toThrow("engine: closed while work was under way");
  });
});

it("serves on when the coordinator died: the program and its room are the new crew's", async () => {
  const {session, hands} = await makeSession({threads: 2});
  const run = await prepare(session);
  const points = makePoints(2000);
  await run({points});
  const long = run({points, constants: {work: 1_000_000}, cost: 3e6});
  await new Promise((resolve) => setTimeout(resolve, 10));
  hands[0].terminate();
  await expect(long).rejects.toThrow("engine: lost its worker");
  const changing = makePoints(2000);
  const next = run({points: changing});
  changing[0].fill(NaN);
  expectSame((await next).vectors, expectedOf(points, 2));
});

it("a wish of a run that is over is not taken for one of the run after it", async () => {
  const {session} = await makeSession({threads: 2});
  const run = await prepare(session);
  const points = makePoints(2000);
  await run({points});
  for (let turn = 0; turn < 6; turn++) {
    const first = run({points, constants: {work: 3000}, cost: 9000});
    const second = run({points, constants: {work: 3000}, cost: 9000});
    await new Promise((resolve) => setTimeout(resolve, 2));
    first.cancel();
    // the first one's place is free again long before the second one ends
    await new Promise((resolve) => setTimeout(resolve, 2));
    const third = run({points});
    expectSame((await second).vectors, expectedOf(points, 2));
    expectSame((await third).vectors, expectedOf(points, 2));
  }
});
