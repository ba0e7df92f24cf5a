// Taking functions out of a module: hand-made ones for what the kernels do not show.
import {expect, it} from "vitest";
import {ByteReader, ByteWriter} from "../../../worker/compiler/wasm/bytes.ts";
import {V128} from "../../../worker/compiler/wasm/code.ts";
import {emitWasm} from "../../../worker/compiler/wasm/emit.ts";
import {instantiateProgram} from "../../../worker/compiler/wasm/instantiate.ts";
import {makeModel, memory, place} from "./runProgram.ts";

const SIMD = 0xfd;
const END = 0x0b;
const ADD = [SIMD, 0xf0, 0x01];
const get = (local: number) => [0x20, local];
const call = (index: number) => [0x10, index];

/** A module of functions from one pair of numbers to another, each with one more local; the last is lane_exp. */
function makeKernels(bodies: number[][], imports?: number[]): Uint8Array {
  const out = new ByteWriter();
  const section = (id: number, bytes: number[]) => {
    out.byte(id);
    out.sized((inner) => inner.bytes(Uint8Array.from(bytes)));
  };
  out.bytes(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  section(1, [1, 0x60, 1, V128, 1, V128]);
  if (imports) section(2, imports);
  section(3, [bodies.length, ...bodies.map(() => 0)]);
  section(7, [1, 8, ...new TextEncoder().encode("lane_exp"), 0, bodies.length - 1]);
  const sized = bodies.map((body) => [1, 1, V128, ...body, END]);
  section(10, [bodies.length, ...sized.flatMap((body) => [body.length, ...body])]);
  return out.finish();
}

/** exp of x, and then of that, by these kernels. */
function run(kernels: Uint8Array, x: number): number[] {
  const model = makeModel({x: 1}, 2, (b, load) => {
    const first = b.apply("exp", load("x"));
    b.output(0, first);
    b.output(1, b.apply("exp", first));
  });
  const wasm = emitWasm(model, {uniform: [], kernels});
  const placed = place(model, wasm, [[[x]]], 1);
  placed.call(instantiateProgram(wasm.bytes, memory));
  return placed.answer(0);
}

it("functions come with those they call", () => {
  const twice = [...get(0), ...get(0), ...ADD];
  expect(run(makeKernels([twice, [...get(0)], [...get(0), ...call(0), ...call(0)]]), 3)).toEqual([
    12, 48
  ]);
});

it("a function in place returns to where it stands, and starts with empty locals", () => {
  const block = [0x02, 0x40];
  // adds what its local held before, which is always zero; what follows the return is never reached
  const early = [
    ...get(1),
    ...get(0),
    ...ADD,
    0x21,
    1,
    ...block,
    ...get(1),
    0x0f,
    END,
    ...get(0),
    ...get(0),
    ...ADD
  ];
  expect(run(makeKernels([early]), 3)).toEqual([3, 3]);
  const twice = [...get(1), ...get(0), 0x22, 1, ...get(1), ...ADD, ...ADD];
  expect(run(makeKernels([twice]), 3)).toEqual([6, 12]);
});

it("what a copy could not do is refused", () => {
  const globals = [...get(0), 0x24, 0];
  expect(() => run(makeKernels([globals]), 1)).toThrow(
    "decodeBody: a lane function may not use this instruction, got 0x0 0x24"
  );
  const imported = [1, 1, 0x65, 1, 0x66, 0x00, 0];
  expect(() => run(makeKernels([get(0)], imported), 1)).toThrow("import nothing but a memory");
});

it("numbers are read as they are written", () => {
  const numbers = [
    0,
    1,
    63,
    64,
    -1,
    -64,
    -65,
    127,
    128,
    8191,
    8192,
    -8193,
    2 ** 31 - 1,
    -(2 ** 31)
  ];
  const out = new ByteWriter();
  for (const value of numbers) out.signed(value);
  for (const value of numbers) out.unsigned(value);
  out.name("grüße");
  const reader = new ByteReader(out.finish());
  expect(numbers.map(() => reader.signed())).toEqual(numbers);
  expect(numbers.map(() => reader.unsigned())).toEqual(numbers.map((value) => value >>> 0));
  expect(reader.name()).toBe("grüße");
  expect(() => reader.byte()).toThrow(RangeError);
});
