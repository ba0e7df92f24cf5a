import {describe, expect, it} from "vitest";
import {describeTimes} from "../../../worker/bench/statistics.ts";
import {compare} from "../../../worker/bench/compare.ts";
import {time} from "../../../worker/bench/time.ts";

/** A clock that a measured function moves by itself. */
function makeStopwatch() {
  let ms = 0;
  let collected = 0;
  return {
    now: () => ms,
    collect: () => void collected++,
    spend: (amount: number) => void (ms += amount),
    get collected() {
      return collected;
    }
  };
}

/** A function that takes the given times in turn, the last one for ever. */
function takes(watch: ReturnType<typeof makeStopwatch>, times: number[]) {
  let calls = 0;
  return Object.assign(
    () => {
      watch.spend(times[Math.min(calls, times.length - 1)]);
      return ++calls;
    },
    {calls: () => calls}
  );
}

describe("describeTimes", () => {
  // research/heterodyne.md 4.4: the values the original program's helper returned
  const golden = [0.01, 0.011, 0.0105, 0.0102, 0.0108, 0.0101, 0.0109, 0.0107, 0.0103, 0.05];

  it("gives the original helper's figures", () => {
    const s = describeTimes(golden);
    expect(s.mean).toBeCloseTo(0.01445, 14);
    expect(s.median).toBeCloseTo(0.0106, 14);
    expect(s.std).toBeCloseTo(0.011854556086, 12);
    expect(s.cv).toBeCloseTo(0.011854556086 / 0.01445, 10);
    expect(s.ratio).toBeCloseTo(5, 13);
    expect(s.outliers).toBe(1);
    expect(s.filteredMean).toBeCloseTo(0.0105, 14);
    expect(s.filteredStd).toBeCloseTo(3.4641016e-4, 11);
    expect(s.p95).toBeCloseTo(0.03245, 14);
    expect(s.p99).toBeCloseTo(0.04649, 14);
    expect([s.min, s.max]).toEqual([0.01, 0.05]);
    expect(s.times).toEqual(golden);
  });

  it("calls a clock that saw nothing infinitely uncertain", () => {
    expect(describeTimes([0, 0])).toMatchObject({cv: Infinity, ratio: Infinity, outliers: 0});
  });

  it("describes a single time", () => {
    expect(describeTimes([3])).toMatchObject({median: 3, std: 0, p95: 3, filteredMean: 3});
  });
});

describe("bench.time", () => {
  it("warms up, measures and returns the last result", async () => {
    const watch = makeStopwatch();
    const f = takes(watch, [100, 100, 100, 1, 2, 3]);
    const timing = await time(f, {runs: 4}, watch);
    expect(timing.times).toEqual([1, 2, 3, 3]);
    expect(timing).toMatchObject({mode: "stable", runs: 4, median: 2.5, result: 7});
    expect(watch.collected).toBe(7);
  });

  it("takes ten measurements after three warm-ups when not told otherwise", async () => {
    const watch = makeStopwatch();
    const f = takes(watch, [1]);
    expect((await time(f, {}, watch)).times).toHaveLength(10);
    expect(f.calls()).toBe(13);
  });

  it("awaits asynchronous functions", async () => {
    const watch = makeStopwatch();
    const f = async () => {
      await Promise.resolve();
      watch.spend(5);
      return "done";
    };
    expect(await time(f, {runs: 2}, watch)).toMatchObject({mean: 5, result: "done"});
  });

  it("awaits what is awaitable without being a promise, such as a Run", async () => {
    const watch = makeStopwatch();
    const run = {
      then(resolve: (value: number) => void) {
        watch.spend(3);
        resolve(9);
      }
    } as PromiseLike<number>;
    expect(await time(() => run, {runs: 2}, watch)).toMatchObject({mean: 3, result: 9});
  });

  it("divides by the calls of one measurement", async () => {
    const watch = makeStopwatch();
    const f = takes(watch, [2]);
    expect((await time(f, {runs: 3, warmup: 0, calls: 8}, watch)).times).toEqual([2, 2, 2]);
    expect(f.calls()).toBe(24);
  });

  it("tolerates errors while warming up but not while measuring", async () => {
    let calls = 0;
    const coldOnly = () => {
      if (calls++ < 2) throw new Error("cold");
    };
    await expect(time(coldOnly, {runs: 1})).resolves.toMatchObject({runs: 1});
    const always = () => {
      throw new Error("always");
    };
    await expect(time(always, {runs: 1})).rejects.toThrow("always");
  });

  it("stops at the fewest runs when the spread is already small", async () => {
    const watch = makeStopwatch();
    const timing = await time(takes(watch, [4]), {targetCv: 0.15}, watch);
    expect(timing).toMatchObject({mode: "adaptive", runs: 10, achievedTarget: true});
  });

  it("accepts one and a half times the target after twice the initial runs", async () => {
    const watch = makeStopwatch();
    // 0.8 and 1.2 in turn: cv 0.2, above 0.15 and below 0.225
    const f = takes(
      watch,
      Array.from({length: 99}, (_, i) => (i % 2 ? 1.2 : 0.8))
    );
    const options = {targetCv: 0.15, warmup: 0, initialRuns: 9};
    const timing = await time(f, options, watch);
    expect(timing).toMatchObject({runs: 18, achievedTarget: false});
  });

  it("gives up at maxRuns and says so", async () => {
    const watch = makeStopwatch();
    const f = takes(
      watch,
      Array.from({length: 99}, (_, i) => (i % 2 ? 10 : 1))
    );
    const timing = await time(f, {targetCv: 0.15, maxRuns: 23}, watch);
    expect(timing).toMatchObject({runs: 23, achievedTarget: false});
  });

  it.each([
    [{runs: 0}, "bench.time: runs must be a positive integer, got 0"],
    [{runs: 2.5}, "bench.time: runs must be a positive integer, got 2.5"],
    [{warmup: -1}, "bench.time: warmup must be an integer of at least 0, got -1"],
    [{targetCv: NaN}, "bench.time: targetCv must be positive, got NaN"],
    [{calls: 0}, "bench.time: calls must be a positive integer, got 0"]
  ])("refuses %o", async (options, message) => {
    await expect(time(() => 0, options)).rejects.toThrow(new RangeError(message));
  });

  it("refuses what is no function", async () => {
    const wrong = 3 as unknown as () => void;
    await expect(time(wrong)).rejects.toThrow("bench.time: f must be a function, got number");
  });
});

describe("bench.compare", () => {
  it("interleaves, starting each round one further on", async () => {
    const log: string[] = [];
    const f = (name: string) => () => void log.push(name);
    await compare({a: f("a"), b: f("b"), c: f("c")}, {runs: 3, warmup: 0});
    expect(log.join("")).toBe("abcbcacab");
  });

  it("takes ratios within a round, so that a slow machine cancels", async () => {
    const watch = makeStopwatch();
    let speed = 1;
    const compared = await compare(
      {slow: () => watch.spend(6 * speed), quick: () => watch.spend(2 * speed++)},
      {runs: 1, warmup: 0},
      watch
    );
    expect(compared.baseline).toBe("slow");
    expect(compared.order).toEqual(["quick", "slow"]);
    expect(compared.rows.slow.ratio).toEqual({median: 1, p10: 1, p90: 1});
    expect(compared.rows.quick.ratio.median).toBeCloseTo(1 / 3, 14);
  });

  it("gives the spread of the ratios", async () => {
    const watch = makeStopwatch();
    const other = takes(watch, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    const {rows} = await compare({one: takes(watch, [1]), other}, {runs: 11, warmup: 0}, watch);
    expect(rows.other.ratio).toEqual({median: 6, p10: 2, p90: 10});
  });

  it("refuses an empty record and what is no function", async () => {
    await expect(compare({})).rejects.toThrow("bench.compare: missing functions");
    const wrong = "x" as unknown as () => void;
    await expect(compare({f: wrong})).rejects.toThrow("bench.compare: f must be a function");
  });
});
