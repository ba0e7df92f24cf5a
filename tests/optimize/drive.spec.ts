import {describe, expect, it} from "vitest";
import {adam} from "../../worker/optimize/adam.ts";
import {drive, inSlices, type Driven} from "../../worker/optimize/drive.ts";
import {lbfgsb} from "../../worker/optimize/lbfgsb.ts";
import type {Probe} from "../../worker/optimize/search.ts";
import {makePace} from "../../worker/pace.ts";
import {rosenbrock} from "./problems.ts";

function fill(probe: Probe): void {
  const [a, b] = probe.x;
  probe.value = rosenbrock([a, b]);
  probe.gradient.set([-400 * a * (b - a * a) - 2 * (1 - a), 200 * (b - a * a)]);
}

const quiet = () => makePace(() => undefined);
const start = [-1.2, 1];

describe("drive", () => {
  it("gives the same bits whether evaluations wait or not", async () => {
    const later = (probe: Probe) =>
      new Promise<void>((done) => setTimeout(() => (fill(probe), done())));
    const run = (evaluate: (probe: Probe) => void | Promise<void>): Promise<Driven> =>
      drive(lbfgsb({start}), evaluate, {pace: quiet(), steps: 100});
    const atOnce = await run(fill);
    expect(await run(later)).toEqual(atOnce);
    expect(atOnce.status).toBe("converged");
  });

  it("does not wait between evaluations that are made at once", async () => {
    const pace = {...quiet(), isDue: () => false, isCancelled: false};
    let others = 0;
    let isOver = false;
    const ticks = (async () => {
      while (!isOver) {
        others++;
        await Promise.resolve();
      }
    })();
    const {evaluations} = await drive(lbfgsb({start}), fill, {pace, steps: 100});
    isOver = true;
    await ticks;
    expect(evaluations).toBeGreaterThan(30);
    expect(others).toBeLessThan(10);
  });

  it("is cancelled with the best point so far", async () => {
    const pace = quiet();
    const seen: {x: number[]; value: number}[] = [];
    const evaluate = (probe: Probe) => {
      fill(probe);
      seen.push({x: Array.from(probe.x), value: probe.value});
      if (seen.length === 12) pace.steering.cancel();
    };
    const found = await drive(lbfgsb({start}), evaluate, {pace, steps: 100});
    expect(found.status).toBe("cancelled");
    expect(seen).toHaveLength(12);
    const [best] = seen.sort((a, b) => a.value - b.value);
    expect({x: Array.from(found.x), value: found.value}).toEqual(best);
    expect(found.steps).toBe(found.trace.at(-1).step);
  });

  it("does not read a probe whose evaluation was given up", async () => {
    const pace = quiet();
    const evaluate = (probe: Probe): Promise<void> => {
      pace.steering.cancel();
      probe.value = -1;
      return Promise.resolve();
    };
    const found = await drive(lbfgsb({start}), evaluate, {pace, steps: 100});
    expect(found).toMatchObject({status: "cancelled", value: NaN, steps: 0, evaluations: 0});
    expect(Array.from(found.x)).toEqual(start);
  });

  it("waits while it is paused", async () => {
    const pace = quiet();
    let count = 0;
    const evaluate = (probe: Probe) => {
      fill(probe);
      if (++count === 5) pace.steering.pause();
    };
    const run = drive(lbfgsb({start}), evaluate, {pace, steps: 100});
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(count).toBe(5);
    pace.steering.resume();
    expect((await run).status).toBe("converged");
    expect(count).toBeGreaterThan(30);
  });

  it.each([10, 1999, 2000, 2001, 9000])("keeps an even trace of %i steps", async (steps) => {
    const rows: number[] = [];
    const onStep = ({step}: {step: number}) => rows.push(step);
    const search = adam({start, steps, learningRate: 1e-4});
    const {trace} = await drive(search, fill, {pace: quiet(), steps, onStep});
    expect(rows).toEqual(Array.from({length: steps + 1}, (_, i) => i));
    expect(trace.length).toBeLessThanOrEqual(2001);
    expect(trace.length).toBeGreaterThan(Math.min(steps, 900));
    expect(trace[0].step).toBe(0);
    expect(trace.at(-1).step).toBe(steps);
    const gaps = trace.slice(1, -1).map(({step}, i) => step - trace[i].step);
    expect(new Set(gaps).size).toBe(1);
    trace.forEach(({step, evaluations}) => expect(evaluations).toBe(step + 1));
  });

  it("hands on what an evaluation throws", async () => {
    const evaluate = () => {
      throw new RangeError("no");
    };
    await expect(drive(lbfgsb({start}), evaluate, {pace: quiet(), steps: 1})).rejects.toThrow("no");
  });
});

describe("inSlices", () => {
  const progress = () => ({phase: "", done: 0, total: 0});
  it("makes no promise where no slice ends", () => {
    const pace = {...quiet(), isDue: () => false};
    expect(inSlices([1, 2, 3].values(), pace, progress)).toBeUndefined();
  });

  it("rests where one does, and stops when it is cancelled", async () => {
    const pace = quiet();
    let count = 0;
    const work = (function* () {
      while (count < 100) {
        if (++count === 10) pace.steering.pause();
        yield;
      }
    })();
    const wait = inSlices(work, pace, progress);
    expect(count).toBe(10);
    pace.steering.cancel();
    await wait;
    expect(count).toBe(10);
  });
});
