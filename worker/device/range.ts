// What a lane without shared memory does, and the coordinator by itself where there are no lanes at all:
// stretches of a kernel's axis on arrays that hold just that stretch, and of a program's points.
import type {KernelName} from "../../kernels-as/registry.ts";
import {Arena} from "../memory/arena.ts";
import {PROGRAM_DATA_END} from "../pool/control.ts";
import {
  bytesOf, extent, findKernel, makeArray, toFields, viewArray, type AnyArray, type Outputs
} from "./fields.ts"; // prettier-ignore
import {instantiate} from "./module.ts";
import {makeProgramLane, type ProgramLane} from "./programLane.ts";

/** A stretch [begin, end) of the axis; `begin` is a multiple of the kernel's block. */
export interface Range {
  kernel: KernelName;
  /** the inputs' elements that belong to the stretch. */
  inputs: Record<string, AnyArray>;
  scalars: Record<string, number>;
  begin: number;
  end: number;
}

/** What a thread does by itself: ranges of kernels and stretches of programs. */
export interface LaneWork extends ProgramLane {
  run: (range: Range) => Outputs;
}

const PAGE = 65536;

/** Work in a memory of its own. */
export function makeLaneWork(bytes: Uint8Array<ArrayBuffer>, limit: number): LaneWork {
  const memory = new WebAssembly.Memory({
    initial: 16,
    maximum: Math.max(16, Math.floor(limit / PAGE))
  });
  let wasm = instantiate(bytes, memory);
  const arena = new Arena(memory, Math.max(wasm.heapBase, PROGRAM_DATA_END), limit);
  const owner = "range";
  const run = ({kernel: name, inputs, scalars, begin, end}: Range): Outputs => {
    const kernel = findKernel(name);
    try {
      const placed = toFields(kernel).map((part) => {
        const {first, count} = extent(part.field, scalars, kernel.block, begin, end);
        return {...part, first, count, at: arena.allocate(bytesOf(part.field, count), owner)};
      });
      for (const {name, field, role, at, count} of placed) {
        const view = viewArray(field.element, memory.buffer, at, count);
        if (role !== "input") view.fill(0);
        else view.set(inputs[name]);
      }
      // A kernel addresses by absolute index, and element `first` lies at `at`: so the pointer it is
      // given is where element 0 would lie. Below zero it wraps, and wraps back when it is indexed.
      const pointers = placed.map(({field, first, at}) => (at - bytesOf(field, first)) | 0);
      const kernelCode = wasm.kernel(name);
      const rest = Object.keys(kernel.scalars).map((scalar) => scalars[scalar]);
      for (let k = begin; k < end; k += kernel.block) {
        kernelCode(...pointers, ...rest, k, Math.min(k + kernel.block, end));
      }
      const outputs: Outputs = {};
      for (const {name, field, role, at, count} of placed) {
        if (role === "output")
          outputs[name] = viewArray(field.element, memory.buffer, at, count).slice();
      }
      return outputs;
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) wasm = instantiate(bytes, memory);
      throw error;
    } finally {
      arena.releaseOwner(owner);
    }
  };
  return {run, ...makeProgramLane(arena)};
}

/** The part of an input that belongs to [begin, end): shares memory where it can. */
export function cut(
  name: KernelName,
  inputs: Record<string, ArrayLike<number>>,
  scalars: Record<string, number>,
  begin: number,
  end: number
): Record<string, AnyArray> {
  const kernel = findKernel(name);
  const parts: Record<string, AnyArray> = {};
  for (const [field, spec] of Object.entries(kernel.inputs)) {
    const {first, count} = extent(spec, scalars, kernel.block, begin, end);
    const array = makeArray(spec.element, count);
    const whole = inputs[field];
    if (ArrayBuffer.isView(whole)) array.set((whole as AnyArray).subarray(first, first + count));
    else for (let i = 0; i < count; i++) array[i] = whole[first + i];
    parts[field] = array;
  }
  return parts;
}
