// Runs one kernel of the registry on ordinary arrays, in its own blocks: compiled, or by its reference.
import type {Kernel} from "../../kernels-as/kernel.ts";
import {extent, makeArray, toFields, viewArray, type AnyArray} from "../../worker/device/fields.ts";
import {loadKernels} from "./module.ts";

export type Arrays = Record<string, AnyArray>;
type Inputs = Record<string, ArrayLike<number>>;
type Scalars = Record<string, number>;
/** Runs a kernel over an axis of length n and returns its outputs without the scratch. */
export type Run = (spec: unknown, inputs: Inputs, scalars: Scalars, n: number) => Arrays;

/** The block bounds of an axis, in the order in which they shall run. */
function toBlocks(n: number, block: number, backwards: boolean): [number, number][] {
  const blocks: [number, number][] = [];
  for (let begin = 0; begin < n; begin += block) blocks.push([begin, Math.min(begin + block, n)]);
  return backwards ? blocks.reverse() : blocks;
}

export const runReference: Run = (spec, inputs, scalars, n) => {
  const kernel = spec as Kernel;
  const outputs: Arrays = {};
  const args: Record<string, unknown> = {...inputs, ...scalars};
  for (const {name, field, role} of toFields(kernel)) {
    if (role === "input") {
      const array = makeArray(field.element, inputs[name].length);
      array.set(inputs[name]);
      args[name] = array;
      continue;
    }
    const array = makeArray(field.element, extent(field, scalars, kernel.block, 0, n).count);
    args[name] = array;
    if (role === "output") outputs[name] = array;
  }
  for (const [begin, end] of toBlocks(n, kernel.block, false))
    kernel.reference(args as never, begin, end);
  return outputs;
};

/** A runner on a fresh instance; `backwards` takes the blocks last to first, as another lane might. */
export function makeRun(
  flavour: "strict" | "relaxed" = "strict",
  backwards = false,
  pages = 2048
): Run {
  const wasm = loadKernels(flavour, pages);
  return (spec, inputs, scalars, n) => {
    const kernel = spec as Kernel;
    let top = wasm.heapBase;
    const outputs: [string, AnyArray][] = [];
    const pointers = toFields(kernel).map(({name, field, role}) => {
      const {count} = extent(field, scalars, kernel.block, 0, n);
      top = (top + 63) & ~63;
      const view = viewArray(field.element, wasm.memory.buffer, top, count);
      top += view.byteLength;
      if (role === "input") view.set(inputs[name]);
      // whatever an earlier run left there must not matter
      else view.fill(field.element === "f64" ? NaN : -77);
      if (role === "output") outputs.push([name, view]);
      return view.byteOffset;
    });
    const rest = Object.keys(kernel.scalars).map((name) => scalars[name]);
    for (const [begin, end] of toBlocks(n, kernel.block, backwards)) {
      wasm.exports[kernel.name](...pointers, ...rest, begin, end);
    }
    return Object.fromEntries(outputs.map(([name, view]) => [name, view.slice()]));
  };
}

/** The bits of every number, so that −0 is not 0; every NaN is the same. */
export function toBits(arrays: Arrays): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(arrays).map(([name, array]) => [
      name,
      Array.from(array, (x) => (Object.is(x, -0) ? "-0" : String(x)))
    ])
  );
}
