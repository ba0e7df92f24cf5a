// The scalar Math of strict numerics: the pieces no kernel has, against mpmath, and ECMAScript's own limits.
import {describe, expect, it} from "vitest";
import {strictMath} from "../../worker/math.ts";
import {readFixture, ulpError} from "../kernels/mathCases.ts";

const NAMES = ["acos", "acosh", "asin", "asinh", "atan", "atanh", "cbrt", "cosh", "sinh"] as const;
const MORE = ["log10", "log2"] as const;

describe.each([...NAMES, ...MORE])("%s", (name) => {
  it.each(readFixture(name))("is within 4 ULP where $region", ({inputs, expected}) => {
    inputs.forEach((x, i) => {
      expect(ulpError(strictMath[name](x), expected[i]), `x = ${x}`).toBeLessThanOrEqual(4);
    });
  });

  // where ECMAScript leaves no freedom, every engine's own Math is an oracle
  it.each([0, -0, Infinity, -Infinity, NaN])("has the language's value at %d", (x) => {
    const y = Math[name](x);
    if (Number.isNaN(y) || !Number.isFinite(y) || y === 0) expect(strictMath[name](x)).toBe(y);
    else expect(Math.abs(strictMath[name](x) - y)).toBeLessThan(1e-15);
  });
});

describe("domains", () => {
  it("gives NaN outside them and the limits at their ends", () => {
    const {asin, acos, acosh, atanh, log2, log10} = strictMath;
    for (const y of [asin(1.1), acos(-1.1), acosh(0.9), atanh(1.1), log2(-1), log10(-1)])
      expect(y).toBeNaN();
    expect(asin(1)).toBe(Math.PI / 2);
    expect(asin(-1)).toBe(-Math.PI / 2);
    expect(acos(1)).toBe(0);
    expect(acos(-1)).toBe(Math.PI);
    expect(acosh(1)).toBe(0);
    expect(atanh(1)).toBe(Infinity);
    expect(atanh(-1)).toBe(-Infinity);
  });
});

describe("atan2", () => {
  it.each([0, -0, 1, -1, 1e-310, 3e200, Infinity, -Infinity, NaN])(
    "follows the language at y = %d",
    (y) => {
      for (const x of [0, -0, 1, -1, 2.5, -1e-310, -3e200, Infinity, -Infinity, NaN]) {
        const expected = Math.atan2(y, x);
        const got = strictMath.atan2(y, x);
        if (expected === 0 || Number.isNaN(expected)) expect(got).toBe(expected);
        else
          expect(Math.abs(got - expected)).toBeLessThan(4.5e-16 * Math.max(1, Math.abs(expected)));
      }
    }
  );
});

describe("whole powers", () => {
  it("log2 and log10 are exact at powers of their base, cbrt at cubes, hypot at Pythagorean triples", () => {
    for (let n = -1074; n <= 1023; n++) expect(strictMath.log2(2 ** n)).toBe(n);
    for (let n = -307; n <= 308; n++) expect(strictMath.log10(Number(`1e${n}`))).toBe(n);
    for (let n = 1; n < 5000; n++) expect(strictMath.cbrt(n * n * n)).toBe(n);
    expect(strictMath.hypot(3, 4)).toBe(5);
    expect(strictMath.hypot(3e300, 4e300)).toBe(5e300);
    expect(strictMath.hypot(3e-310, 4e-310)).toBe(5e-310);
    expect(strictMath.hypot(1, 2, 2)).toBe(3);
    expect(strictMath.hypot()).toBe(0);
    expect(strictMath.hypot(NaN, -Infinity)).toBe(Infinity);
    expect(strictMath.hypot(NaN, 1)).toBeNaN();
  });
});

describe("strictMath", () => {
  it("has everything Math had in ES2023 but random, and cannot be changed", () => {
    const older =
      "abs acos acosh asin asinh atan atan2 atanh cbrt ceil clz32 cos cosh exp expm1 floor " +
      "fround hypot imul log log10 log1p log2 max min pow round sign sin sinh sqrt tan tanh trunc";
    for (const name of older.split(" ")) expect(strictMath).toHaveProperty(name);
    expect(strictMath).not.toHaveProperty("random");
    expect(Object.isFrozen(strictMath)).toBe(true);
    expect(strictMath.PI).toBe(Math.PI);
  });

  it("keeps ECMAScript's rules of pow", () => {
    for (const x of [0, -0, 1, -1, 2, -2, 0.5, Infinity, -Infinity, NaN])
      for (const y of [0, -0, 1, 2, 3, -1, -2, 0.5, Infinity, -Infinity, NaN])
        expect(strictMath.pow(x, y), `${x}^${y}`).toBe(Math.pow(x, y));
  });
});
