// Every kernel of the list against its TypeScript reference: strict WASM to the bit, relaxed WASM
// within the spec's tolerance, at lengths that meet tails, single blocks and many.
import {describe, expect, it} from "vitest";
import type {Kernel} from "../../kernels-as/kernel.ts";
import type {KernelName} from "../../kernels-as/registry.ts";
import {specs} from "../../kernels-as/specs.ts";
import {BYTES} from "../../kernels-as/kernel.ts";
import {extent, makeArray, toFields, viewArray, type AnyArray} from "../../worker/device/fields.ts";
import {loadKernels} from "./module.ts";
import {ulpsBetween} from "./ulp.ts";

const LENGTHS = [0, 1, 2, 3, 4, 5, 7, 8, 9, 31, 32, 33, 1000];
/** Bytes before and after every array, which no kernel may touch. */
const GUARD = 64;
const GUARD_BYTE = 0xa5;

type Arrays = Record<string, AnyArray>;
type Ranges = [number, number][];

/** The kernel's arrays for an axis of length n: inputs filled from its example. */
function makeArrays(kernel: Kernel, n: number): Arrays {
  const arrays: Arrays = {};
  for (const {name, field, role} of toFields(kernel)) {
    const {count} = extent(field, kernel.example.scalars, kernel.block, 0, n);
    arrays[name] = makeArray(field.element, count);
    if (role === "input")
      arrays[name].forEach((_, i) => (arrays[name][i] = kernel.example.inputs[name](i)));
  }
  return arrays;
}

function runReference(kernel: Kernel, arrays: Arrays, ranges: Ranges): void {
  const args = {...arrays, ...kernel.example.scalars};
  for (const [begin, end] of ranges) kernel.reference(args as never, begin, end);
}

/** Runs the WASM twin on copies of the inputs in its memory and brings the outputs back. */
function makeRunner(flavour: "strict" | "relaxed") {
  const wasm = loadKernels(flavour, 2048);
  const bytes = new Uint8Array(wasm.memory.buffer);
  const base = Math.ceil((wasm.heapBase + 4096) / 64) * 64;
  return (kernel: Kernel, arrays: Arrays, ranges: Ranges, shift = 0): void => {
    let top = base;
    const placed = toFields(kernel).map(({name, field, role}) => {
      const at = top + GUARD + shift * BYTES[field.element];
      const view = viewArray(field.element, wasm.memory.buffer, at, arrays[name].length);
      bytes.fill(GUARD_BYTE, top, at + view.byteLength + GUARD);
      if (role !== "input") view.fill(0);
      else view.set(arrays[name]);
      const edges = [top, at, at + view.byteLength, at + view.byteLength + GUARD];
      top = Math.ceil((edges[3] + 64) / 64) * 64;
      return {name, role, at, view, edges};
    });
    const scalars = Object.keys(kernel.scalars).map((name) => kernel.example.scalars[name]);
    for (const [begin, end] of ranges) {
      wasm.exports[kernel.name](...placed.map(({at}) => at), ...scalars, begin, end);
    }
    for (const {name, role, view, edges} of placed) {
      for (let at = edges[0]; at < edges[3]; at++) {
        if (at === edges[1]) at = edges[2];
        if (bytes[at] !== GUARD_BYTE)
          throw new Error(`${kernel.name} wrote outside ${name}, at byte ${at - edges[1]}`);
      }
      if (role !== "input") arrays[name].set(view);
      else expect(view, `${kernel.name} changed its input ${name}`).toEqual(arrays[name]);
    }
  };
}

/** The axis cut at multiples of the block, as every device cuts it. */
function toBlocks(kernel: Kernel, n: number): Ranges {
  const ranges: Ranges = [];
  for (let begin = 0; begin < n; begin += kernel.block)
    ranges.push([begin, Math.min(begin + kernel.block, n)]);
  return ranges;
}

function worstUlps(kernel: Kernel, a: Arrays, b: Arrays): number {
  let worst = 0;
  for (const {name, role} of toFields(kernel)) {
    if (role !== "output") continue;
    expect(a[name].length).toBe(b[name].length);
    for (let i = 0; i < a[name].length; i++)
      worst = Math.max(worst, ulpsBetween(a[name][i], b[name][i]));
  }
  return worst;
}

const strict = makeRunner("strict");
const relaxed = makeRunner("relaxed");

describe.each(Object.keys(specs) as KernelName[])("%s", (name) => {
  const kernel = specs[name] as unknown as Kernel;
  const lengths = [...LENGTHS, ...(kernel.block <= 8192 ? [2 * kernel.block + 5] : [])];

  it.each(lengths)(
    "gives the reference's bits over an axis of %i, and touches nothing else",
    (n) => {
      const expected = makeArrays(kernel, n);
      runReference(kernel, expected, toBlocks(kernel, n));
      for (const shift of [0, 1]) {
        const actual = makeArrays(kernel, n);
        strict(kernel, actual, toBlocks(kernel, n), shift);
        expect(worstUlps(kernel, expected, actual)).toBeLessThanOrEqual(kernel.tolerance.wasm);
      }
    }
  );

  it("stays within its tolerance in relaxed SIMD", () => {
    const expected = makeArrays(kernel, 1000);
    runReference(kernel, expected, toBlocks(kernel, 1000));
    const actual = makeArrays(kernel, 1000);
    relaxed(kernel, actual, toBlocks(kernel, 1000));
    expect(worstUlps(kernel, expected, actual)).toBeLessThanOrEqual(kernel.tolerance.relaxed);
  });

  const isElementwise =
    toFields(kernel).every(({field}) => field.along !== "block") && kernel.block > 1;
  if (!isElementwise) return;
  it("gives the same bits wherever the axis is cut", () => {
    const n = 257;
    const whole = makeArrays(kernel, n);
    strict(kernel, whole, [[0, n]]);
    for (const cuts of [[1], [2, 3], [5, 64, 65, 200], [128], [255, 256]]) {
      const edges = [0, ...cuts, n];
      const parts = makeArrays(kernel, n);
      strict(
        kernel,
        parts,
        edges
          .slice(1)
          .map((end, i): [number, number] => [edges[i], end])
          .reverse()
      );
      expect(worstUlps(kernel, whole, parts)).toBe(0);
    }
  });
});
