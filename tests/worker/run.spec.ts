import {describe, expect, it, vi} from "vitest";
import type {Progress} from "../../worker/api.ts";
import {Cancelled} from "../../worker/device/device.ts";
import {makeMonitor} from "../../worker/monitor.ts";
import {RunHandle} from "../../worker/run.ts";

function makeRun() {
  let resolve!: (value: number) => void;
  let reject!: (error: Error) => void;
  const result = new Promise<number>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  const steering = {cancel: vi.fn(), pause: vi.fn(), resume: vi.fn()};
  return {run: new RunHandle(result, steering), resolve, reject, steering};
}

describe("a run", () => {
  it("is awaited like a promise", async () => {
    const {run, resolve} = makeRun();
    resolve(7);
    expect(await run).toBe(7);
    expect(run.status).toBe("done");
  });

  it("yields the latest progress only, to every iterator, and ends with the work", async () => {
    const {run, resolve} = makeRun();
    const collect = async () => {
      const seen: number[] = [];
      for await (const {done} of run) seen.push(done);
      return seen;
    };
    const both = Promise.all([collect(), collect()]);
    const item = (done: number): Progress => ({phase: "x", done, total: 9});
    await Promise.resolve();
    run.report(item(1));
    run.report(item(2));
    await new Promise((done) => setTimeout(done, 5));
    run.report(item(5));
    await new Promise((done) => setTimeout(done, 5));
    resolve(0);
    expect(await both).toEqual([
      [2, 5],
      [2, 5]
    ]);
  });

  it("is steered while it lasts and not after", async () => {
    const {run, resolve, steering} = makeRun();
    run.started();
    run.pause();
    expect(run.status).toBe("paused");
    run.resume();
    expect(run.status).toBe("running");
    resolve(1);
    await run;
    run.cancel();
    run.pause();
    expect(steering.cancel).not.toHaveBeenCalled();
    expect(run.status).toBe("done");
  });

  it("ends cancelled or failed by the error's name", async () => {
    const one = makeRun();
    one.reject(new Cancelled());
    await expect(one.run).rejects.toThrow("cancelled");
    expect(one.run.status).toBe("cancelled");
    const other = makeRun();
    other.reject(new Error("lane 1 ended"));
    expect(await other.run.catch((error: unknown) => (error as Error).message)).toBe(
      "lane 1 ended"
    );
    expect(other.run.status).toBe("failed");
  });

  it("is cancelled by leaving its scope", () => {
    const {run, steering} = makeRun();
    {
      using held = run;
      expect(held.status).toBe("queued");
    }
    expect(steering.cancel).toHaveBeenCalledOnce();
  });
});

describe("the monitor", () => {
  it("books calls, totals and maxima, of async work and of failures too", async () => {
    let now = 0;
    const monitor = makeMonitor(() => now);
    monitor.time("a", () => (now += 3));
    monitor.time("a", () => (now += 5));
    expect(() =>
      monitor.time("b", () => {
        now += 100;
        throw new Error("no");
      })
    ).toThrow("no");
    await monitor.time("c", async () => {
      await Promise.resolve();
      now += 7;
    });
    expect(monitor.summary()).toEqual([
      {name: "b", calls: 1, total: 100, mean: 100, max: 100},
      {name: "a", calls: 2, total: 8, mean: 4, max: 5},
      {name: "c", calls: 1, total: 7, mean: 7, max: 7}
    ]);
    monitor.reset();
    expect(monitor.summary()).toEqual([]);
  });
});
