// chi2 and thinned scans over the engine's own sums.
import {expect, it} from "vitest";
import {makeChi2} from "../../../worker/heterodyne/scan/chi2.ts";
import {toAngleChi2, toSigmas} from "../../../worker/heterodyne/scan/statistics.ts";
import {subsample} from "../../../worker/heterodyne/scan/subsample.ts";
import {makeSynthesize} from "../../../worker/heterodyne/scan/synthesize.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {SETS} from "../oracle.ts";
import {openMaker} from "../sums/openMaker.ts";
import {makeGoldenScan, TRIAL} from "./golden.ts";
import {random} from "./normals.ts";

it("has the golden mean and uncertainty", async () => {
  const {maker} = await openMaker();
  const chi2 = makeChi2({sums: maker});
  const {reduced, uncertainty, gradient} = await chi2(TRIAL, makeGoldenScan(), {gradient: true});
  expect(Math.abs(reduced / 41.93131782448631 - 1)).toBeLessThan(1e-9);
  expect(Math.abs(uncertainty / 14.132455632668826 - 1)).toBeLessThan(1e-9);
  expect(gradient?.every((slope) => Number.isFinite(slope) && slope !== 0)).toBe(true);
});

it("finds noise and scaling of a synthetic scan, with a mask", async () => {
  const {maker} = await openMaker();
  const synthesize = makeSynthesize({random});
  // Fringes that turn slowly enough along a diagonal to be told from noise.
  const theta = SETS.B.map((x, p) => (p === 6 ? 800 : p === 7 ? -0.2 : x));
  const scan = await synthesize(theta, {q: 0.0054, dt: 0.1, frames: 130, phi: [30, 90]}, {noise: 0.02, badFrames: [9]}); // prettier-ignore
  const chi2 = makeChi2({sums: maker});
  const {angles} = await chi2(theta, {...scan, badFrames: [9], diagonal: "exclude"});
  for (const {contrast, contrastError, offset, offsetError, noiseReduced, points} of angles) {
    expect(Math.abs(contrast - 0.3)).toBeLessThan(4 * contrastError);
    expect(Math.abs(offset - 1)).toBeLessThan(4 * offsetError);
    expect(contrastError).toBeLessThan(0.01);
    expect(Math.abs(noiseReduced - 1)).toBeLessThan(0.2);
    expect(points).toBe(129 * 128);
  }
  // The frame that jumps is felt where it counts.
  expect((await chi2(theta, scan)).angles[0].ssr).toBeGreaterThan(2 * angles[0].ssr);
});

it.each(["exact", "v1", "v2"] as const)("sums over all frames of a thinned scan: %s", async (semantics) => {
  const {maker} = await openMaker();
  const synthesize = makeSynthesize({random});
  const geometry = {q: 0.0054, dt: 0.1, frames: 500, phi: [0, 90], semantics};
  const thinned = subsample(takeScan("test", await synthesize(SETS.B, geometry, {noise: 0})), 5);
  expect(thinned.grid.frames).toBe(100);
  const sums = await maker.open(thinned);
  const evaluated = await sums.evaluate(SETS.B);
  const angles = toAngleChi2(thinned, evaluated, toSigmas("test", thinned, [0, 1]));
  for (const {contrast, offset, ssr} of angles) {
    // What is left of Σe² − (Σte)²/Σt², about 30 each.
    expect(ssr).toBeLessThan(1e-11);
    expect(contrast).toBeCloseTo(0.3, 9);
    expect(offset).toBeCloseTo(1, 9);
  }
  sums.close();
}); // prettier-ignore
