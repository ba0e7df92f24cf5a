// The fourteen parameters, and θ as readers give it.
import {describe, expect, it} from "vitest";
import {NAMES, PARAMETERS, toRecord, toTheta} from "../../../worker/heterodyne/parameters.ts";
import {SETS} from "../oracle.ts";

describe("the parameters", () => {
  it("are fourteen, in the agreed order, and cannot be changed", () => {
    expect(NAMES.join(" ")).toBe(
      "D0_ref alpha_ref D_offset_ref D0_sample alpha_sample D_offset_sample v0 beta v_offset f0 f1 f2 f3 phi0"
    );
    expect(PARAMETERS.every((row) => Object.isFrozen(row) && Object.isFrozen(row.bounds))).toBe(
      true
    );
    expect(Object.isFrozen(PARAMETERS)).toBe(true);
  });

  it("have bounds around defaults, priors and the dossier's sets", () => {
    for (const [k, {name, default: usual, bounds, prior, description}] of PARAMETERS.entries()) {
      for (const value of [usual, prior[0], ...Object.values(SETS).map((set) => set[k])]) {
        expect([name, bounds[0] <= value && value <= bounds[1]]).toEqual([name, true]);
      }
      expect(prior[1]).toBeGreaterThan(0);
      expect(description).toMatch(/^[A-Z].*\.$/);
    }
  });
});

describe("toTheta", () => {
  it("gives a fresh vector of either form", () => {
    const copy = toTheta("f", SETS.B);
    expect(copy).toEqual(SETS.B);
    expect(copy).not.toBe(SETS.B);
    expect(toTheta("f", Array.from(SETS.B))).toEqual(SETS.B);
    expect(toTheta("f", toRecord(SETS.B))).toEqual(SETS.B);
    expect(toTheta("f", {})).toEqual(Float64Array.from(PARAMETERS, (row) => row.default));
  });
});
