import {expect, it, vi} from "vitest";
import type {Hand} from "../../worker/home.ts";
import {makeEngine} from "./makeEngine.ts";

it("costs one message in and one out a run, and none to the lanes", async () => {
  const toWorkers = vi.fn();
  const {engine} = await makeEngine({threads: 3}, (home) => ({
    spawn: async (): Promise<Hand> => {
      const hand = await home.spawn!();
      const post: Hand["post"] = (message, transfer) => {
        toWorkers();
        hand.post(message, transfer);
      };
      return {...hand, post};
    }
  }));
  const x = new Float64Array(500_000).fill(2);
  await engine.kernels.run("sqrt", {inputs: {x}});
  await expect.poll(() => toWorkers.mock.calls.length).toBe(3);

  const fromPage = vi.spyOn(MessagePort.prototype, "postMessage");
  for (let k = 0; k < 20; k++) await engine.kernels.run("sqrt", {inputs: {x}});
  expect(fromPage).toHaveBeenCalledTimes(20);
  // each lane got its start message and never another
  expect(toWorkers).toHaveBeenCalledTimes(3);
  fromPage.mockRestore();
});
