import {describe, expect, it} from "vitest";
import {makeMonitor} from "../../worker/monitor.ts";
import type {HotSpot} from "../../worker/monitor.ts";
import {RunHandle} from "../../worker/run.ts";
import {NO_PROBE} from "../../worker/spans.ts";

/** A monitor whose clock the test moves. */
function makeWatched() {
  let now = 0;
  const monitor = makeMonitor(() => now);
  return {monitor, spend: (ms: number) => void (now += ms)};
}

const brief = (rows: HotSpot[]) =>
  Object.fromEntries(rows.map(({name, calls, total, self}) => [name, [calls, total, self]]));

describe("the monitor's own time", () => {
  it("is a span's time less that of what was open within", () => {
    const {monitor, spend} = makeWatched();
    const probe = monitor.probe("tmcmc");
    for (let k = 0; k < 2; k++) {
      const stage = probe.begin("stage");
      spend(3);
      const evaluate = stage.begin("evaluate");
      spend(10);
      const solve = evaluate.begin("run", "solver");
      spend(5);
      solve.end();
      evaluate.end();
      spend(2);
      stage.end();
    }
    expect(monitor.hotSpots()).toEqual([
      {name: "evaluate", component: "tmcmc", calls: 2, total: 30, self: 20, share: 0.5},
      {name: "stage", component: "tmcmc", calls: 2, total: 40, self: 10, share: 0.25},
      {name: "run", component: "solver", calls: 2, total: 10, self: 10, share: 0.25}
    ]);
  });

  it("is not mixed up by two runs that take turns", async () => {
    const {monitor, spend} = makeWatched();
    const run = async (name: string, ms: number) => {
      const outer = monitor.probe("tmcmc").begin(`${name} outer`);
      for (let k = 0; k < 3; k++) {
        const inner = outer.begin(`${name} inner`);
        spend(ms);
        await Promise.resolve();
        inner.end();
        await Promise.resolve();
      }
      outer.end();
    };
    await Promise.all([run("a", 1), run("b", 100)]);
    const rows = brief(monitor.hotSpots());
    for (const name of ["a", "b"]) {
      const [, total, self] = rows[`${name} outer`];
      const [calls, inside] = rows[`${name} inner`];
      expect(calls).toBe(3);
      // had one run's pieces counted as the other's, this would not add up
      expect(self).toBe(total - inside);
    }
  });

  it("never counts twice what is covered by two pieces at once", () => {
    const {monitor, spend} = makeWatched();
    const all = monitor.probe("hierarchical").begin("all");
    spend(1);
    const first = all.begin("M1");
    spend(10);
    const second = all.begin("M2");
    spend(10);
    first.end();
    spend(10);
    second.end();
    spend(1);
    all.end();
    expect(brief(monitor.hotSpots())).toEqual({M1: [1, 20, 20], M2: [1, 20, 20], all: [1, 32, 2]});
  });

  it("of a piece that outlives what it lies in is still booked, once", () => {
    const {monitor, spend} = makeWatched();
    const outer = monitor.probe("solver").begin("open");
    spend(2);
    const inner = outer.begin("run");
    spend(3);
    outer.end();
    spend(4);
    inner.end();
    inner.end();
    expect(brief(monitor.hotSpots())).toEqual({run: [1, 7, 7], open: [1, 5, 2]});
  });

  it("is whole, and the total counts once, where a name lies within itself", () => {
    const {monitor, spend} = makeWatched();
    const descend = (depth: number): void =>
      monitor.time("search", () => {
        spend(1);
        if (depth > 0) descend(depth - 1);
      });
    descend(4);
    expect(brief(monitor.hotSpots())).toEqual({search: [5, 5, 5]});
    expect(monitor.summary()).toEqual([{name: "search", calls: 5, total: 5, mean: 3, max: 5}]);
  });
});

describe("monitor.time", () => {
  it("takes what is timed before the first await as its pieces, and what it is told later", async () => {
    const {monitor, spend} = makeWatched();
    await monitor.time("all", async (within) => {
      monitor.time("load", () => spend(5));
      await Promise.resolve();
      const fit = within.begin("fit");
      spend(7);
      fit.end();
      // nobody says that this belongs to it
      monitor.time("other", () => spend(11));
    });
    expect(brief(monitor.hotSpots({component: "own"}))).toEqual({
      all: [1, 23, 11],
      other: [1, 11, 11],
      fit: [1, 7, 7],
      load: [1, 5, 5]
    });
  });

  it("holds the engine's spans that begin in it", () => {
    const {monitor, spend} = makeWatched();
    monitor.time("mine", () => {
      const span = monitor.probe("solver").begin("run");
      spend(4);
      span.end();
    });
    expect(brief(monitor.hotSpots())).toEqual({run: [1, 4, 4], mine: [1, 4, 0]});
  });

  it("forgets where it was after a throw", () => {
    const {monitor, spend} = makeWatched();
    const fail = () =>
      monitor.time("fails", () => {
        spend(1);
        throw new Error("no");
      });
    expect(fail).toThrow("no");
    // had it not, the second would count as a call within the first
    expect(fail).toThrow("no");
    monitor.time("next", () => spend(3));
    expect(brief(monitor.hotSpots())).toEqual({next: [1, 3, 3], fails: [2, 2, 2]});
  });

  it("waits for a Run and hands it on as it is", async () => {
    const {monitor, spend} = makeWatched();
    let finish!: (value: number) => void;
    const noop = () => undefined;
    const run = new RunHandle(new Promise<number>((resolve) => (finish = resolve)), {
      cancel: noop,
      pause: noop,
      resume: noop
    });
    expect(monitor.time("run", () => run)).toBe(run);
    spend(9);
    expect(monitor.summary()).toEqual([]);
    finish(1);
    expect(await run).toBe(1);
    expect(monitor.summary()).toMatchObject([{name: "run", total: 9}]);
  });
});

describe("monitor.hotSpots", () => {
  it("gives at most the top 30, by component if asked, with shares of all that was asked for", () => {
    const {monitor, spend} = makeWatched();
    for (let k = 1; k <= 40; k++) {
      const span = monitor.probe(k % 2 ? "solver" : "tmcmc").begin(`piece ${k}`);
      spend(k);
      span.end();
    }
    const all = monitor.hotSpots();
    expect(all).toHaveLength(30);
    expect(all[0]).toMatchObject({name: "piece 40", share: 40 / 820});
    const solver = monitor.hotSpots({component: "solver", top: 2});
    expect(solver.map(({name, share}) => [name, share])).toEqual([
      ["piece 39", 39 / 400],
      ["piece 37", 37 / 400]
    ]);
    expect(monitor.hotSpots({component: "hierarchical"})).toEqual([]);
    monitor.reset();
    expect(monitor.hotSpots()).toEqual([]);
  });

  it("keeps names of two components apart", () => {
    const {monitor, spend} = makeWatched();
    for (const component of ["solver", "tmcmc"] as const) {
      const span = monitor.probe(component).begin("open");
      spend(1);
      span.end();
    }
    expect(monitor.hotSpots()).toHaveLength(2);
  });

  it("refuses what it does not know", () => {
    const {monitor} = makeWatched();
    expect(() => monitor.hotSpots({component: "gpu" as "own"})).toThrow(
      /^monitor\.hotSpots: expected component as one of "all", .*got "gpu"$/
    );
    expect(() => monitor.hotSpots({top: 0})).toThrow(RangeError);
  });
});

it("a monitor that is told not to record gives the engine's parts a probe that does nothing", () => {
  const {monitor, spend} = makeWatched();
  monitor.record(false);
  const span = monitor.probe("solver").begin("run");
  expect(span).toBe(NO_PROBE);
  expect(span.begin("inner")).toBe(NO_PROBE);
  spend(1);
  span.end();
  monitor.time("mine", () => spend(2));
  expect(brief(monitor.hotSpots())).toEqual({mine: [1, 2, 2]});
});
