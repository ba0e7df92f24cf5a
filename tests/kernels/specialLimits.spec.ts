// Where the special functions end: zeros, poles, infinities, NaN, exact values, and Math.pow's rules.
import {describe, expect, it} from "vitest";
import {digamma} from "../../kernels-as/math/digamma/reference.ts";
import {erf} from "../../kernels-as/math/erf/reference.ts";
import {erfc} from "../../kernels-as/math/erfc/reference.ts";
import {lgamma} from "../../kernels-as/math/lgamma/reference.ts";
import {pow} from "../../kernels-as/math/pow/reference.ts";
import {SPECIALS} from "./mathCases.ts";
import {loadKernels} from "./module.ts";
import {findDifference, mapSpecial, NAMES, SCALAR} from "./specialCases.ts";
import {ulpsBetween} from "./ulp.ts";

const strict = loadKernels("strict");
const relaxed = loadKernels("relaxed");

/** Further values at which a branch turns. */
const TURNS = [
  0.125, 0.375, 0.4616321449683622, 0.625, 0.875, 1.125, 1.375, 1.4616321449683622, 1.625, 2.125, 3.875, 5.875, 6,
  26.54, 27.23, 28, 100.5, 2 ** 52 - 0.5, 2 ** 52, 2 ** 53 - 1, 2 ** 64, 2 ** 65, 2.556e305
].flatMap((x) => [x, -x, x - x * 2 ** -53, x + x * 2 ** -52]); // prettier-ignore
/** Every argument alone, or for pow every pair of them. */
const ONES = [...SPECIALS, ...TURNS, -1, -2, -3, 3, 7, -0.5, 1 / 3];
const PAIRS = ONES.flatMap((x) => ONES.map((y): [number, number] => [x, y]));
const X = PAIRS.map(([x]) => x);
const Y = PAIRS.map(([, y]) => y);

describe.each(NAMES)("%s", (name) => {
  it("has the scalar twin's bits at every special value, at either place in a pair", () => {
    const [x, y] = name === "pow" ? [X, Y] : [ONES, ONES];
    for (const shift of [0, 1]) {
      const [a, b] = [x, y].map((column) => [...column.slice(0, shift), ...column]);
      const expected = a.map((v, i) => SCALAR[name](v, b[i]));
      expect(findDifference([a, b], mapSpecial(strict, name, a, b), expected)).toBeUndefined();
    }
  });

  it("has the same zeros, infinities and NaN in relaxed SIMD", () => {
    const [x, y] = name === "pow" ? [X, Y] : [ONES, ONES];
    const fused = mapSpecial(relaxed, name, x, y);
    mapSpecial(strict, name, x, y).forEach((v, i) => {
      if (v === 0 || !Number.isFinite(v)) expect(fused[i], `${x[i]}, ${y[i]}`).toBe(v);
    });
  });
});

describe("pow", () => {
  it("follows Math.pow at every pair of special values", () => {
    PAIRS.forEach(([x, y]) => {
      const [ours, theirs] = [pow(x, y), Math.pow(x, y)];
      // an engine's own pow may be a few places off; where it is 0, infinite or NaN both must be
      const at = `${x}^${y} = ${ours}, not ${theirs}`;
      expect(ulpsBetween(ours, theirs), at).toBeLessThanOrEqual(Math.abs(theirs) > 0 ? 4 : 0);
    });
  });

  it("is exact where the result is a double", () => {
    for (let x = 2; x <= 40; x++)
      for (let y = 1, product = x; product < 2 ** 53; y++, product *= x) {
        expect(pow(x, y)).toBe(product);
        expect(pow(-x, y)).toBe(y % 2 ? -product : product);
      }
    for (let y = -1074; y < 1024; y++)
      expect(pow(2, y)).toBe(y < -1022 ? 2 ** -1022 * 2 ** (y + 1022) : 2 ** y);
    expect(pow(6.25, 1.5)).toBe(15.625);
  });
});

describe("limits", () => {
  it.each([
    [erf, -0, -0],
    [erf, Infinity, 1],
    [erf, -Infinity, -1],
    [erf, 6, 1],
    [erf, 5e-324, 5e-324],
    [erfc, 0, 1],
    [erfc, -0, 1],
    [erfc, Infinity, 0],
    [erfc, -Infinity, 2],
    [erfc, 27.22, 5e-324],
    [erfc, 27.3, 0],
    [lgamma, 0, Infinity],
    [lgamma, -0, Infinity],
    [lgamma, -1, Infinity],
    [lgamma, -171, Infinity],
    [lgamma, -(2 ** 52), Infinity],
    [lgamma, -Infinity, Infinity],
    [lgamma, Infinity, Infinity],
    [lgamma, 1, 0],
    [lgamma, 2, 0],
    [lgamma, 3, Math.LN2],
    [lgamma, 2.6e305, Infinity],
    [lgamma, 5e-324, 744.4400719213812],
    [lgamma, -5e-324, 744.4400719213812],
    [digamma, 0, -Infinity],
    [digamma, -0, Infinity],
    [digamma, -1, NaN],
    [digamma, -(2 ** 53), NaN],
    [digamma, -Infinity, NaN],
    [digamma, Infinity, Infinity],
    [digamma, 1, -0.5772156649015329],
    [digamma, 5e-324, -Infinity],
    [digamma, Number.MAX_VALUE, 709.782712893384]
  ])("%o of %d is %d", (f, x, y) => {
    expect(f(x)).toBe(y);
    expect(f(NaN)).toBeNaN();
  });

  it("keeps the roots of log Γ and ψ", () => {
    // ψ(1) = −γ and ψ(2) = 1 − γ are the slopes of log Γ at its roots
    const gamma = 0.5772156649015329;
    for (const d of [2 ** -52, 2 ** -40, -(2 ** -45)]) {
      expect(Math.abs(lgamma(1 + d) / d / -gamma - 1)).toBeLessThan(2 * Math.abs(d) + 2 ** -50);
      expect(Math.abs(lgamma(2 + 2 * d) / (2 * d) / (1 - gamma) - 1)).toBeLessThan(
        4 * Math.abs(d) + 2 ** -50
      );
    }
    expect(digamma(1.4616321449683622)).toBeLessThan(0);
    expect(digamma(1.4616321449683625)).toBeGreaterThan(0);
  });
});
