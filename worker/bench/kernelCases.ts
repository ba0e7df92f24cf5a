// The benchmark every kernel gets from its spec: its example over a fixed, large axis, on one thread.
import type {ArraysOf, Fields, Kernel, NumbersOf, Scalars} from "../../kernels-as/kernel.ts";
import type {KernelName} from "../../kernels-as/registry.ts";
import {specs} from "../../kernels-as/specs.ts";
import {bytesOf, extent, makeArray, toFields, viewArray} from "../device/fields.ts";
import type {AnyArray} from "../device/fields.ts";
import {instantiate} from "../device/module.ts";

export interface KernelCase {
  /** the kernel, and the size where it is not the example's. */
  name: string;
  kernel: KernelName;
  /** length of the axis. */
  n: number;
  /** numbers in its largest array: what rates count. */
  elements: number;
  inputs: Record<string, AnyArray>;
  scalars: Record<string, number>;
  /** bytes of all its arrays. */
  bytes: number;
  /** the TypeScript loop. */
  reference: () => void;
  /** the compiled kernel, block by block, on this thread. */
  wasm: () => void;
}

/** What is measured: a kernel's example, or the same with other scalars and inputs. */
export interface CaseSpec {
  name: string;
  kernel: KernelName;
  scalars?: Record<string, number>;
  inputs?: Record<string, (i: number) => number>;
}

const MOST_INDICES = 1 << 20;
/** Above this a row would measure the machine's memory more than the kernel. */
const MOST_BYTES = 1 << 24;
const PAGE = 65536;
const MANY = 1 << 20;

/** Diagonally dominant symmetric matrices with m rows. */
const matrixOf = (m: number) => (k: number) => {
  const row = Math.floor(k / m) % m;
  const column = k % m;
  return row === column ? m : 1 / (1 + Math.abs(row - column));
};

/** The examples are of the smallest sizes; these kernels change their method with the size. */
const LARGER: readonly CaseSpec[] = [
  {name: "sort 2^20", kernel: "sort", scalars: {n: MANY}},
  {name: "quantiles 2^20", kernel: "quantiles", scalars: {n: MANY, k: 5}},
  {name: "shuffle 2^20", kernel: "shuffle", scalars: {size: MANY}},
  {name: "cholesky 128", kernel: "cholesky", scalars: {n: 128}, inputs: {A: matrixOf(128)}},
  {name: "lu 128", kernel: "lu", scalars: {n: 128}, inputs: {A: matrixOf(128)}},
  {name: "qr 128", kernel: "qr", scalars: {rows: 128, n: 128}, inputs: {A: matrixOf(128)}},
  {
    name: "symmetricEigen 64",
    kernel: "symmetricEigen",
    scalars: {n: 64},
    inputs: {A: matrixOf(64)}
  }
];

/** Every kernel on its example, and some at larger sizes. */
export const CASES: readonly CaseSpec[] = [
  ...(Object.keys(specs) as KernelName[]).map((kernel) => ({name: kernel, kernel})),
  ...LARGER
];

/** Makes one case; `module` is the compiled kernels. */
export function makeKernelCase(test: CaseSpec, module: Uint8Array<ArrayBuffer>): KernelCase {
  const {name, kernel} = test;
  const spec = specs[kernel] as unknown as Kernel;
  const scalars = {...spec.example.scalars, ...test.scalars};
  const n = findLength(spec, scalars);
  const placed = toFields(spec).map((part) => {
    const {count} = extent(part.field, scalars, spec.block, 0, n);
    return {...part, count, size: bytesOf(part.field, count)};
  });
  const bytes = placed.reduce((sum, part) => sum + part.size, 0);
  const {memory, start, run} = load(kernel, module, bytes + 64 * placed.length);

  const inputs: Record<string, AnyArray> = {};
  const arrays: Record<string, AnyArray> = {};
  const pointers: number[] = [];
  let at = start;
  for (const {name: field, field: described, role, count, size} of placed) {
    const array = makeArray(described.element, count);
    if (role === "input") {
      const value = test.inputs?.[field] ?? spec.example.inputs[field];
      for (let i = 0; i < count; i++) array[i] = value(i);
      inputs[field] = array;
      viewArray(described.element, memory.buffer, at, count).set(array);
    }
    arrays[field] = array;
    pointers.push(at);
    at += (size + 63) & ~63;
  }
  const rest = Object.keys(spec.scalars).map((scalar) => scalars[scalar]);
  const values = {...arrays, ...scalars} as ArraysOf<Fields> & NumbersOf<Scalars>;
  return {
    name,
    kernel,
    n,
    elements: Math.max(...placed.map(({role, count}) => (role === "scratch" ? 0 : count))),
    inputs,
    scalars,
    bytes,
    reference: () => forBlocks(n, spec.block, (begin, end) => spec.reference(values, begin, end)),
    wasm: () => forBlocks(n, spec.block, (begin, end) => run(...pointers, ...rest, begin, end))
  };
}

/** As long as fits the budget; a kernel of which no array lies along the axis does all at index 0. */
function findLength(spec: Kernel, scalars: Record<string, number>): number {
  const fields = toFields(spec).map(({field}) => field);
  if (fields.every(({along}) => along === "whole")) return 1;
  const perIndex = fields
    .filter(({along}) => along === "each")
    .reduce((sum, field) => sum + bytesOf(field, extent(field, scalars, 1, 0, 1).count), 0);
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
