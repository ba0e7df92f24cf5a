// Siblings of every so many frames only: integrals are over all of them, whatever their form.
import {describe, expect, it} from "vitest";
import {makeHomodyneFit} from "../../../worker/heterodyne/homodyne/fit.ts";
import {apart, FORMS, LAMINAR, makeModel, toMatrix, toSlopes} from "./pairs.ts";

const EVERY = 3;
const FRAMES = 22;
const KEPT = Math.ceil(FRAMES / EVERY);

const pick = (matrix: Float64Array): Float64Array =>
  Float64Array.from({length: KEPT * KEPT}, (_, k) => {
    const [i, j] = [Math.floor(k / KEPT), k % KEPT];
    return matrix[i * EVERY * FRAMES + j * EVERY];
  });

describe.each(FORMS)("every third frame of form %s, integrals %s", (form, integrals) => {
  it("has what all of them have there, and its slopes", () => {
    const all = makeModel({form, integrals, frames: FRAMES});
    const some = makeModel({form, integrals, frames: KEPT, every: EVERY});
    expect(apart(toMatrix(some, LAMINAR, 80), pick(toMatrix(all, LAMINAR, 80)))).toBeLessThan(
      1e-12
    );
    const slopes = toSlopes(some, LAMINAR, 80);
    toSlopes(all, LAMINAR, 80).forEach((slope, p) => {
      expect(apart(slopes[p], pick(slope)), `parameter ${p}`).toBeLessThan(1e-9);
    });
  });

  it("is fitted by the same parameters", async () => {
    const model = makeModel({form, integrals, frames: FRAMES});
    const phi = [0, 45, 90];
    const data = phi.map((angle) => toMatrix(model, LAMINAR, angle).map((c) => 1 + 0.3 * c));
    const scan = {q: 0.0054, dt: 0.1, frames: FRAMES, firstFrame: 3, phi, gap: 2e6, model: "laminar", form, integrals, data} as const; // prettier-ignore
    const options = {active: ["D0", "phi0"], subsample: EVERY} as const;
    const start = LAMINAR.with(0, 2100).with(6, 1.9);
    const {theta} = await makeHomodyneFit()(scan, {...options, start});
    expect(apart(theta, LAMINAR)).toBeLessThan(1e-5);
  });
});
