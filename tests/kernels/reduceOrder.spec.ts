// Order: sorting and quantiles, on data that meets every branch of the sort.
import {readFileSync} from "node:fs";
import {describe, expect, it} from "vitest";
import {SORT_LARGE, SORT_SMALL} from "../../kernels-as/reduce/constants.ts";
import {quantiles} from "../../kernels-as/reduce/quantiles/spec.ts";
import {sort} from "../../kernels-as/reduce/sort/spec.ts";
import {makeUniform} from "./linalgMatrices.ts";
import {makeRun, runReference, toBits} from "./specRun.ts";

interface Case {
  about: string;
  x: number[];
  p: number[];
  q: number[];
}

const path = new URL("../fixtures/reduce/cases.json", import.meta.url);
const cases = (JSON.parse(readFileSync(path, "utf8")) as {quantiles: Case[]}).quantiles;
const LENGTHS = [
  0,
  1,
  2,
  3,
  17,
  SORT_SMALL,
  SORT_SMALL + 1,
  1000,
  SORT_LARGE - 1,
  SORT_LARGE,
  50_001
];

const compiled = makeRun("strict");

function sorted(x: ArrayLike<number>): Float64Array {
  return compiled(sort, {x}, {n: x.length}, 1).y as Float64Array;
}

/** By an order written out here, not by the language's. */
function expectOrder(x: ArrayLike<number>): void {
  const y = sorted(x);
  const count = new Map<number | string, number>();
  const name = (v: number) => (Object.is(v, -0) ? "-0" : v);
  for (let i = 0; i < x.length; i++) count.set(name(x[i]), (count.get(name(x[i])) ?? 0) + 1);
  let disorder = 0;
  for (let i = 0; i < y.length; i++) {
    count.set(name(y[i]), (count.get(name(y[i])) ?? 0) - 1);
    if (i === 0 || Number.isNaN(y[i])) continue;
    const [a, b] = [y[i - 1], y[i]];
    if (!(a < b || (a === b && !(Object.is(a, 0) && Object.is(b, -0))))) disorder++;
  }
  expect(disorder).toBe(0);
  expect([...count.values()].every((c) => c === 0)).toBe(true);
  expect(toBits({y})).toEqual(toBits(runReference(sort, {x}, {n: x.length}, 1)));
}

const SPECIAL = [
  NaN,
  Infinity,
  -Infinity,
  0,
  -0,
  5e-324,
  -5e-324,
  1.7e308,
  -1.7e308,
  1,
  -1,
  2 ** -1022
];

describe("sort", () => {
  it.each(LENGTHS)("orders %i numbers of any kind", (n) => {
    const uniform = makeUniform(n);
    const any = new Float64Array(n);
    const words = new Int32Array(any.buffer);
    expectOrder(any.map(uniform));
    expectOrder(any.map(() => SPECIAL[Math.floor((uniform() + 1) * 6)]));
    expectOrder(any.map((_, i) => i));
    expectOrder(any.map((_, i) => -i));
    expectOrder(any.map((_, i) => (i * 7919) % 10));
    expectOrder(any.fill(-2.5));
    expectOrder(any.fill(NaN));
    words.forEach((_, i) => (words[i] = uniform() * 2 ** 31));
    expectOrder(any);
  });

  it("puts −0 before 0 and NaN last, whatever its sign", () => {
    const x = new Float64Array([0, NaN, -0, 3, NaN, -Infinity, 0, -0, Infinity]);
    new DataView(x.buffer).setBigUint64(8, 0xfff8_0000_0000_1234n, true);
    const y = sorted(x);
    expect([...y]).toEqual([-Infinity, -0, -0, 0, 0, 3, Infinity, NaN, NaN]);
    const bits = new BigUint64Array(y.buffer);
    expect([bits[7], bits[8]]).toEqual([0x7ff8_0000_0000_0000n, 0x7ff8_0000_0000_0000n]);
  });

  it("sorts each array of a batch by itself, in any order of blocks", () => {
    const uniform = makeUniform(5);
    const x = Float64Array.from({length: 7 * 300}, uniform);
    const y = compiled(sort, {x}, {n: 300}, 7).y;
    for (let i = 0; i < 7; i++) {
      expect(y.slice(i * 300, (i + 1) * 300)).toEqual(x.slice(i * 300, (i + 1) * 300).sort());
    }
    expect(makeRun("strict", true)(sort, {x}, {n: 300}, 7).y).toEqual(y);
  });
});

describe("quantiles", () => {
  const find = (x: ArrayLike<number>, p: ArrayLike<number>) => {
    const scalars = {n: x.length, k: p.length};
    const {q} = compiled(quantiles, {x, p}, scalars, 1);
    expect(toBits({q})).toEqual(toBits(runReference(quantiles, {x, p}, scalars, 1)));
    return [...q];
  };

  it.each(cases)("are NumPy's to the bit: $about", ({x, p, q}) => {
    expect(find(x, p)).toEqual(q);
  });

  it("are order statistics where p falls on one", () => {
    const x = Float64Array.from({length: 1001}, makeUniform(3));
    const y = x.slice().sort();
    expect(find(x, [0, 0.25, 0.5, 0.75, 1])).toEqual([y[0], y[250], y[500], y[750], y[1000]]);
  });

  it("follow their rules for NaN, infinities, nothing and odd probabilities", () => {
    expect(find([], [0.5])).toEqual([NaN]);
    expect(find([1, NaN, 3], [0, 0.5, 1])).toEqual([NaN, NaN, NaN]);
    expect(find([1, 2], [-0.1, 1.1, NaN])).toEqual([NaN, NaN, NaN]);
    expect(find([-Infinity, 5], [0, 0.5, 1])).toEqual([-Infinity, -Infinity, 5]);
    expect(find([5, Infinity], [0, 0.5, 1])).toEqual([5, Infinity, Infinity]);
    expect(find([-Infinity, Infinity], [0, 0.5, 1])).toEqual([-Infinity, NaN, Infinity]);
    expect(find([Infinity, Infinity], [0.3])).toEqual([Infinity]);
    // their difference overflows, what lies between them does not
    expect(find([-1.5e308, 1.5e308], [0.5, 0.75])).toEqual([0, 0.75e308]);
  });

  it("are found for each array of a batch", () => {
    const x = Float64Array.from({length: 5 * 200}, makeUniform(4));
    const p = [0.1, 0.9];
    const {q} = compiled(quantiles, {x, p}, {n: 200, k: 2}, 5);
    for (let i = 0; i < 5; i++) {
      expect([...q.slice(2 * i, 2 * i + 2)]).toEqual(find(x.slice(200 * i, 200 * i + 200), p));
    }
  });
});
