import {registry, type KernelName} from "../kernels-as/registry.ts";
import {findKernel, sizeOf} from "./device/fields.ts";
import type {KernelCall, Kernels, WarmUpReport} from "./api.ts";

/** Indices per kernel: enough that every lane's tier-up starts, few enough to be over at once. */
const N = 64;

/** Runs every kernel twice on its example. */
export async function warmUp(kernels: Kernels): Promise<WarmUpReport> {
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

/** A kernel's example arguments over an axis of length n. */
export function exampleCall(name: KernelName, n: number): KernelCall<KernelName> {
  const kernel = findKernel(name);
  const {scalars} = kernel.example;
  const inputs: Record<string, number[]> = {};
  for (const [field, spec] of Object.entries(kernel.inputs)) {
    const size = sizeOf(spec, scalars);
    const length = spec.along === "whole" ? size : n * size;
    inputs[field] = Array.from({length}, (_, i) => kernel.example.inputs[field](i));
  }
  return {inputs, scalars, n};
}
