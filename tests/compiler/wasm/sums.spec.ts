// Programs that sum their answers over the points of a tile: the additions one would do by hand, in their order.
import fc from "fast-check";
import {expect, it} from "vitest";
import type {Model} from "../../../worker/compiler/ir.ts";
import {OUTPUT} from "../../../worker/compiler/ir.ts";
import {outputWidth, TILE} from "../../../worker/compiler/wasm/abi.ts";
import {emitWasm, printWat} from "../../../worker/compiler/wasm/emit.ts";
import {instantiateProgram} from "../../../worker/compiler/wasm/instantiate.ts";
import {anyInputs, anyProgram} from "../programs.ts";
import {
  makeModel, makePoints, memory, place, runInterpreter, strictKernels, type PointsOf
} from "./runProgram.ts"; // prettier-ignore

const SIZES = [1, 2, 3, TILE - 1, TILE, TILE + 1, 2 * TILE, 2 * TILE + 1, 3 * TILE - 1];

/** The pairs of all tiles, from the answers of the interpreter. */
function addUp(answers: number[][]): number[] {
  const [{length: rows}] = answers;
  const pairs = new Array<number>(Math.ceil(answers.length / TILE) * rows * 2).fill(0);
  answers.forEach((row, i) => {
    const tile = Math.floor(i / TILE) * rows * 2;
    row.forEach((value, r) => (pairs[tile + 2 * r + (i % 2)] += value));
  });
  return pairs;
}

/** The pairs that the emitted program writes, computed in stretches that begin at these tiles. */
function sum(model: Model, points: PointsOf[], n: number, uniform: string[], starts = [0]) {
  const wasm = emitWasm(model, {uniform, isSum: true, kernels: strictKernels});
  expect(wasm.isSum).toBe(true);
  const placed = place(model, wasm, points, n);
  const entry = instantiateProgram(wasm.bytes, memory);
  const begins = starts.map((tile) => tile * TILE).filter((begin) => begin < n);
  for (const begin of begins) {
    const next = begins.filter((other) => other > begin);
    placed.call(entry, begin, Math.min(n, ...next));
  }
  expect(placed.isWithin()).toBe(true);
  return placed.sums();
}

function wantedOf(model: Model, points: PointsOf[], n: number, uniform: string[]): number[] {
  return addUp(runInterpreter(model, points, n, uniform));
}

const terms = (count: number) =>
  makeModel({x: 2, p: 2}, count, (b, load) => {
    for (let r = 0; r < count; r++) {
      const value = b.apply("mul", load("x", r % 2), b.number(0.1 + r));
      b.output(r, b.apply("add", value, load("p", r % 2)));
    }
  });

/** Answers that a loop writes. */
const inLoop = (count: number) =>
  makeModel({x: 2, p: 2}, count, (b, load) => {
    b.loop({from: b.integer(0), to: b.integer(count), trips: count}, [load("p")], (r, [last]) => {
      const next = b.apply("div", b.apply("add", last, load("x")), b.number(3));
      b.store(OUTPUT, r, next);
      return [next];
    });
  });

/** Answers that are written twice, under a condition, and read. */
const rewritten = makeModel({x: 2, p: 2}, 3, (b, load) => {
  b.output(0, load("x"));
  b.output(1, load("p"));
  b.output(2, load("x", 1));
  b.store(OUTPUT, b.integer(1), load("x", 1), b.apply("lt", load("x"), b.number(1)));
  b.output(2, b.apply("add", b.load(OUTPUT, b.integer(0)), b.number(0.3)));
});

/** An answer in a place that is a number, which may be anything. */
const numbered = makeModel({x: 2, p: 2}, 2, (b, load) => {
  b.output(0, load("x"));
  b.store(OUTPUT, b.number(1), load("x", 1));
  b.store(OUTPUT, b.number(1.5), load("p", 1));
});

it.each([
  ["few", terms(3)],
  ["as many as locals", terms(16)],
  ["one more", terms(17)],
  ["many", terms(60)],
  ["few from a loop", inLoop(4)],
  ["many from a loop", inLoop(40)],
  ["rewritten", rewritten],
  ["in a place that is a number", numbered]
])("answers are summed by tiles: %s", (_title, model) => {
  for (const uniform of [[], ["p"]])
    for (const n of SIZES) {
      const points = makePoints(model, n);
      const wanted = wantedOf(model, points, n, uniform);
      expect(wanted.some((value) => value !== 0)).toBe(true);
      expect(sum(model, points, n, uniform)).toEqual(wanted);
      expect(sum(model, points, n, uniform, [2, 0, 1])).toEqual(wanted);
    }
});

it("what nobody asked for counts for nothing, whatever it is", () => {
  const model = makeModel({x: 1}, 1, (b, load) => b.output(0, b.apply("log", load("x"))));
  const wasm = emitWasm(model, {uniform: [], isSum: true, kernels: strictKernels});
  const entry = instantiateProgram(wasm.bytes, memory);
  for (const beyond of [-1, 0, Infinity, 5]) {
    const placed = place(model, wasm, [[[2], [3], [4], [beyond]]], 4);
    placed.call(entry, 0, 3);
    const [first, second, third] = runInterpreter(model, [[[2], [3], [4]]], 3).flat();
    expect(placed.sums()).toEqual([first + third, second]);
  }
});

it("loops that each point leaves on its own", () => {
  const model = makeModel({x: 1}, 2, (b, load) => {
    const [count] = b.repeat(
      100,
      [b.number(0)],
      ([k]) => b.apply("lt", k, load("x")),
      ([k]) => [b.apply("add", k, b.number(1))]
    );
    b.output(0, count);
    b.output(1, b.apply("mul", count, load("x")));
  });
  for (const n of [1, 7, TILE + 1]) {
    const points = makePoints(model, n);
    expect(sum(model, points, n, [])).toEqual(wantedOf(model, points, n, []));
  }
});

it("random programs are summed as the interpreter's answers are", () => {
  const batch = anyProgram({ops: 40}).chain((model) =>
    fc.record({
      model: fc.constant(model),
      points: fc.array(anyInputs(model), {minLength: 1, maxLength: TILE + 9, size: "max"}),
      uniform: fc.subarray(model.program.params.map(({name}) => name))
    })
  );
  fc.assert(
    fc.property(batch, ({model, points, uniform}) => {
      const byParam = model.program.params.map((_, k) => points.map((point) => point[k]));
      const wanted = wantedOf(model, byParam, points.length, uniform);
      expect(sum(model, byParam, points.length, uniform)).toEqual(wanted);
    }),
    {numRuns: 150}
  );
});

it("a tile of the outputs is a pair a row", () => {
  const options = {uniform: ["p"], kernels: strictKernels};
  expect(outputWidth(emitWasm(terms(3), options))).toBe(TILE);
  expect(outputWidth(emitWasm(terms(3), {...options, isSum: true}))).toBe(2);
  const text = printWat(terms(3), {...options, isSum: true});
  expect(text).toContain("$sum2");
  expect(text).toContain(";; outputs, the sums over the points of a tile, two of a row: out[3]");
});
