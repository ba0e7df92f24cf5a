// How a kernel's arguments lie on the GPU, found from its signature alone: the arrays are storage bindings
// 0, 1, … (outputs, then inputs), and after them one uniform `Params` holds the scalars, begin and end.
import type {Element, Field, Signature} from "./kernel.ts";

/** What one array element is on the GPU, which has no f64: `pair` is a value and the rest of its rounding. */
export type GpuElement = "f32" | "i32" | "u32" | "pair";

export interface GpuSlot {
  name: string;
  field: Field;
  isOutput: boolean;
  element: GpuElement;
}

export interface GpuParam {
  name: string;
  type: "f32" | "i32" | "u32";
}

export interface GpuLayout {
  /** one storage binding each, in binding order. */
  slots: readonly GpuSlot[];
  /** four bytes each, in the order of the struct; the uniform's binding follows the slots'. */
  params: readonly GpuParam[];
}

export const GPU_BYTES: Record<GpuElement, number> = {f32: 4, i32: 4, u32: 4, pair: 8};

const NARROW: Record<Element, GpuElement> = {f64: "f32", f32: "f32", i32: "i32", u32: "u32"};

export function toGpuLayout(kernel: Signature): GpuLayout {
  const slot = (name: string, field: Field, isOutput: boolean): GpuSlot => {
    const element = field.paired ? "pair" : NARROW[field.element];
    return {name, field, isOutput, element};
  };
  return {
    slots: [
      // Scratch is for the CPU: a twin has workgroup memory.
      ...Object.entries(kernel.outputs)
        .filter(([, field]) => !field.scratch)
        .map(([name, field]) => slot(name, field, true)),
      ...Object.entries(kernel.inputs).map(([name, field]) => slot(name, field, false))
    ],
    params: [
      ...Object.entries(kernel.scalars).map(([name, scalar]) => ({
        name,
        type: scalar.type === "f64" ? ("f32" as const) : scalar.type
      })),
      {name: "begin", type: "u32"},
      {name: "end", type: "u32"}
    ]
  };
}
