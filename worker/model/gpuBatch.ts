// A batch on the GPU: the program as WGSL, in f32.
import type {GpuDoor} from "../home.ts";
import type {BatchCall} from "./runBatch.ts";

export interface GpuAnswer {
  vectors: Float64Array[];
  /** milliseconds from call to answer, emitting left out. */
  elapsed: number;
  /** time on the GPU without transfers, where it is measured. */
  gpuMs?: number;
  /** bytes that crossed. */
  bytes: number;
  why: string;
}

export async function runOnGpu(door: Promise<GpuDoor>, call: BatchCall): Promise<GpuAnswer> {
  const {n, uniform, varying} = call;
  const program = call.wgsl(Object.keys(uniform));
  const began = performance.now();
  const {outputs, ...rest} = await (
    await door
  ).runProgram(program, {
    constants: program.fillConstants(call.constants),
    uniform: program.uniform.flatMap((name) => Array.from(uniform[name])),
    varying: program.varying.flatMap((name) => varying[name]),
    n
  });
  return {vectors: outputs, elapsed: performance.now() - began, ...rest};
}
