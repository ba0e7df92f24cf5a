// Derivatives of the pair models, against central differences of their own correlations.
import {describe, expect, it} from "vitest";
import {makeHeterodynePairs} from "../../../worker/heterodyne/homodyne/heterodynePairs.ts";
import type {PairModel} from "../../../worker/heterodyne/homodyne/pairModel.ts";
import {makeGrid} from "../../../worker/heterodyne/model/grid.ts";
import type {Semantics} from "../../../worker/heterodyne/types.ts";
import {makeOracle, SETS} from "../oracle.ts";
import {apart, FORMS, LAMINAR, makeModel, STATIC, toMatrix, toSlopes} from "./pairs.ts";

/** What changes a correlation by about 1e-5. */
const STEPS = [0.5, 1e-5, 0.5, 2e-9, 2e-6, 2e-9, 5e-4];

function differences(model: PairModel, theta: Float64Array, phi: number, p: number) {
  const step = STEPS[p];
  const at = (sign: number): Float64Array => {
    const moved = theta.slice();
    moved[p] += sign * step;
    return toMatrix(model, moved, phi);
  };
  const [up, down] = [at(1), at(-1)];
  return up.map((value, k) => (value - down[k]) / (2 * step));
}

function expectSlopes(model: PairModel, theta: Float64Array, phi: number): void {
  toSlopes(model, theta, phi).forEach((slope, p) =>
    expect(apart(slope, differences(model, theta, phi, p)), `parameter ${p}`).toBeLessThan(2e-8)
  );
}

describe.each(FORMS)("form %s, integrals %s", (form, integrals) => {
  it.each([0, 40, 88])("derivatives of the laminar model at %d°", (phi) => {
    expectSlopes(makeModel({form, integrals}), LAMINAR, phi);
  });

  it("derivatives of the static model", () => {
    expectSlopes(makeModel({model: "static", form, integrals}), STATIC, 0);
  });

  it("no derivative where the rates are on their floor", () => {
    const model = makeModel({form, integrals});
    const sunk = LAMINAR.slice();
    sunk[2] = -1e5;
    expect(toSlopes(model, sunk, 0)[0].every((slope) => slope === 0)).toBe(true);
  });
});

describe("the heterodyne model", () => {
  it.each(["exact", "v1", "xpcsjax"] as Semantics[])(
    "is the oracle's, semantics %s",
    (semantics) => {
      const at = {q: 0.0054, dt: 0.1, frames: 20, semantics};
      const model = makeHeterodynePairs(makeGrid({...at, firstFrame: 0}), at.q);
      const oracle = makeOracle(at, SETS.B, 30);
      const tolerance = semantics === "xpcsjax" ? 1e-10 : 1e-14;
      expect(apart(toMatrix(model, SETS.B, 30), oracle.matrix())).toBeLessThan(tolerance);
      toSlopes(model, SETS.B, 30).forEach((slope, p) => {
        const value = Float64Array.from(slope, (_, k) => {
          const [i, j] = [Math.floor(k / 20), k % 20];
          return i === j ? 0 : oracle.slope(p, i, j);
        });
        expect(apart(slope, value), `parameter ${p}`).toBeLessThan(
          semantics === "xpcsjax" ? 1e-9 : 1e-13
        );
      });
    }
  );
});
