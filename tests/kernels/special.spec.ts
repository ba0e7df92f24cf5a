// pow, erf, erfc, lgamma and digamma: against mpmath's values, and the lanes against their scalar twins.
import {describe, expect, it} from "vitest";
import type {ErrorRow} from "../../kernels-as/kernel.ts";
import {specs} from "../../kernels-as/specs.ts";
import {fillArguments, makeWords, readFixture, SPECIALS, ulpError} from "./mathCases.ts";
import {loadKernels} from "./module.ts";
import {findDifference, mapSpecial, NAMES, SCALAR} from "./specialCases.ts";

/** What the issue asks of each where the error is counted in ULP. */
const LIMIT = 4;

const strict = loadKernels("strict");
const relaxed = loadKernels("relaxed");

/** An error in a row's unit: ulp, or relative to 1 + |value|. */
function toError(unit: ErrorRow["unit"], y: number, [nearest, rest]: [number, number]): number {
  const ulps = ulpError(y, [nearest, rest]);
  if (unit === "ulp") return ulps;
  return (ulps * 2 ** (Math.floor(Math.log2(Math.abs(nearest))) - 52)) / (1 + Math.abs(nearest));
}

describe.each(NAMES)("%s", (name) => {
  const scalar = SCALAR[name];
  const {errors} = specs[name];

  it("claims no error above what is asked, and names the fixture's regions", () => {
    expect(errors.f64.map(({region}) => region)).toEqual(
      readFixture(name).map(({region}) => region)
    );
    for (const {max, unit} of errors.f64)
      expect(max).toBeLessThanOrEqual(unit === "ulp" ? LIMIT : 6 * Number.EPSILON);
  });

  it.each(readFixture(name))("is as accurate as it claims where $region", (fixture) => {
    const {max, unit} = errors.f64.find(({region}) => region === fixture.region)!;
    const [x, y] = name === "pow" ? transpose(fixture.inputs) : [fixture.inputs, []];
    const fast = mapSpecial(relaxed, name, x, y);
    mapSpecial(strict, name, x, y).forEach((value, i) => {
      const at = `x = ${x[i]}, y = ${y[i]}`;
      expect(toError(unit, value, fixture.expected[i]), at).toBeLessThanOrEqual(max);
      expect(scalar(x[i], y[i]), at).toBe(value);
      // fusing moves the error, but stays within what is asked
      const asked = unit === "ulp" ? LIMIT : max;
      expect(toError(unit, fast[i], fixture.expected[i]), at).toBeLessThanOrEqual(asked);
    });
  });

  it("has the scalar twin's bits at 1.2 million random arguments", () => {
    const x = new Float64Array(150_000);
    const y = new Float64Array(x.length);
    for (let round = 0; round < 8; round++) {
      fillArguments(x, round, 31_000 + round);
      fillArguments(y, (round * 3) % 8, 57_000 + round);
      const expected = x.map((v, i) => scalar(v, y[i]));
      expect(findDifference([x, y], mapSpecial(strict, name, x, y), expected)).toBeUndefined();
    }
  });

  it("has the scalar twin's bits where its pieces meet", () => {
    const x = new Float64Array(300_000);
    const next = makeWords(8);
    for (let i = 0; i < x.length; i++) {
      const edge = (next() % 241) / 8 - 1;
      x[i] = edge + ((next() % 9) - 4) * 2 ** -50 + (i % 3 === 0 ? next() * 2 ** -36 : 0);
    }
    const y = x.toReversed();
    const expected = x.map((v, i) => scalar(v, y[i]));
    expect(findDifference([x, y], mapSpecial(strict, name, x, y), expected)).toBeUndefined();
  });

  it("gives each element the same bits however the range is split", () => {
    const n = 4003;
    const [z, x, y] = [strict.f64(n), strict.f64(n), strict.f64(n)];
    fillArguments(x, 3, 5);
    fillArguments(y, 3, 6);
    x.set(SPECIALS, 700);
    x.subarray(1000, 2000).forEach((v, i) => (x[1000 + i] = Math.abs(v) / 8));
    const whole = mapSpecial(strict, name, x, y);
    const inputs = name === "pow" ? [x.byteOffset, y.byteOffset] : [x.byteOffset];
    const next = makeWords(4);
    for (let begin = 0; begin < n;) {
      const end = Math.min(n, begin + (next() % 23));
      strict.exports[name](z.byteOffset, ...inputs, begin, end);
      begin = end;
    }
    expect(findDifference([x, y], z, whole)).toBeUndefined();
  });
});

/** Rows of pairs as two columns. */
function transpose(pairs: readonly unknown[]): [number[], number[]] {
  const rows = pairs as readonly [number, number][];
  return [rows.map(([x]) => x), rows.map(([, y]) => y)];
}
