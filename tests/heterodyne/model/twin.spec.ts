// The frames of the AssemblyScript are those of the TypeScript, bit for bit.
import {beforeAll, describe, expect, it} from "vitest";
import {fillFrames, makeTable} from "../../../worker/heterodyne/model/frames.ts";
import {makeGrid, settingsLength, writeSettings} from "../../../worker/heterodyne/model/grid.ts";
import type {FrameGrid, FrameTable} from "../../../worker/heterodyne/model/types.ts";
import {compileFrames, type FramesModule} from "./program.ts";
import {SETS} from "../oracle.ts";

let frames: FramesModule;
beforeAll(async () => {
  frames = await compileFrames(32);
});

function fillByProgram(grid: FrameGrid, theta: Float64Array, withSlopes: boolean): FrameTable {
  const table = makeTable(grid, withSlopes);
  const numbers = new Float64Array(frames.memory.buffer);
  const settings = 2048;
  const thetaAt = settings + settingsLength(grid.frames, grid.every);
  const tableAt = thetaAt + 14;
  writeSettings(grid, numbers, settings);
  numbers.set(theta, thetaAt);
  // what lies there must not matter
  numbers.fill(NaN, tableAt, tableAt + table.numbers.length);
  frames.fillFrames(8 * settings, 8 * thetaAt, 8 * tableAt, withSlopes);
  table.numbers.set(numbers.subarray(tableAt, tableAt + table.numbers.length));
  return table;
}

/** The first number that differs, with its place. */
function compare(grid: FrameGrid, theta: Float64Array, withSlopes: boolean): number[] {
  const expected = makeTable(grid, withSlopes);
  fillFrames(grid, theta, expected, withSlopes);
  const actual = fillByProgram(grid, theta, withSlopes);
  const wrong = expected.numbers.findIndex((value, k) => !Object.is(value, actual.numbers[k]));
  if (wrong < 0) return [];
  const {stride, numbers} = expected;
  const row = Math.floor(wrong / stride);
  return [row, wrong % stride, actual.numbers[wrong], numbers[wrong]];
}

/** A sequence of fractions that repeats itself after long only. */
function makeFractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 16807) % 2147483647;
    return state / 2147483647;
  };
}

/** Roots of J, powers at and near −1 and 0, fractions beyond their limits, and numbers beyond reason. */
function makeThetas(count: number): Float64Array[] {
  const next = makeFractions(7);
  const one = (): number[] => [
    2000 * next(),
    next() < 0.2 ? -1 + 1e-9 * (next() - 0.5) : 4 * next() - 2,
    600 * next() - 300
  ];
  const thetas = Array.from(
    {length: count},
    () =>
    Float64Array.of(...one(), ...one(), ...one(), 2 * next() - 1, next() - 0.5, 20 * next() - 10, next(), 90 * next()) // prettier-ignore
  );
  const power = (p: number): Float64Array => Float64Array.of(5, p, -5, -5, p, 4, 3, p, 1, 0.3, 0, 0, 0.7, 0); // prettier-ignore
  const wild = Float64Array.of(1e9, 300, -1e3, 1e9, -300, -1e3, 1, 500, 0, 3, 400, -20, 1, 0);
  return [...Object.values(SETS), ...thetas, ...[-1, 0, 1, -2, 1e-12].map(power), wild, wild.map((x) => -x), new Float64Array(14)]; // prettier-ignore
}

describe.each(["exact", "v1", "v2", "xpcsjax"] as const)("semantics %s", (semantics) => {
  it.each([2, 3, 63, 64, 65, 200])("%i frames", (count) => {
    for (const firstFrame of [0, 7]) {
      const grid = makeGrid({semantics, frames: count, dt: 0.1, firstFrame});
      for (const theta of makeThetas(20)) {
        for (const withSlopes of [false, true])
          expect(compare(grid, theta, withSlopes)).toEqual([]);
      }
    }
  });
});

it.each(["exact", "v1", "v2", "xpcsjax"] as const)("every so many frames, semantics %s", (semantics) => {
  for (const [count, every, firstFrame] of [[2, 2, 0], [3, 50, 7], [30, 7, 0], [65, 3, 1]]) {
    const grid = makeGrid({semantics, frames: count, dt: 0.1, firstFrame, every});
    for (const theta of makeThetas(20)) {
      for (const withSlopes of [false, true])
        expect(compare(grid, theta, withSlopes)).toEqual([]);
    }
  }
}); // prettier-ignore

it("finds the roots of many rates at the same bits", () => {
  const next = makeFractions(3);
  const grid = makeGrid({semantics: "exact", frames: 8, dt: 0.1, firstFrame: 0});
  let roots = 0;
  for (let k = 0; k < 500; k++) {
    const [a, p, b, r] = [1 + next(), 4 * next() - 2, 1 + next(), 4 * next() - 2];
    const from = (power: number): number => Math.pow(0.1 + 0.6 * next(), power);
    const theta = Float64Array.of(a, p, -a * from(p), -b, r, b * from(r), 1, 0, 0, 0.5, 0, 0, 0, 0);
    const table = makeTable(grid, false);
    fillFrames(grid, theta, table, false);
    const [first, last] = [0, 1].map((row) => table.numbers.subarray(row * table.stride, row * table.stride + 8)); // prettier-ignore
    roots += Number(first[1] === 0 || first[6] === first[7]) + Number(last[1] === 0 || last[6] === last[7]); // prettier-ignore
    expect(compare(grid, theta, true)).toEqual([]);
  }
  expect(roots).toBeGreaterThan(500);
});

describe("the module", () => {
  it("has no data of its own, which would lie where the memory holds the kernels'", () => {
    const module = new WebAssembly.Module(frames.bytes);
    expect(WebAssembly.Module.imports(module)).toEqual([
      {module: "env", name: "memory", kind: "memory"}
    ]);
    const memory = new WebAssembly.Memory({initial: 32});
    void new WebAssembly.Instance(module, {env: {memory}});
    expect(new Uint8Array(memory.buffer).every((byte) => byte === 0)).toBe(true);
  });
});
