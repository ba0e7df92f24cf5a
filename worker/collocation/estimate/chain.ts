// Long work that is one kernel run after the other: cancel and pause reach whichever is under way.
import {Cancelled} from "../../device/device.ts";
import {RunHandle} from "../../run.ts";
import type {Progress, Run} from "../../work.ts";

/** Milliseconds. */
const BETWEEN_REPORTS = 100;

export interface Chain {
  /** Does one link of the work, whose progress is the chain's. */
  run: <T>(start: () => Run<T>) => Promise<T>;
  /** The same for one of many short links: the chain reports how many. */
  runQuietly: <T>(start: () => Run<T>) => Promise<T>;
  report: (progress: Progress) => void;
}

export function makeChain<T>(work: (chain: Chain) => Promise<T>): Run<T> {
  let inner: Run<unknown> | undefined;
  let isCancelled = false;
  let reported = -Infinity;
  let held: {until: Promise<void>; release: () => void} | undefined;
  const forward = async (run: Run<unknown>): Promise<void> => {
    for await (const progress of run) handle.report(progress);
  };
  const chain: Chain = {
    run: (start) =>
      chain.runQuietly(() => {
        const run = start();
        void forward(run);
        return run;
      }),
    async runQuietly(start) {
      while (held) await held.until;
      if (isCancelled) throw new Cancelled();
      handle.started();
      const run = start();
      inner = run;
      try {
        return await run;
      } finally {
        inner = undefined;
      }
    },
    report(progress) {
      const now = performance.now();
      if (now - reported < BETWEEN_REPORTS) return;
      reported = now;
      handle.report(progress);
    }
  };
  const release = (): void => {
    held?.release();
    held = undefined;
  };
  const handle: RunHandle<T> = new RunHandle(
    Promise.resolve().then(() => work(chain)),
    {
      cancel: () => {
        isCancelled = true;
        inner?.cancel();
        release();
      },
      pause: () => {
        inner?.pause();
        if (held) return;
        let free = (): void => undefined;
        held = {until: new Promise((resolve) => (free = resolve)), release: () => free()};
      },
      resume: () => {
        inner?.resume();
        release();
      }
    }
  );
  return handle;
}
