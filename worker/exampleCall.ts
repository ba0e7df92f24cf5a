// A kernel's example over an axis of any length: what warms it up, and what its bits are recorded of.
import type {KernelName} from "../kernels-as/registry.ts";
import {specs} from "../kernels-as/specs.ts";
import type {Kernel} from "../kernels-as/kernel.ts";
import type {KernelCall} from "./api.ts";
import {sizeOf} from "./device/fields.ts";

/** A kernel's example arguments over an axis of length n. */
export function exampleCall(name: KernelName, n: number): KernelCall<KernelName> {
  const kernel = specs[name] as unknown as Kernel;
  const {scalars} = kernel.example;
  const inputs: Record<string, number[]> = {};
  for (const [field, spec] of Object.entries(kernel.inputs)) {
    const size = sizeOf(spec, scalars);
    const length = spec.along === "whole" ? size : n * size;
    inputs[field] = Array.from({length}, (_, i) => kernel.example.inputs[field](i));
  }
  return {inputs, scalars, n};
}
