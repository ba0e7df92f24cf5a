import {expect, it} from "vitest";
import type {Sums} from "../../../worker/heterodyne/sums/types.ts";
import {makeWarmUp} from "../../../worker/heterodyne/workflow/warmUp.ts";
import {hooks} from "../robust/makeCase.ts";

it("warming up calls every kernel twice and closes what it opened", async () => {
  const calls: string[] = [];
  const warmUp = makeWarmUp({
    async openSums(taken, options) {
      const sums = await hooks.openSums(taken, options);
      calls.push("open");
      const watch = <N extends "evaluate" | "normal" | "batch" | "close">(name: N) => {
        const own = sums[name].bind(sums) as (...args: unknown[]) => unknown;
        sums[name] = ((...args: unknown[]) => {
          calls.push(name === "evaluate" && args[1] === true ? "gradient" : name);
          return own(...args);
        }) as Sums[N];
      };
      for (const name of ["evaluate", "normal", "batch", "close"] as const) watch(name);
      return sums;
    }
  });
  const {kernels, total} = await warmUp();
  expect(kernels.map(({name}) => name)).toEqual([
    "c2", "upload", "sums", "sums and gradient", "normal matrix", "batch"
  ]); // prettier-ignore
  expect(calls).toEqual([
    "open", "open", "evaluate", "evaluate", "gradient", "gradient", "normal", "normal", "batch", "batch", "close", "close"
  ]); // prettier-ignore
  const spent = kernels.reduce((sum, {ms, again}) => sum + ms + again, 0);
  expect(spent).toBeGreaterThan(0);
  expect(total).toBeGreaterThanOrEqual(spent);
});
