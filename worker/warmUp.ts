import {registry, type KernelName} from "../kernels-as/registry.ts";
import type {Kernels, WarmUpReport} from "./api.ts";

/** Indices per kernel: enough that every lane's tier-up starts, few enough to be over at once. */
const N = 64;

/** Runs every kernel twice on its example. */
export async function warmUp(kernels: Kernels): Promise<WarmUpReport> {
  const {exampleCall} = await import("./exampleCall.ts");
  const began = performance.now();
  const rows: WarmUpReport["kernels"] = [];
  for (const name of Object.keys(registry) as KernelName[]) {
    const times: number[] = [];
    for (let turn = 0; turn < 2; turn++) {
      const start = performance.now();
      await kernels.run(name, exampleCall(name, N));
      times.push(performance.now() - start);
    }
    rows.push({name, first: times[0], second: times[1]});
  }
  return {elapsed: performance.now() - began, kernels: rows};
}
