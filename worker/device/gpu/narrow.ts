// Between the engine's f64 arrays and the GPU's f32, or pairs of f32.
import type {GpuLayout, GpuElement} from "../../../kernels-as/layout.ts";
import {makeArray, type AnyArray} from "../fields.ts";
import type {Element} from "../../../kernels-as/kernel.ts";

/** An input as the bytes a storage buffer takes. */
export function narrow(values: ArrayLike<number>, element: GpuElement): AnyArray {
  if (element === "i32") return values instanceof Int32Array ? values : Int32Array.from(values);
  if (element === "u32") return values instanceof Uint32Array ? values : Uint32Array.from(values);
  if (element === "f32") return values instanceof Float32Array ? values : new Float32Array(values);
  const pairs = new Float32Array(2 * values.length);
  for (let i = 0; i < values.length; i++) {
    const value = Math.fround(values[i]);
    pairs[2 * i] = value;
    // The rest of an infinity would be NaN.
    pairs[2 * i + 1] = Number.isFinite(value) ? values[i] - value : 0;
  }
  return pairs;
}

/** An output's bytes as the array its spec promises. */
export function widen(bytes: ArrayBuffer, from: GpuElement, to: Element): AnyArray {
  if (from === "i32") return new Int32Array(bytes);
  if (from === "u32") return new Uint32Array(bytes);
  const source = new Float32Array(bytes);
  if (to === "f32") return source;
  const values = makeArray(to, from === "pair" ? source.length / 2 : source.length);
  if (from === "f32") values.set(source);
  else for (let i = 0; i < values.length; i++) values[i] = join(source[2 * i], source[2 * i + 1]);
  return values;
}

function join(value: number, rest: number): number {
  return Number.isFinite(value) ? value + rest : value;
}

/** The `Params` uniform: the scalars in the spec's order, then begin and end. */
export function packParams(
  {params}: GpuLayout,
  scalars: Record<string, number>,
  n: number
): Uint8Array<ArrayBuffer> {
  const bytes = new DataView(new ArrayBuffer(Math.ceil(params.length / 4) * 16));
  const values: Record<string, number> = {...scalars, begin: 0, end: n};
  params.forEach(({name, type}, index) => {
    if (type === "f32") bytes.setFloat32(4 * index, values[name], true);
    else bytes.setUint32(4 * index, values[name], true);
  });
  return new Uint8Array(bytes.buffer);
}
