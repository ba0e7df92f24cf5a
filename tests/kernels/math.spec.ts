// The elementary functions: against mpmath's values, and the lanes against their scalar twins.
import {describe, expect, it} from "vitest";
import {cos} from "../../kernels-as/math/cos/reference.ts";
import {exp, expTail} from "../../kernels-as/math/exp/reference.ts";
import {expm1} from "../../kernels-as/math/expm1/reference.ts";
import {log} from "../../kernels-as/math/log/reference.ts";
import {log1p} from "../../kernels-as/math/log1p/reference.ts";
import {sin} from "../../kernels-as/math/sin/reference.ts";
import {tan} from "../../kernels-as/math/tan/reference.ts";
import {tanh} from "../../kernels-as/math/tanh/reference.ts";
import {specs} from "../../kernels-as/specs.ts";
import {fillArguments, makeWords, readFixture, SPECIALS, ulpError} from "./mathCases.ts";
import {loadKernels} from "./module.ts";
import {ulpsBetween} from "./ulp.ts";

const SCALAR = {cos, exp, expm1, log, log1p, sin, sqrt: Math.sqrt, tan, tanh};
type Name = keyof typeof SCALAR;
const NAMES = Object.keys(SCALAR) as Name[];

/** What the issue asks of each, in ULP. */
const LIMIT: Record<Name, number> = {
  cos: 1,
  exp: 1,
  expm1: 4,
  log: 1,
  log1p: 4,
  sin: 1,
  sqrt: 0.5,
  tan: 4,
  tanh: 4
};

const strict = loadKernels("strict");
const relaxed = loadKernels("relaxed");

/** The first argument at which two arrays differ in any bit but a NaN's. */
function findDifference(x: ArrayLike<number>, a: ArrayLike<number>, b: ArrayLike<number>): unknown {
  for (let i = 0; i < x.length; i++)
    if (!Object.is(a[i], b[i])) return {x: x[i], first: a[i], second: b[i]};
  return undefined;
}

describe.each(NAMES)("%s", (name) => {
  const scalar = SCALAR[name];
  const {errors, tolerance} = specs[name];

  it("claims no error above what is asked, and names the fixture's regions", () => {
    expect(errors.f64.map(({region}) => region)).toEqual(
      readFixture(name).map(({region}) => region)
    );
    for (const {max, unit} of errors.f64) {
      expect(unit).toBe("ulp");
      expect(max).toBeLessThanOrEqual(LIMIT[name]);
    }
  });

  it.each(readFixture(name))("is as accurate as it claims where $region", (fixture) => {
    const {region, inputs, expected} = fixture;
    const claimed = errors.f64.find((row) => row.region === region)?.max ?? 0;
    const fast = relaxed.map(name, inputs);
    strict.map(name, inputs).forEach((y, i) => {
      const error = ulpError(y, expected[i]);
      expect(error, `x = ${inputs[i]}`).toBeLessThanOrEqual(claimed);
      expect(scalar(inputs[i])).toBe(y);
      expect(ulpError(fast[i], expected[i]), `relaxed, x = ${inputs[i]}`).toBeLessThanOrEqual(
        LIMIT[name] + tolerance.relaxed
      );
    });
  });

  it("has the scalar twin's bits at every special value, at either place in a pair", () => {
    for (const shift of [0, 1]) {
      const x = [...SPECIALS.slice(0, shift), ...SPECIALS];
      expect(findDifference(x, strict.map(name, x), x.map(scalar))).toBeUndefined();
    }
  });

  it("has the scalar twin's bits at 1.2 million random arguments", () => {
    const x = new Float64Array(150_000);
    for (let round = 0; round < 8; round++) {
      fillArguments(x, round, 20_000 + round);
      expect(findDifference(x, strict.map(name, x), x.map(scalar))).toBeUndefined();
    }
  });

  it("gives each element the same bits however the range is split", () => {
    const n = 4003;
    const x = strict.f64(n);
    const y = strict.f64(n);
    fillArguments(x, 0, 3);
    x.subarray(0, 1500).forEach((v, i) => (x[i] = (v % 900) + i / 7));
    const whole = strict.map(name, x);
    const next = makeWords(4);
    for (let begin = 0; begin < n;) {
      const end = Math.min(n, begin + (next() % 23));
      strict.exports[name](y.byteOffset, x.byteOffset, begin, end);
      begin = end;
    }
    expect(findDifference(x, y, whole)).toBeUndefined();
  });

  it("stays close to itself in relaxed SIMD, and agrees at every special value", () => {
    const x = new Float64Array(20_000);
    for (const round of [1, 2, 3, 5]) {
      fillArguments(x, round, 50);
      const a = strict.map(name, x);
      const b = relaxed.map(name, x);
      const worst = x.reduce((most, _, i) => Math.max(most, ulpsBetween(a[i], b[i])), 0);
      expect(worst).toBeLessThanOrEqual(tolerance.relaxed);
    }
    const ends = SPECIALS.filter((v) => !Number.isFinite(v) || v === 0);
    expect(findDifference(ends, relaxed.map(name, ends), strict.map(name, ends))).toBeUndefined();
  });
});

describe("limits", () => {
  it.each([
    [exp, Infinity, Infinity],
    [exp, -Infinity, 0],
    [exp, 709.7827128933841, Infinity],
    [exp, -745.1332191019412, 0],
    [exp, -745.1332191019411, 5e-324],
    [exp, -0, 1],
    [expm1, -0, -0],
    [expm1, -Infinity, -1],
    [expm1, Infinity, Infinity],
    [log, 0, -Infinity],
    [log, -0, -Infinity],
    [log, -1, NaN],
    [log, Infinity, Infinity],
    [log, 5e-324, -744.4400719213812],
    [log, 1, 0],
    [log1p, -0, -0],
    [log1p, -1, -Infinity],
    [log1p, -1.5, NaN],
    [log1p, Infinity, Infinity],
    [sin, -0, -0],
    [sin, Infinity, NaN],
    [sin, Math.PI, 1.2246467991473532e-16],
    [sin, 1e22, -0.8522008497671888],
    [cos, -Infinity, NaN],
    [cos, 0, 1],
    [tan, -0, -0],
    [tan, Infinity, NaN],
    [tan, Math.PI / 2, 16331239353195370],
    [tanh, -0, -0],
    [tanh, Infinity, 1],
    [tanh, -Infinity, -1]
  ])("%o of %d is %d", (f, x, y) => {
    expect(f(x)).toBe(y);
    expect(f(NaN)).toBeNaN();
  });
});

describe("sincos", () => {
  it("gives the bits of sin and cos, whatever the range", () => {
    const n = 60_001;
    const [sine, cosine, x] = [strict.f64(n), strict.f64(n), strict.f64(n)];
    for (let round = 0; round < 8; round++) {
      fillArguments(x, round, 900);
      x.set(SPECIALS, 1000);
      strict.exports.sincos(sine.byteOffset, cosine.byteOffset, x.byteOffset, 0, n);
      expect(findDifference(x, sine, strict.map("sin", x))).toBeUndefined();
      expect(findDifference(x, cosine, strict.map("cos", x))).toBeUndefined();
    }
  });
});

describe("expTail", () => {
  it("adds a tail below the last place", () => {
    const tail = 2 ** -54;
    expect(expTail(1, 0)).toBe(exp(1));
    for (const x of [0.3, 1, 20, 300, -600]) {
      const moved = expTail(x, x * tail * 64) / exp(x) - 1;
      expect(Math.abs(moved - x * tail * 64)).toBeLessThan(2 ** -51);
    }
    expect(expTail(1000, NaN)).toBe(Infinity);
    expect(expTail(-1000, 1e-14)).toBe(0);
    expect(expTail(NaN, 0)).toBeNaN();
  });
});
