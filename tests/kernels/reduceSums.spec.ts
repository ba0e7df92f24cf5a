// Sums that do not depend on who adds what: exact to rounding, the same bits for any order of blocks.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {REDUCE_BLOCK} from "../../kernels-as/reduce/constants.ts";
import {dot} from "../../kernels-as/reduce/dot/spec.ts";
import {logSumExp} from "../../kernels-as/reduce/logSumExp/spec.ts";
import {minMax} from "../../kernels-as/reduce/minMax/spec.ts";
import {sum} from "../../kernels-as/reduce/sum/spec.ts";
import {makeUniform} from "./linalgMatrices.ts";
import {makeRun, runReference, toBits} from "./specRun.ts";

interface Cases {
  sum: {about: string; x: number[]; sum: number}[];
  dot: {about: string; x: number[]; y: number[]; dot: number}[];
  logSumExp: {about: string; x: number[]; value: number}[];
}

const path = new URL("../fixtures/reduce/cases.json", import.meta.url);
const cases = JSON.parse(readFileSync(path, "utf8")) as Cases;
const UNIT = 2 ** -53;
const LENGTHS = [
  1,
  2,
  3,
  7,
  8,
  9,
  15,
  16,
  17,
  100,
  REDUCE_BLOCK,
  REDUCE_BLOCK + 1,
  3 * REDUCE_BLOCK - 5
];

const forwards = makeRun("strict");
const backwards = makeRun("strict", true);

interface Foldable<R> {
  combine: (partials: never, n: number, scalars: never) => R;
}

/** The answer of a reduction, once partials and answer are the reference's to the bit in either order of blocks. */
function reduce<R>(kernel: Foldable<R>, inputs: Record<string, ArrayLike<number>>): R {
  const n = inputs.x.length;
  const partials = forwards(kernel, inputs, {}, n);
  const expected = toBits(runReference(kernel, inputs, {}, n));
  expect(toBits(partials)).toEqual(expected);
  expect(toBits(backwards(kernel, inputs, {}, n))).toEqual(expected);
  return kernel.combine(partials as never, n, {} as never);
}

const total = (x: ArrayLike<number>) => reduce(sum, {x});
const series = (n: number, seed = 1) => Float64Array.from({length: n}, makeUniform(seed));
const magnitude = (x: ArrayLike<number>) =>
  Array.prototype.reduce.call(x, (s, v) => (s as number) + Math.abs(v as number), 0) as number;

/** Σ x exactly, as a whole number of units 2^−1074 scaled back; for moderate exponents. */
function exactSum(x: ArrayLike<number>): number {
  let units = 0n;
  for (let i = 0; i < x.length; i++) units += BigInt(x[i] * 2 ** 80);
  return Number(units) / 2 ** 80;
}

describe("sum", () => {
  it.each(cases.sum)("is as if in twice the precision: $about", ({x, sum: exact}) => {
    const bound = UNIT * Math.abs(exact) + (x.length * UNIT) ** 2 * magnitude(x);
    expect(Math.abs(total(x) - exact)).toBeLessThanOrEqual(bound);
  });

  it.each(LENGTHS)("of %i numbers is correctly rounded but for one unit", (n) => {
    const x = series(n, n).map((v) => Math.round(v * 2 ** 30) / 2 ** 50);
    const exact = exactSum(x);
    expect(Math.abs(total(x) - exact)).toBeLessThanOrEqual(UNIT * Math.abs(exact));
  });

  it("carries what cancels from block to block", () => {
    const x = new Float64Array(3 * REDUCE_BLOCK).fill(1e-3);
    x[5] = 1e16;
    x[2 * REDUCE_BLOCK + 7] = -1e16;
    expect(total(x)).toBeCloseTo((3 * REDUCE_BLOCK - 2) * 1e-3, 12);
  });

  it("follows its rules for NaN, infinities and zeros", () => {
    expect(Object.is(total([]), 0)).toBe(true);
    expect(Object.is(total([-0, -0, -0]), 0)).toBe(true);
    for (const n of [3, 40, REDUCE_BLOCK + 9]) {
      for (const at of [0, 1, n - 1]) {
        const place = (value: number, other = 1) =>
          series(n).map((x, i) => (i === at ? value : i === n >> 1 ? other : x));
        expect(total(place(NaN))).toBe(NaN);
        expect(total(place(Infinity))).toBe(Infinity);
        expect(total(place(-Infinity))).toBe(-Infinity);
        if (at !== n >> 1) expect(total(place(-Infinity, Infinity))).toBe(NaN);
        if (at !== n >> 1) expect(total(place(-Infinity, -Infinity))).toBe(-Infinity);
        if (at !== n >> 1) expect(total(place(NaN, Infinity))).toBe(NaN);
      }
    }
    expect(total([1.5e308, 1.5e308])).toBe(Infinity);
  });
});

describe("dot", () => {
  it.each(cases.dot)("is as if in twice the precision: $about", ({x, y, dot: exact}) => {
    const bound =
      UNIT * Math.abs(exact) + (x.length * UNIT) ** 2 * magnitude(x.map((v, i) => v * y[i]));
    expect(Math.abs(reduce(dot, {x, y}) - exact)).toBeLessThanOrEqual(bound);
  });

  it.each(LENGTHS)("of %i numbers is the sum of exact products", (n) => {
    const x = series(n, n).map((v) => Math.round(v * 2 ** 30) / 2 ** 30);
    const y = series(n, n + 1).map((v) => Math.round(v * 2 ** 20) / 2 ** 20);
    const exact = exactSum(x.map((v, i) => v * y[i]));
    expect(Math.abs(reduce(dot, {x, y}) - exact)).toBeLessThanOrEqual(UNIT * Math.abs(exact));
  });

  it("follows its rules for NaN, infinities and huge factors", () => {
    const y = series(10, 3).map(Math.abs);
    const place = (value: number) => series(10, 2).map((v, i) => (i === 6 ? value : v));
    expect(reduce(dot, {x: [], y: []})).toBe(0);
    expect(reduce(dot, {x: place(NaN), y})).toBe(NaN);
    expect(reduce(dot, {x: place(Infinity), y})).toBe(Infinity);
    expect(reduce(dot, {x: place(Infinity), y: y.map((v, i) => (i === 6 ? 0 : v))})).toBe(NaN);
    expect(reduce(dot, {x: [1e305, 1], y: [0.5, 1]})).toBe(5e304);
    expect(reduce(dot, {x: [1e200, 1e200], y: [1e200, -1]})).toBe(Infinity);
  });
});

describe("logSumExp", () => {
  it.each(cases.logSumExp)("is the logarithm of the sum: $about", ({x, value}) => {
    const top = Math.max(...x.map(Math.abs));
    expect(Math.abs(reduce(logSumExp, {x}) - value)).toBeLessThan(
      4 * UNIT * (Math.abs(value) + top + 1)
    );
  });

  it.each(LENGTHS)("of %i equal numbers is that number and log n", (n) => {
    const x = new Float64Array(n).fill(-750.5);
    expect(Math.abs(reduce(logSumExp, {x}) - (Math.log(n) - 750.5))).toBeLessThan(4 * UNIT * 1500);
  });

  it("follows its rules for NaN, infinities and nothing", () => {
    expect(reduce(logSumExp, {x: []})).toBe(-Infinity);
    for (const n of [3, REDUCE_BLOCK + 9]) {
      expect(reduce(logSumExp, {x: new Float64Array(n).fill(-Infinity)})).toBe(-Infinity);
      const place = (value: number) => series(n, 2).map((v, i) => (i === n - 2 ? value : v));
      expect(reduce(logSumExp, {x: place(NaN)})).toBe(NaN);
      expect(reduce(logSumExp, {x: place(Infinity)})).toBe(Infinity);
      expect(reduce(logSumExp, {x: place(Infinity).fill(NaN, 0, 1)})).toBe(NaN);
      expect(reduce(logSumExp, {x: place(-Infinity)})).toBeGreaterThan(0);
      expect(reduce(logSumExp, {x: place(800)})).toBe(800);
    }
  });
});

describe("minMax", () => {
  it.each(LENGTHS)("finds the extremes of %i numbers", (n) => {
    const x = series(n, n);
    const sorted = x.slice().sort();
    expect(reduce(minMax, {x})).toEqual([sorted[0], sorted[n - 1]]);
  });

  it("follows its rules for NaN, infinities and zeros", () => {
    expect(reduce(minMax, {x: []})).toEqual([Infinity, -Infinity]);
    for (const n of [5, REDUCE_BLOCK + 9]) {
      for (const at of [0, 2, n - 1]) {
        const place = (value: number) => series(n, 2).map((v, i) => (i === at ? value : v));
        expect(reduce(minMax, {x: place(NaN)})).toEqual([NaN, NaN]);
        expect(reduce(minMax, {x: place(Infinity)})[1]).toBe(Infinity);
        expect(reduce(minMax, {x: place(-Infinity)})[0]).toBe(-Infinity);
        for (const zero of [0, -0]) {
          const zeros = new Float64Array(n).fill(-zero).fill(zero, at, at + 1);
          expect(reduce(minMax, {x: zeros})).toEqual([-0, 0]);
        }
      }
    }
  });
});
