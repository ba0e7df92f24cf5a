// The points that a program runs over, and the way of computing them.
import type {KernelBytes} from "../../model/workpiece.ts";
import {LocalMemory, type Items} from "./localMemory.ts";
import type {PointProgram} from "./programs.ts";
import {LaneRunner, PlainRunner, type Runner} from "./runner.ts";

/** How items are computed: "lanes" where there are any, "plain": in JavaScript, for comparison. */
export type Way = "lanes" | "plain";

export interface Ground {
  items: Items;
  usesLanes: boolean;
  open(program: PointProgram, k: number): Runner;
}

export function makeGround(kernels: KernelBytes, items: Items, way: Way): Ground {
  const memory = way === "lanes" ? openMemory(kernels("strict"), items) : undefined;
  return {
    items,
    usesLanes: memory !== undefined,
    open: (program, k) =>
      memory ? new LaneRunner(memory, program, k) : new PlainRunner(items, program, k)
  };
}

/** Undefined where there is no SIMD, or no memory: the plain way has the same bits. */
function openMemory(kernels: Uint8Array, items: Items): LocalMemory | undefined {
  if (kernels.length === 0) return undefined;
  try {
    return new LocalMemory(kernels as Uint8Array<ArrayBuffer>, items);
  } catch (error) {
    if (error instanceof RangeError || error instanceof WebAssembly.CompileError) return undefined;
    throw error;
  }
}
