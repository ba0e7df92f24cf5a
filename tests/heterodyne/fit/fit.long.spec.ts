// Studies of the fit: the dossier's comparison of solvers in full, random truths found again, and whether errors are right.
import {describe, expect, it} from "vitest";
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {toRate, toReferenceTime} from "../../../worker/heterodyne/fit/canonical.ts";
import {makeFit} from "../../../worker/heterodyne/fit/fit.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {HeterodyneFit, HeterodyneName, Scan} from "../../../worker/heterodyne/types.ts";
import {hooks, makeScan, START, TRUTH} from "./scans.ts";

const LONG = 900_000;
const fit = makeFit(hooks);

async function ssrAt(scan: Scan, theta: Float64Array): Promise<number> {
  const sums = await hooks.openSums(takeScan("test", scan), {}, scan);
  const {ssr} = await sums.evaluate(theta);
  return ssr.reduce((sum, one) => sum + one, 0);
}
const ssrOf = ({angles}: HeterodyneFit) => angles.reduce((sum, {ssr}) => sum + ssr, 0);

describe("the dossier's comparison of solvers, 100 frames and 4 angles", () => {
  it.each([1, 2, 3])(
    "is solved from the given start: noise %i",
    async (seed) => {
      const scan = makeScan({frames: 100, seed});
      const found = await fit(scan, {start: START});
      console.log(seed, found.status, found.reduced, `${found.stats.evaluations} evaluations`);
      expect(ssrOf(found)).toBeLessThanOrEqual(1.001 * (await ssrAt(scan, TRUTH)));
      for (const i of [6, 7, 10, 12, 13])
        expect(Math.abs(found.theta[i] - TRUTH[i])).toBeLessThan(3 * found.errors[i]);
    },
    LONG
  );
});

/** A truth that a scan of 40 frames can tell. */
function drawTruth(index: number): Float64Array {
  const draws = makeDraws(7, 0, index);
  const within = (low: number, high: number) => low + (high - low) * draws.uniform();
  return Float64Array.of(
    ...[Math.exp(within(6, 8)), within(-0.6, 0.4), within(0, 100)],
    ...[Math.exp(within(8, 9.5)), within(-0.6, 0.4), within(0, 200)],
    ...[Math.exp(within(6, 8)), within(-0.5, 0.4), within(0, 40)],
    ...[within(0.2, 0.5), within(-0.5, -0.1), 0, within(0.05, 0.4), within(-5, 5)]
  );
}

/** J of both components, v and x in the middle of the scan: value and error by the covariance. */
function toTold(found: HeterodyneFit, truth: Float64Array, scan: Scan): number[] {
  const t = toReferenceTime(takeScan("test", scan));
  const told = [
    (theta: Float64Array) => toRate(theta, 0, t),
    (theta: Float64Array) => toRate(theta, 3, t),
    (theta: Float64Array) => toRate(theta, 6, t),
    (theta: Float64Array) => theta[9] * Math.exp(theta[10] * (t - theta[11])) + theta[12]
  ];
  return told.map((f) => {
    const slope = found.theta.map((value, i) => {
      const step = 1e-6 * Math.max(Math.abs(value), 1e-3);
      const [up, down] = [found.theta.slice(), found.theta.slice()];
      up[i] += step;
      down[i] -= step;
      return (f(up) - f(down)) / (2 * step);
    });
    let variance = 0;
    for (let i = 0; i < 14; i++)
      for (let j = 0; j < 14; j++) {
        const part = slope[i] * slope[j];
        if (part !== 0) variance += part * found.covariance[i * 14 + j];
      }
    return (f(found.theta) - f(truth)) / Math.sqrt(variance);
  });
}

describe("20 random truths", () => {
  it(
    "are found again from a few starts",
    async () => {
      let [lower, within, all] = [0, 0, 0];
      for (let m = 0; m < 20; m++) {
        const truth = drawTruth(m);
        const scan = makeScan({frames: 40, seed: m + 10, theta: truth, semantics: "exact"});
        const draws = makeDraws(8, 0, m);
        const start = truth.map((value) => value * (0.7 + 0.6 * draws.uniform()));
        const found = await fit(scan, {start, multistart: {starts: 4, spread: 0.3}});
        if (ssrOf(found) <= (await ssrAt(scan, truth)) * 1.001) lower++;
        const told = toTold(found, truth, scan).filter((z) => !Number.isNaN(z));
        all += told.length;
        within += told.filter((z) => Math.abs(z) < 3).length;
        console.log(m, found.status, told.map((z) => z.toFixed(2)).join(" "), found.notes.length);
      }
      console.log(`${lower} of 20 as low as the truth, ${within} of ${all} within 3 errors`);
      expect(lower).toBeGreaterThanOrEqual(18);
      expect(within).toBeGreaterThanOrEqual(0.9 * all);
    },
    LONG
  );
});

describe("errors", () => {
  const active: HeterodyneName[] = [
    "D0_ref", "alpha_ref", "D0_sample", "alpha_sample", "v0", "beta", "f0", "f1", "f3", "phi0"
  ]; // prettier-ignore

  it(
    "are the scatter of 40 fits of the same truth",
    async () => {
      const squares = new Float64Array(14);
      const runs = 40;
      for (let seed = 1; seed <= runs; seed++) {
        const scan = makeScan({frames: 40, seed: 100 + seed, noise: 0.0003});
        const found = await fit(scan, {start: TRUTH, active});
        for (const [i, error] of found.errors.entries()) {
          if (error === 0) continue;
          const pull = (found.theta[i] - TRUTH[i]) / error;
          squares[i] += (pull * pull) / runs;
        }
      }
      const told = squares.filter((square) => square > 0);
      console.log(Array.from(told, (square) => square.toFixed(2)).join(" "));
      expect(told).toHaveLength(active.length);
      // so little noise that errors of 30 % in poorly told parameters do not bend; 40 squares of normal numbers: their mean scatters by 0.22
      for (const square of told) expect(Math.abs(square - 1)).toBeLessThan(0.8);
      const mean = told.reduce((sum, square) => sum + square, 0) / told.length;
      expect(Math.abs(mean - 1)).toBeLessThan(0.3);
    },
    LONG
  );
});
