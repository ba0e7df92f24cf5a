import {setFlagsFromString} from "node:v8";
import {runInNewContext} from "node:vm";
import {describe, expect, it} from "vitest";
import {makeBench} from "../../../worker/bench/bench.ts";
import {memory} from "../../../worker/bench/memory.ts";
import type {MemoryHost} from "../../../worker/bench/memory.ts";
import {makeKernels} from "../../../worker/kernels.ts";
import {makeSession} from "../makeEngine.ts";

/** A host whose memory the test fills; `looks`: how often a run is looked at before it ends. */
function makeHost(change: Partial<MemoryHost> = {}) {
  const held: Record<string, number> = {};
  let heap = 5_000_000;
  let collected = 0;
  const host: MemoryHost = {
    account: () => {
      const live = Object.values(held).reduce((sum, bytes) => sum + bytes, 0);
      return Promise.resolve({
        live,
        peak: live,
        capacity: 1 << 20,
        limit: 1 << 30,
        byOwner: {...held}
      });
    },
    heap: () => heap,
    canCollect: true,
    collect: () => void collected++,
    pause: () => Promise.resolve(),
    ...change
  };
  return {
    host,
    held,
    grow: (bytes: number) => void (heap += bytes),
    get collected() {
      return collected;
    }
  };
}

describe("bench.memory", () => {
  it("reads what is held after each run, by who holds it", async () => {
    const made = makeHost();
    let calls = 0;
    const report = await memory(
      () => {
        calls++;
        made.held.programs = 640;
        made.held.reserved = 64 * calls;
        return calls;
      },
      {runs: 6, warmup: 2},
      made.host
    );
    expect(report.result).toBe(8);
    expect(made.collected).toBe(8);
    const bytes = Object.fromEntries(report.series.map((one) => [one.name, one.bytes]));
    expect(bytes).toEqual({
      engine: [832, 896, 960, 1024, 1088, 1152],
      programs: [640, 640, 640, 640, 640, 640],
      reserved: [192, 256, 320, 384, 448, 512],
      "JavaScript heap": Array.from({length: 6}, () => 5_000_000)
    });
    expect(report.leaks).toBe(true);
    const leaking = report.series.filter(({leaks}) => leaks);
    expect(leaking.map(({name, slope, standardError}) => [name, slope, standardError])).toEqual([
      ["engine", 64, 0],
      ["reserved", 64, 0]
    ]);
    expect(report.advice).toBe(
      "engine grows by 64 ± 0 bytes a run; reserved grows by 64 ± 0 bytes a run"
    );
  });

  it("has a row for each run and series, ready to be plotted", async () => {
    const made = makeHost();
    const report = await memory(
      () => void (made.held["job 3"] = 128),
      {runs: 6, warmup: 0},
      made.host
    );
    expect(report.rows).toHaveLength(3 * 6);
    expect(report.rows.filter(({kind}) => kind === "owner")).toEqual(
      Array.from({length: 6}, (_, i) => ({
        run: i + 1,
        kind: "owner",
        name: "job",
        bytes: 128,
        peak: 128
      }))
    );
    expect(report.leaks).toBe(false);
    expect(report.advice).toBe("nothing grows");
  });

  it("sees what is held only while the work is under way", async () => {
    const made = makeHost();
    const report = await memory(
      async () => {
        made.held["job 7"] = 4096;
        for (let k = 0; k < 9; k++) await Promise.resolve();
        delete made.held["job 7"];
      },
      {runs: 6, warmup: 0},
      made.host
    );
    const job = report.rows.filter(({name}) => name === "job");
    expect(job).toHaveLength(6);
    for (const {bytes, peak} of job) expect([bytes, peak]).toEqual([0, 4096]);
  });

  it("tells a leak of the heap only where garbage can be collected", async () => {
    for (const canCollect of [true, false]) {
      const made = makeHost({canCollect});
      const {series, leaks, advice} = await memory(() => made.grow(5000), {runs: 9}, made.host);
      const heap = series.find(({kind}) => kind === "heap")!;
      expect(heap.slope).toBeCloseTo(5000, 9);
      expect(heap.leaks).toBe(canCollect ? true : undefined);
      expect(leaks).toBe(canCollect);
      expect(advice).toMatch(canCollect ? /heap grows by 5000 ± 0/ : /cannot be collected/);
    }
  });

  it("keeps nothing of its own that grows from run to run", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void;
    const heap = () => {
      const {heapUsed, external} = process.memoryUsage();
      return heapUsed + external;
    };
    const made = makeHost({collect, heap});
    Object.assign(made.held, {programs: 1, reserved: 2, sums: 3, batches: 4});
    const {series} = await memory(() => undefined, {runs: 60, warmup: 15}, made.host);
    const {slope} = series.find(({kind}) => kind === "heap")!;
    // records made run by run took 860 bytes
    expect(slope).toBeLessThan(400);
  });

  it("does without a heap and without an engine, and says so", async () => {
    const made = makeHost({heap: () => undefined});
    const {account: _account, ...rest} = made.host;
    const {series, advice} = await memory(() => 1, {}, rest);
    expect(series).toEqual([]);
    expect(advice).toContain("heap cannot be read here");
  });

  it("throws what a run throws, also one that is under way", async () => {
    const {host} = makeHost();
    await expect(memory(() => Promise.reject(new Error("no")), {}, host)).rejects.toThrow("no");
  });

  it("refuses wrong arguments", async () => {
    const {host} = makeHost();
    await expect(memory(() => 1, {runs: 5}, host)).rejects.toThrow(
      "bench.memory: expected runs as an integer from 6 to 100000, got 5"
    );
    await expect(memory(3 as never, {}, host)).rejects.toThrow(
      "bench.memory: f must be a function, got number"
    );
  });

  it("finds that an engine's kernels leave nothing behind, and what is reserved and kept", async () => {
    const {session} = await makeSession({threads: 1});
    const bench = makeBench({account: () => session.ask((door) => door.memory())});
    const kernels = makeKernels(session);
    const x = Float64Array.from({length: 1000}, (_, i) => i);
    const clean = await bench.memory(() => kernels.run("sqrt", {inputs: {x}}), {runs: 6});
    const engine = clean.series.find(({kind}) => kind === "engine")!;
    expect(engine).toMatchObject({slope: 0, leaks: false});
    const keep = () => session.ask((door) => door.reserve(100));
    const kept = await bench.memory(keep, {runs: 6, warmup: 1});
    expect(kept.leaks).toBe(true);
    // 100 bytes are two cache lines
    expect(kept.series.find(({name}) => name === "reserved")).toMatchObject({
      bytes: [256, 384, 512, 640, 768, 896],
      slope: 128,
      leaks: true
    });
  });
});
