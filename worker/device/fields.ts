// From a kernel's signature to the arrays of one call.
import {
  BYTES,
  type ArrayOf,
  type Element,
  type Field,
  type Signature
} from "../../kernels-as/kernel.ts";
import {registry, type KernelName} from "../../kernels-as/registry.ts";

export type AnyArray = Float64Array | Float32Array | Int32Array | Uint32Array;

/** What one run of a kernel needs, as plain data that any thread can be sent. */
export interface Call {
  kernel: KernelName;
  inputs: Record<string, ArrayLike<number>>;
  scalars: Record<string, number>;
  /** length of the iteration axis. */
  n: number;
}

export type Outputs = Record<string, AnyArray>;

/** One of a kernel's arrays. */
export interface FieldView {
  name: string;
  field: Field;
  /** scratch is room to work in: neither sent nor returned. */
  role: "output" | "scratch" | "input";
}

/** Every signature seen as the same type: the registry's literal types are for callers. */
export function findKernel(name: KernelName): Signature {
  return registry[name] as unknown as Signature;
}

/** A kernel's arrays in argument order. */
export function toFields(kernel: Signature): FieldView[] {
  return [
    ...Object.entries(kernel.outputs).map(([name, field]): FieldView => ({
      name,
      field,
      role: field.scratch ? "scratch" : "output"
    })),
    ...Object.entries(kernel.inputs).map(([name, field]): FieldView => ({
      name,
      field,
      role: "input"
    }))
  ];
}

export function sizeOf(field: Field, scalars: Record<string, number>): number {
  return typeof field.size === "number" ? field.size : field.size(scalars);
}

/** Elements of a field that belong to indices [begin, end) of the axis: first element and count. */
export function extent(
  field: Field,
  scalars: Record<string, number>,
  block: number,
  begin: number,
  end: number
): {first: number; count: number} {
  const size = sizeOf(field, scalars);
  if (field.along === "whole") return {first: 0, count: size};
  if (field.along === "each") return {first: begin * size, count: (end - begin) * size};
  const first = Math.floor(begin / block);
  return {first: first * size, count: (Math.ceil(end / block) - first) * size};
}

const ARRAYS: {
  [E in Element]: {
    new (length: number): ArrayOf[E];
    new (buffer: ArrayBufferLike, at: number, length: number): ArrayOf[E];
  };
} = {
  f64: Float64Array,
  f32: Float32Array,
  i32: Int32Array,
  u32: Uint32Array
};

export function makeArray(element: Element, length: number): AnyArray {
  return new ARRAYS[element](length);
}

/** A typed view of `length` elements at a byte address. */
export function viewArray(
  element: Element,
  buffer: ArrayBufferLike,
  at: number,
  length: number
): AnyArray {
  return new ARRAYS[element](buffer, at, length);
}

export function bytesOf(field: Field, count: number): number {
  return BYTES[field.element] * count;
}

/** Bytes one index of the axis carries in and out: what decides how long a range should be. */
export function bytesPerIndex(name: KernelName, scalars: Record<string, number>): number {
  let bytes = 0;
  for (const {field} of toFields(findKernel(name))) {
    if (field.along === "each") bytes += bytesOf(field, sizeOf(field, scalars));
  }
  return Math.max(bytes, 1);
}
