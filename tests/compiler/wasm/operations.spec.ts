// Every operation on numbers, at arguments where implementations tend to differ: the same bits as its meaning.
import {expect, it} from "vitest";
import {Builder} from "../../../worker/compiler/build.ts";
import type {Model} from "../../../worker/compiler/ir.ts";
import {OPS, OP_NAMES, type OpName} from "../../../worker/compiler/ops.ts";
import {emitWasm} from "../../../worker/compiler/wasm/emit.ts";
import {instantiateProgram} from "../../../worker/compiler/wasm/instantiate.ts";
import {differences, openMemory, place, relaxedKernels, runWasm} from "./runProgram.ts";

const SIZES = [
  0, 5e-324, 2.2250738585072014e-308, 1e-300, 1e-20, 1e-8, 0.1, 0.25, 0.49999999999999994, 0.5, 0.75,
  0.9999999999999999, 1, 1.0000000000000002, 1.5, 2, 2.5, 3, Math.E, Math.PI, 4.5, 6, 10, 22.5, 37, 170.5, 308, 700,
  709.78, 710, 745.2, 746, 1e5, 1e15, 2251799813685247.5, 4503599627370495.5, 4503599627370496,
  9007199254740993, 1e22, 1e300, Number.MAX_VALUE, Infinity
]; // prettier-ignore
const ARGUMENTS = [...SIZES, ...SIZES.map((x) => -x), NaN];
const PAIRED = ARGUMENTS.filter((_, k) => k % 2 === 0 || k > 2 * SIZES.length - 6);

function modelOf(name: OpName): Model {
  const {takes, gives} = OPS[name];
  const builder = new Builder(name, 1);
  const args = takes.map((_, k) =>
    builder.load(builder.param(`x${k}`, 1, true).array, builder.integer(0))
  );
  const value = builder.apply(name, ...args);
  const isBool = gives === "bool";
  builder.output(0, isBool ? builder.apply("select", value, builder.number(1), builder.number(0)) : value); // prettier-ignore
  return {program: builder.program, constants: new Map()};
}

function argumentsOf(name: OpName): number[][] {
  if (OPS[name].takes.length === 1) return ARGUMENTS.map((x) => [x]);
  return PAIRED.flatMap((x) => PAIRED.map((y) => [x, y]));
}

const evaluate = (name: OpName, args: number[]) => {
  const meaning = OPS[name].evaluate as (...args: number[]) => number | boolean;
  return Number(meaning(...args));
};

const NUMERIC = OP_NAMES.filter((name) => OPS[name].takes.every((type) => type === "f64"));

it.each(NUMERIC)("%s has the bits of its meaning", (name) => {
  const points = argumentsOf(name);
  const columns = OPS[name].takes.map((_, k) => points.map((point) => [point[k]]));
  const wanted = points.map((point) => [evaluate(name, point)]);
  const found = runWasm(modelOf(name), columns, points.length);
  const wrong = differences(found, wanted).map((text) => {
    const point = Number(/point (\d+)/.exec(text)?.[1]);
    return `${name}(${points[point].join(", ")}): ${text}`;
  });
  expect(wrong).toEqual([]);
});

it("fast numerics fuse products with sums and stay close", () => {
  const room = openMemory(relaxedKernels);
  const builder = new Builder("fused", 3);
  const [a, b, c] = ["a", "b", "c"].map((name) =>
    builder.load(builder.param(name, 1, true).array, builder.integer(0))
  );
  const product = () => builder.apply("mul", a, b);
  builder.output(0, builder.apply("add", product(), c));
  builder.output(1, builder.apply("sub", c, product()));
  builder.output(2, builder.apply("exp", builder.apply("add", c, product())));
  const model = {program: builder.program, constants: new Map<number, Float64Array>()};
  const wasm = emitWasm(model, {uniform: [], relaxed: true, kernels: relaxedKernels});
  const points = [
    [[3], [1.1]],
    [[0.7], [-2]],
    [[0.3], [5]]
  ];
  const placed = place(model, wasm, points, 2, room);
  placed.call(instantiateProgram(wasm.bytes, room.memory));
  [0, 1].forEach((i) => {
    const [x, y, z] = points.map((values) => values[i][0]);
    const [sum, difference, power] = placed.answer(i);
    expect(sum).toBeCloseTo(x * y + z, 13);
    expect(difference).toBeCloseTo(z - x * y, 13);
    expect(power / Math.exp(z + x * y)).toBeCloseTo(1, 13);
  });
});
