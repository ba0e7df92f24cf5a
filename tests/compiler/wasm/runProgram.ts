// Runs emitted programs on many points, laid out as abi.ts says, and the interpreter on the same points.
import {readFileSync} from "node:fs";
import {setFlagsFromString} from "node:v8";
import {
  outputWidth,
  TILE,
  type Entry,
  type WasmProgram
} from "../../../worker/compiler/wasm/abi.ts";
import {emitWasm} from "../../../worker/compiler/wasm/emit.ts";
import {instantiateProgram} from "../../../worker/compiler/wasm/instantiate.ts";
import {interpret} from "../../../worker/compiler/interpret.ts";
import {Builder} from "../../../worker/compiler/build.ts";
import type {Model, Value} from "../../../worker/compiler/ir.ts";

/** The numbers of a parameter at each point. */
export type PointsOf = readonly (readonly number[])[];

function readKernels(flavour: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(
    readFileSync(new URL(`../../../dist/kernels/${flavour}.wasm`, import.meta.url))
  );
}

export const strictKernels = readKernels("strict");
export const relaxedKernels = readKernels("relaxed");

/** A memory with the kernels' tables in it. */
export function openMemory(kernels = strictKernels): {memory: WebAssembly.Memory; top: number} {
  if (kernels === relaxedKernels) setFlagsFromString("--experimental-wasm-relaxed-simd");
  const memory = new WebAssembly.Memory({initial: 128, maximum: 65536, shared: true});
  const instance = new WebAssembly.Instance(new WebAssembly.Module(kernels), {env: {memory}});
  return {memory, top: (instance.exports.heapBase as () => number)()};
}

export const {memory, top} = openMemory();

/** Blocks of a program in memory, filled; `run` computes the points from begin to end. */
export function place(
  model: Model,
  wasm: WasmProgram,
  points: PointsOf[],
  n: number,
  room = {memory, top}
) {
  const {params} = model.program;
  const numbers = new Float64Array(room.memory.buffer);
  const tiles = Math.ceil(n / TILE);
  let next = (room.top + 63) & ~63;
  const reserve = (bytes: number) => {
    const start = next;
    next = (next + bytes + 63) & ~63;
    if (next > room.memory.buffer.byteLength) throw new Error("the test's memory is too small");
    // what was there before must not matter
    numbers.fill(NaN, start / 8, next / 8);
    return start;
  };
  const block = wasm.fillConstants(model.constants);
  const constants = reserve(block.byteLength);
  numbers.set(block, constants / 8);
  const valuesOf = (name: string) => points[params.findIndex((param) => param.name === name)];
  const uniform = wasm.uniform.flatMap((name) => valuesOf(name)[0]);
  const uniforms = reserve(uniform.length * 8);
  numbers.set(uniform, uniforms / 8);
  const inputs = reserve(tiles * wasm.inputRows * TILE * 8);
  for (let i = 0; i < n; i++) {
    const row = wasm.varying.flatMap((name) => valuesOf(name)[i]);
    row.forEach((value, r) => (numbers[at(inputs, wasm.inputRows, i, r)] = value));
  }
  const outputs = reserve(tiles * wasm.outputRows * outputWidth(wasm) * 8);
  const beyond = reserve(64) / 8;
  const scratch = reserve(wasm.scratchBytes);
  return {
    call: (entry: Entry, begin = 0, end = n) =>
      entry(constants, uniforms, inputs, outputs, scratch, begin, end),
    answer: (i: number) =>
      Array.from({length: wasm.outputRows}, (_, r) => numbers[at(outputs, wasm.outputRows, i, r)]),
    /** of a program that sums, the pairs of all tiles. */
    sums: () => [...numbers.subarray(outputs / 8, outputs / 8 + tiles * wasm.outputRows * 2)],
    /** whether nothing was written behind the outputs. */
    isWithin: () => numbers.subarray(beyond, beyond + 8).every(Number.isNaN)
  };
}

function at(start: number, rows: number, i: number, r: number): number {
  return start / 8 + (Math.floor(i / TILE) * rows + r) * TILE + (i % TILE);
}

/** The answers at all points, by the emitted program. */
export function runWasm(
  model: Model,
  points: PointsOf[],
  n: number,
  uniform: readonly string[] = []
): number[][] {
  const wasm = emitWasm(model, {uniform, kernels: strictKernels});
  const placed = place(model, wasm, points, n);
  placed.call(instantiateProgram(wasm.bytes, memory));
  return Array.from({length: n}, (_, i) => placed.answer(i));
}

/** The same by the interpreter. */
export function runInterpreter(
  model: Model,
  points: PointsOf[],
  n: number,
  uniform: readonly string[] = []
): number[][] {
  const {params} = model.program;
  return Array.from({length: n}, (_, i) => [
    ...interpret(
      model,
      params.map(({name}, k) => points[k][uniform.includes(name) ? 0 : i])
    )
  ]);
}

/** Points where two lists of answers are not the same bits, in words. */
export function differences(found: number[][], wanted: number[][]): string[] {
  return wanted.flatMap((row, i) =>
    row.flatMap((value, r) =>
      Object.is(value, found[i][r]) ? [] : [`point ${i}, row ${r}: ${found[i][r]}, not ${value}`]
    )
  );
}

/** A program that `write` writes, with parameters of these sizes and their elements to load. */
export function makeModel(
  sizes: Record<string, number>,
  outputs: number,
  write: (builder: Builder, load: (name: string, element?: number) => Value) => void,
  constants: Model["constants"] = new Map()
): Model {
  const builder = new Builder("test", outputs);
  const arrays = new Map(
    Object.entries(sizes).map(([name, size]) => [name, builder.param(name, size, size === 1).array])
  );
  write(builder, (name, element = 0) =>
    builder.load(arrays.get(name) ?? -1, builder.integer(element))
  );
  return {program: builder.program, constants};
}

/** Numbers for every parameter at n points, the same each time. */
export function makePoints({program}: Model, n: number): PointsOf[] {
  return program.params.map(({size}, k) =>
    Array.from({length: n}, (_, i) =>
      Array.from({length: size}, (_, r) => ((i * 7 + r * 3 + k * 5) % 13) - 4 + 0.25 * (r % 3))
    )
  );
}

/** Where emitted code and interpreter differ; nothing, if all is well. */
export function compare(model: Model, n: number, uniform: readonly string[] = []): string[] {
  const points = makePoints(model, n);
  return differences(runWasm(model, points, n, uniform), runInterpreter(model, points, n, uniform));
}
