// The benchmark every kernel gets from its spec: its example over a fixed, large axis, on one thread.
import type {ArraysOf, Fields, NumbersOf, Scalars} from "../../kernels-as/kernel.ts";
import {registry, type KernelName} from "../../kernels-as/registry.ts";
import {bytesOf, extent, findKernel, makeArray, toFields, viewArray} from "../device/fields.ts";
import type {AnyArray} from "../device/fields.ts";
import {instantiate} from "../device/module.ts";

export interface KernelCase {
  kernel: KernelName;
  /** length of the axis. */
  n: number;
  /** elements, or whatever an index stands for, that one call goes through. */
  inputs: Record<string, AnyArray>;
  scalars: Record<string, number>;
  /** bytes of all its arrays. */
  bytes: number;
  /** the TypeScript loop. */
  reference: () => void;
  /** the compiled kernel, block by block, on this thread. */
  wasm: () => void;
}

const MOST_INDICES = 1 << 20;
/** Above this a row would measure the machine's memory more than the kernel. */
const MOST_BYTES = 1 << 24;
const PAGE = 65536;

/** Makes the case of one kernel; `module` is the compiled kernels. */
export function makeKernelCase(kernel: KernelName, module: Uint8Array<ArrayBuffer>): KernelCase {
  const spec = findKernel(kernel);
  const {scalars} = spec.example;
  const fields = toFields(spec);
  const n = findLength(kernel);

  const placed = fields.map((part) => {
    const {count} = extent(part.field, scalars, spec.block, 0, n);
    return {...part, count, bytes: bytesOf(part.field, count)};
  });
  const bytes = placed.reduce((sum, part) => sum + part.bytes, 0);
  const {memory, start, run} = load(kernel, module, bytes + 64 * placed.length);

  const inputs: Record<string, AnyArray> = {};
  const arrays: Record<string, AnyArray> = {};
  const pointers: number[] = [];
  let at = start;
  for (const {name, field, role, count, bytes: size} of placed) {
    const array = makeArray(field.element, count);
    if (role === "input") {
      for (let i = 0; i < count; i++) array[i] = spec.example.inputs[name](i);
      inputs[name] = array;
      viewArray(field.element, memory.buffer, at, count).set(array);
    }
    arrays[name] = array;
    pointers.push(at);
    at += (size + 63) & ~63;
  }
  const rest = Object.keys(spec.scalars).map((name) => scalars[name]);
  const values = {...arrays, ...scalars} as ArraysOf<Fields> & NumbersOf<Scalars>;
  return {
    kernel,
    n,
    inputs,
    scalars,
    bytes,
    reference: () => forBlocks(n, spec.block, (begin, end) => spec.reference(values, begin, end)),
    wasm: () => forBlocks(n, spec.block, (begin, end) => run(...pointers, ...rest, begin, end))
  };
}

export const KERNEL_NAMES = Object.keys(registry) as KernelName[];

function findLength(kernel: KernelName): number {
  const spec = findKernel(kernel);
  const perIndex = toFields(spec)
    .filter(({field}) => field.along === "each")
    .reduce(
      (sum, {field}) => sum + bytesOf(field, extent(field, spec.example.scalars, 1, 0, 1).count),
      0
    );
  return Math.max(1, Math.min(MOST_INDICES, Math.floor(MOST_BYTES / Math.max(perIndex, 16))));
}

/** Kernels in a memory of their own: a benchmark must not disturb an engine's. */
function load(kernel: KernelName, module: Uint8Array<ArrayBuffer>, bytes: number) {
  const memory = new WebAssembly.Memory({initial: 16, maximum: PAGE});
  const {heapBase, kernel: find} = instantiate(module, memory);
  const start = (heapBase + 63) & ~63;
  memory.grow(Math.max(0, Math.ceil((start + bytes) / PAGE) - 16));
  return {memory, start, run: find(kernel)};
}

function forBlocks(n: number, block: number, f: (begin: number, end: number) => void): void {
  for (let begin = 0; begin < n; begin += block) f(begin, Math.min(begin + block, n));
}
