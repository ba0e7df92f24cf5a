import {describe, expect, it} from "vitest";
import {problem} from "../../../worker/collocation/matching/problem.ts";
import type {MatchOptions, Slopes} from "../../../worker/collocation/types.ts";
import {models} from "../../solvers/oneThread.ts";
import {cases, compiled, cut, gap, ONES, plain, slopesOf, t} from "./lotkaVolterra.ts";

const TRUE = [1.5, 1, 3, 1];
/** Printed in the dossier: C(1, 1, 1, 1), C(true) and the smallest C. */
const PRINTED: Record<string, [number, number, number]> = {
  epanechnikov: [34.320136428828, 5.165324752112, 1.858914201846],
  "epanechnikov 0.1": [31.089831765964, 1.552039175884, 1.375082143258],
  triangular: [33.334996111835, 4.397479616267, 1.763729568098],
  gaussian: [51.535773822107, 25.25645410743, 4.588784654025],
  "gaussian 0.05": [30.566685526376, 1.760253625852, 1.520641008134],
  noise: [34.038262821706, NaN, 2.316569317676],
  "noise 0.1": [30.346110197426, NaN, 3.322142185244]
};
const epanechnikov = cases[0];
const slopes = slopesOf(epanechnikov);

describe("problem", () => {
  it.each(cases)("gives the dossier's losses, $name", (given) => {
    for (const rhs of [compiled, plain]) {
      const {value, sse} = bound(problem(rhs, slopesOf(given)));
      const [atOnes, atTrue, least] = PRINTED[given.name];
      expect(Math.abs(value(ONES) - atOnes)).toBeLessThan(1e-10);
      if (!Number.isNaN(atTrue)) expect(Math.abs(value(TRUE) - atTrue)).toBeLessThan(1e-10);
      expect(Math.abs(value(given.p) - least)).toBeLessThan(1e-10);
      expect(value(ONES)).toBeCloseTo(given.costAtOnes, 12);
      expect(sse(ONES)).toBeCloseTo(given.costAtOnes ** 2, 9);
    }
  });

  it("gives the dossier's gradient", () => {
    const out = new Float64Array(4);
    const printed = [-35.17406792718, 47.94139877758, -6.534714874873, 45.138391981454];
    const found = problem(compiled, slopes).gradient(ONES, out);
    expect(found).toBe(out);
    expect(gap(found, printed)).toBeLessThan(2e-12);
    expect(gap(found, epanechnikov.gradientAtOnes)).toBeLessThan(1e-12);
    expect(gap(problem(plain, slopes).gradient(ONES, out), printed)).toBeLessThan(1e-8);
  });

  it("is differentiated exactly, whatever the model", async () => {
    const text =
      "(u, p, t) => [p[0]*u[0]/(p[1]+u[0]) - Math.exp(-p[2]*t), Math.sin(p[0]*u[1]) + p[1]*p[2]]";
    const model = await models.compile(text, {u: 2, p: 3, t: 1});
    const weights = [[...t].map((x) => 1 + x), new Array<number>(100).fill(0.25)];
    const p = [0.7, 1.3, 0.4];
    const found = new Float64Array(3);
    const matched = problem(model, slopes, {weights});
    const sse = matched.sseGradient(p, found);
    const expected = [0, 0, 0];
    let sum = 0;
    const byP = model.jacobian("p");
    t.forEach((time, i) => {
      const u = epanechnikov.u.map((row) => row[i]);
      const f = model(u, p, time) as number[];
      const J = byP(u, p, time);
      for (let j = 0; j < 2; j++) {
        const r = epanechnikov.du[j][i] - f[j];
        sum += weights[j][i] * r * r;
        for (let k = 0; k < 3; k++) expected[k] -= 2 * weights[j][i] * r * J[j * 3 + k];
      }
    });
    expect(Math.abs(sse / sum - 1)).toBeLessThan(1e-13);
    expect(matched.sse(p)).toBe(sse);
    found.forEach((g, k) => expect(Math.abs(g / expected[k] - 1)).toBeLessThan(1e-12));
  });

  it("has no slope where it matches exactly", () => {
    const u = [[1, 2, 3], [4, 5, 6]]; // prettier-ignore
    const du = u[0].map((x, i) => plain([x, u[1][i]], TRUE));
    const exact = {u, du: [du.map(([x]) => x), du.map(([, y]) => y)], t: [0, 1, 2]};
    for (const rhs of [compiled, plain]) {
      const matched = problem(rhs, exact);
      expect(matched.value(TRUE)).toBe(0);
      expect([...matched.gradient(TRUE, new Float64Array(4))]).toEqual([0, 0, 0, 0]);
      expect(matched.sseGradient(TRUE, new Float64Array(4))).toBe(0);
    }
  });

  it("takes one state as a vector, and a time of its own", async () => {
    const decay = await models.compile("(u, p, t) => [-p[0]*u[0] + t]", {u: 1, p: 1, t: 1});
    const one = {u: [1, 2], du: [0.5, -1], t: [0, 3]};
    // (0.5 + 0.2)² + (-1 + 0.4 - 3)²
    expect(problem(decay, one).sse([0.2])).toBeCloseTo(0.49 + 12.96, 12);
    const scalar = await models.compile("(u, p, t) => -p*u + t", {u: 1, p: 1, t: 1});
    expect(problem(scalar, one).sse([0.2])).toBeCloseTo(13.45, 12);
    const fall = (u: number[], p: number[], t: number) => -p[0] * u[0] + t;
    expect(problem(fall, one).sse([0.2])).toBeCloseTo(13.45, 12);
  });
});

describe("weights and masks", () => {
  const half = [...t].map((_, i) => i % 3 !== 0);
  const sum = (given: Slopes, options?: MatchOptions) =>
    problem(compiled, given, options).sse(ONES);

  it("a mask leaves points out as if they were not there", () => {
    const keep = (row: readonly number[]) => row.filter((_, i) => half[i]);
    const {u, du} = epanechnikov;
    const fewer = {u: u.map(keep), du: du.map(keep), t: keep(t)};
    const masked = problem(compiled, slopes, {mask: half});
    expect(masked.sse(ONES)).toBe(sum(fewer));
    expect([masked.points, masked.leftOut]).toEqual([66, 34]);
    const numbers = Float64Array.from(half, Number);
    expect(sum(slopes, {mask: numbers})).toBe(sum(fewer));
  });

  it("a mask of each state, and weights of zero, take away that state's part alone", () => {
    const all = new Array<boolean>(100).fill(true);
    const first = sum(slopes, {mask: [all, half]});
    const second = sum(slopes, {mask: [half, all]});
    const both = sum(slopes, {mask: half});
    expect(first + second - both).toBeCloseTo(sum(slopes), 9);
    expect(first).not.toBeCloseTo(second, 3);
    expect(sum(slopes, {weights: [1, 0]}) + sum(slopes, {weights: [0, 1]})).toBeCloseTo(
      sum(slopes),
      9
    );
    expect(sum(slopes, {weights: [all.map(Number), half.map(Number)]})).toBe(first);
  });

  it("a weight of two counts a point twice", () => {
    const {u, du} = epanechnikov;
    const twice = (row: readonly number[]) => [...row, ...row.slice(0, 40)];
    const more = {u: u.map(twice), du: du.map(twice), t: twice(t)};
    const weights = [...t].map((_, i) => (i < 40 ? 2 : 1));
    expect(sum(slopes, {weights: [weights, weights]})).toBeCloseTo(sum(more), 9);
  });

  it("leaves out what is no number, state by state, and says so", () => {
    const u = epanechnikov.u.map((row) => [...row]);
    const du = epanechnikov.du.map((row) => [...row]);
    du[0][0] = NaN;
    du[1][0] = NaN;
    du[1][99] = NaN;
    u[0][98] = NaN;
    const matched = problem(compiled, {u, du, t});
    expect([matched.points, matched.leftOut]).toEqual([98, 2]);
    const middle = sum(cut(slopes, 1, 98));
    const r = du[0][99] - plain([u[0][99], u[1][99]], ONES)[0];
    expect(matched.sse(ONES)).toBeCloseTo(middle + r * r, 9);
    expect(matched.gradient(ONES, new Float64Array(4)).every(Number.isFinite)).toBe(true);
    expect(problem(plain, {u, du, t}).sse(ONES)).toBeCloseTo(middle + r * r, 9);
  });

  it("what does not count may have any value of f", async () => {
    const root = await models.compile("(u, p) => [p[0]*Math.log(u[0]), p[0]]", {u: 2, p: 1});
    const given = {u: [[1, -1], [0, 0]], du: [[1, 1], [1, 1]], t: [0, 1]}; // prettier-ignore
    const mask = [[true, false], [true, true]]; // prettier-ignore
    const out = new Float64Array(1);
    expect(problem(root, given).sse([0.5])).toBeNaN();
    expect(problem(root, given, {mask}).sseGradient([0.5], out)).toBe(1 + 0.25 + 0.25);
    expect(out[0]).toBe(-2);
  });
});

describe("misuse", () => {
  const bad = (change: object, options?: unknown) => () =>
    problem(compiled, {...slopes, ...change}, options as MatchOptions);
  it.each<[string, () => unknown, RegExp]>([
    ["no slopes", () => problem(compiled, undefined as never), /^TypeError: collocation.problem: expected slopes as an object/],
    ["no function", () => problem(3 as never, slopes), /^TypeError: collocation.problem: expected the right-hand side/],
    ["missing du", bad({du: undefined}), /^TypeError: collocation.problem: missing du in the slopes/],
    ["one vector too few", bad({du: epanechnikov.du.slice(1)}), /^RangeError: collocation.problem: expected a vector in du for each of u, got 1 and 2/],
    ["a short vector", bad({t: t.slice(1)}), /^RangeError: collocation.problem: expected u\[0\] of length 99, that of t, got 100/],
    ["words", bad({t: new Array(100).fill("x")}), /^TypeError: collocation.problem: expected numbers in t/],
    ["endless time", bad({t: [Infinity, ...t.slice(1)]}), /expected finite times in t, got Infinity at index 0/],
    ["three states", bad({u: [...epanechnikov.u, t], du: [...epanechnikov.du, t]}), /^RangeError: collocation.problem: expected slopes of 2 states, those of the right-hand side, got 3/],
    ["a weight below zero", bad({}, {weights: [1, -1]}), /expected finite numbers from 0 in weights, got -1 at index 1/],
    ["three weights", bad({}, {weights: [1, 1, 1]}), /expected weights of length 2, one a state/],
    ["a short mask", bad({}, {mask: [true]}), /expected mask of length 100, that of t, got 1/],
    ["an unknown option", bad({}, {weigths: [1, 1]}), /unknown option "weigths" \(did you mean weights\?\)/],
    ["nothing that counts", bad({}, {weights: [0, 0]}), /expected at least one point .* that counts, got none of 100/],
    ["too few parameters", () => problem(compiled, slopes).sse([1, 2, 3]), /^RangeError: collocation.problem: expected p as 4 numbers, got 3/],
    ["a number for p", () => problem(compiled, slopes).sse(3 as never), /^TypeError: collocation.problem: expected p as 4 numbers/],
    ["text for p", () => problem(compiled, slopes).sse("1234" as never), /^TypeError: collocation.problem: expected p as 4 numbers, got 1234/],
    ["words in p", () => problem(compiled, slopes).sse(["a", 1, 1, 1] as never), /^TypeError: collocation.problem: expected numbers in p, got "a" at index 0/],
    ["words in p of a function", () => problem(plain, slopes).sse([1, "a", 1, 1] as never), /^TypeError: collocation.problem: expected numbers in p, got "a" at index 1/],
    ["a promise of slopes", () => problem(compiled, Promise.resolve(slopes) as never), /^TypeError: collocation.problem: expected slopes as an object .u, du, t., got a promise: await it first/],
    ["options in a list", () => problem(compiled, slopes, [] as never), /^TypeError: collocation.problem: expected options as an object, got an array/],
    ["a short out", () => problem(compiled, slopes).gradient(ONES, new Float64Array(3)), /expected out as 4 numbers, got 3/],
    ["too many slopes", () => problem(() => [1, 2, 3], slopes).sse([1]), /^RangeError: collocation.problem: expected the right-hand side to return 2 slopes, one a state, got 3/],
    ["no slopes back", () => problem((() => undefined) as never, slopes).sse([1]), /^TypeError: collocation.problem: expected the right-hand side to return 2 slopes/]
  ])("%s", (_what, call, message) => {
    let text = "";
    try {
      call();
    } catch (error) {
      text = String(error);
    }
    expect(text).toMatch(message);
  }); // prettier-ignore

  it("a model with too few slopes, or without parameters", async () => {
    const short = await models.compile("(u, p) => [p[0]*u[0] + u[1]]", {u: 2, p: 1});
    expect(() => problem(short, slopes)).toThrow(
      /right-hand side with 2 slopes, one a state, got 1/
    );
    const bare = await models.compile("(u) => [u[0], u[1]]", {u: 2});
    expect(() => problem(bare, slopes)).toThrow(/expected a right-hand side with parameters/);
  });

  it("a plain function's parameters are counted at the first call", () => {
    const matched = problem(plain, slopes);
    expect(matched.parameters).toBeUndefined();
    matched.sse(ONES);
    expect(matched.parameters).toBe(4);
    expect(() => matched.sse([1])).toThrow(/expected p as 4 numbers, got 1/);
    expect(problem(compiled, slopes).parameters).toBe(4);
  });
});

function bound(matched: ReturnType<typeof problem>) {
  return {
    value: (p: ArrayLike<number>) => matched.value(p),
    sse: (p: ArrayLike<number>) => matched.sse(p)
  };
}
