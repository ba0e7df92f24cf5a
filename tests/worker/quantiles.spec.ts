import {describe, expect, it} from "vitest";
import {chiSquareQuantile, normalQuantile, studentQuantile} from "../../worker/math/quantiles.ts";
import {quantiles} from "../collocation/refine/fits.ts";

const share = (found: number, value: number) => Math.abs(found - value) / value;

describe("quantiles", () => {
  it("of Student's t are SciPy's, on both sides of where the sum gives way to the expansion", () => {
    for (const {level, dof, value} of quantiles.student)
      expect(share(studentQuantile(level, dof), value), `${level}, ${dof}`).toBeLessThan(1e-12);
  });

  it("of the normal and of χ² with one degree are SciPy's", () => {
    for (const {level, value} of quantiles.normal)
      expect(share(normalQuantile(level), value)).toBeLessThan(1e-13);
    for (const {level, value} of quantiles.chiSquare)
      expect(share(chiSquareQuantile(level), value)).toBeLessThan(1e-13);
  });

  it("end in the normal's, and do not exist without a degree of freedom", () => {
    expect(studentQuantile(0.95, Infinity)).toBe(normalQuantile(0.95));
    expect(studentQuantile(0.95, 0)).toBeNaN();
  });
});
