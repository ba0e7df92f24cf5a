// The pairwise sums against residuals and Jacobians written out element by element.
import {describe, expect, it} from "vitest";
import {makeHeterodynePairs} from "../../../worker/heterodyne/homodyne/heterodynePairs.ts";
import type {PairModel} from "../../../worker/heterodyne/homodyne/pairModel.ts";
import {makePairwise} from "../../../worker/heterodyne/homodyne/pairwise.ts";
import {makeGrid} from "../../../worker/heterodyne/model/grid.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {Evaluated, Normal, NormalOptions} from "../../../worker/heterodyne/sums/types.ts";
import type {Scan} from "../../../worker/heterodyne/types.ts";
import {SETS} from "../oracle.ts";
import {makeGoldenScan, TRIAL} from "../scan/golden.ts";
import {apart, LAMINAR, makeModel, STATIC, toMatrix, toSlopes} from "./pairs.ts";
import {plainSums} from "./plainSums.ts";
import {AT, expectDerivative, factors, makeScan, nearby} from "./scans.ts";

const SUBJECTS: [string, PairModel, Float64Array][] = [
  ["static", makeModel({model: "static"}), STATIC],
  ["laminar", makeModel(), LAMINAR],
  ["heterodyne", makeHeterodynePairs(makeGrid({...AT, semantics: "exact"}), AT.q), SETS.B]
];

const weighted: [string, Partial<Scan>][] = [
  ["every element once", {}],
  ["a mask, bad frames and no diagonal", {mask: factors, badFrames: [5], diagonal: "exclude"}],
  ["weights that are not symmetric", {weights: factors}]
];

describe.each(SUBJECTS)("%s", (_, model, theta) => {
  it.each(weighted)("sums, gradient and normal matrix: %s", async (_, more) => {
    const taken = makeScan(model, theta, more);
    const sums = makePairwise(model, taken);
    const point = nearby(theta);
    const normal = await sums.normal(point);
    const value = await sums.evaluate(point);
    const withGradient = await sums.evaluate(point, true);
    const P = sums.parameters;
    taken.angles.forEach((angle, a) => {
      const plain = plainSums(
        toMatrix(model, point, angle.phi),
        toSlopes(model, point, angle.phi),
        angle
      );
      for (const seen of [normal, value, withGradient] as Evaluated[]) {
        expect(apart([seen.ssr[a]], [plain.ssr])).toBeLessThan(1e-12);
        expect(apart([seen.contrast[a]], [plain.contrast])).toBeLessThan(1e-11);
        expect(apart([seen.offset[a]], [plain.offset])).toBeLessThan(1e-12);
        expect(apart([seen.stt[a]], [plain.stt])).toBeLessThan(1e-12);
        expect(apart([seen.meanTheory[a]], [plain.meanTheory])).toBeLessThan(1e-13);
      }
      expect(apart([normal.cost[a]], [plain.ssr])).toBeLessThan(1e-12);
      for (const seen of [normal, withGradient]) {
        const own = seen.gradient!.subarray(a * P, a * P + P);
        own.forEach((slope, p) =>
          expect(Math.abs(slope - plain.gradient[p])).toBeLessThan(1e-11 * plain.gradientScale[p])
        );
      }
      const own = normal.normal.subarray(a * P * P, (a + 1) * P * P);
      own.forEach((value, k) => {
        const size = Math.sqrt(plain.diagonal[Math.floor(k / P)] * plain.diagonal[k % P]);
        expect(Math.abs(value - plain.normal[k])).toBeLessThan(1e-11 * size);
      });
    });
    expect(value.gradient).toBeUndefined();
  });

  it("a gradient is the derivative of its sum of squares", async () => {
    const sums = makePairwise(model, makeScan(model, theta));
    await expectDerivative(theta, async (point) => {
      const {ssr, gradient} = await sums.evaluate(point, true);
      return [ssr[1], gradient!.subarray(sums.parameters, 2 * sums.parameters)];
    });
  });

  it("many points at once have the bits of each", async () => {
    const sums = makePairwise(model, makeScan(model, theta), {angles: [2, 0]});
    const points = [1, 1.01, 0.97].map((factor) => theta.map((value) => factor * value));
    const columns = Array.from(theta, (_, p) => Float64Array.from(points, (point) => point[p]));
    const ssr = [new Float64Array(3), new Float64Array(3)];
    const gradient = Array.from({length: 2 * theta.length}, () => new Float64Array(3));
    await sums.batch(columns, ssr, gradient);
    for (const [k, point] of points.entries()) {
      const one = await sums.evaluate(point, true);
      expect(ssr.map((values) => values[k])).toEqual(Array.from(one.ssr));
      expect(gradient.map((values) => values[k])).toEqual(Array.from(one.gradient!));
    }
  });
});

it("gives the dossier's chi2 of the original's case", async () => {
  const taken = takeScan("test", makeGoldenScan());
  const sums = makePairwise(makeHeterodynePairs(taken.grid, taken.q), taken);
  const {ssr, contrast, offset} = await sums.evaluate(TRIAL);
  const reduced = [59.13210137695816, 49.173740333610326, 0.13218255545251875, 59.28724703192423];
  const contrasts = [0.18793456853883708, 0.195852359742082, 0.304469533170913, 0.1813445571634817];
  const offsets = [1.060673872754695, 1.0561943891516048, 0.9939054891775471, 1.0638194688420157];
  const seen = ssr.map((sum, a) => sum / (0.1 * taken.angles[a].deviation) ** 2 / (64 * 64 - 14));
  reduced.forEach((value, a) => {
    expect(Math.abs(seen[a] - value)).toBeLessThan(1e-9 * value);
    expect(Math.abs(contrast[a] - contrasts[a])).toBeLessThan(1e-11);
    expect(Math.abs(offset[a] - offsets[a])).toBeLessThan(1e-11);
  });
});

describe("what may be left out", () => {
  const model = makeModel();
  const sums = makePairwise(model, makeScan(model, LAMINAR));
  const point = nearby(LAMINAR);

  it("parameters that are not active: zeros, and the others' bits stay", async () => {
    const [whole, part] = [await sums.normal(point), await sums.normal(point, {active: [1, 6]})];
    const isOn = (p: number) => p === 1 || p === 6;
    part.gradient.forEach((value, k) => expect(value).toBe(isOn(k % 7) ? whole.gradient[k] : 0));
    part.normal.forEach((value, k) => {
      const isBoth = isOn(k % 7) && isOn(Math.floor(k / 7) % 7);
      expect(value).toBe(isBoth ? whole.normal[k] : 0);
    });
    expect(part.ssr).toEqual(whole.ssr);
  });

  it("of a loss: derivatives", async () => {
    const options: NormalOptions = {loss: "soft_l1", lossScale: Float64Array.of(0.02, 0.01, 0.03)};
    const whole = await sums.normal(point, options);
    const {gradient, normal, ...rest} = await sums.normal(point, {...options, valueOnly: true});
    expect({...rest, gradient: whole.gradient, normal: whole.normal}).toEqual(whole);
    expect([gradient.length, normal.length]).toEqual([21, 147]);
    expect(gradient.every((value) => value === 0) && normal.every((value) => value === 0)).toBe(
      true
    );
  });
});

describe("ends of the range", () => {
  it("of a correlation that is flat, contrast is 1 and offset 0", async () => {
    const model = makeModel({model: "static"});
    const taken = makeScan(model, STATIC);
    const still = Float64Array.of(1e-12, 0, 0);
    const normal = await makePairwise(model, taken).normal(still);
    expect(Array.from(normal.contrast)).toEqual([1, 1, 1]);
    expect(Array.from(normal.offset)).toEqual([0, 0, 0]);
    taken.angles.forEach(({data}, a) => {
      const ssr = data.reduce((sum, e) => sum + (e - 1) * (e - 1), 0);
      expect(apart([normal.ssr[a]], [ssr])).toBeLessThan(1e-9);
    });
  });

  it("digits survive where the correlation hardly varies", async () => {
    const model = makeModel({model: "static"});
    const slow = Float64Array.of(0.1, 0, 0);
    const data = [toMatrix(model, slow, 0).map((c) => 1 + 0.3 * c)];
    const sums = makePairwise(model, takeScan("test", {...AT, phi: 0, data}));
    const {contrast, ssr} = await sums.evaluate(slow);
    // c varies by 2e-6: its own rounding, 1e-16, is all that may be lost
    expect(Math.abs(contrast[0] - 0.3)).toBeLessThan(1e-8);
    expect(ssr[0]).toBeLessThan(1e-28);
  });

  it("theta without a meaning gives NaN, and ends", async () => {
    const model = makeModel();
    const sums = makePairwise(model, makeScan(model, LAMINAR));
    const {ssr} = await sums.evaluate(LAMINAR.map(() => NaN));
    expect(Array.from(ssr)).toEqual([NaN, NaN, NaN]);
    const lossScale = Float64Array.of(1, 1, 1);
    const {cost} = await sums.normal(
      LAMINAR.map(() => NaN),
      {loss: "huber", lossScale}
    );
    expect(Array.from(cost)).toEqual([NaN, NaN, NaN]);
  });

  it("small work is done at once, long work in slices that can be stopped", async () => {
    const small = makePairwise(makeModel(), makeScan(makeModel(), LAMINAR));
    expect(small.evaluate(LAMINAR)).not.toBeInstanceOf(Promise);
    const model = makeModel({frames: 300});
    const data = [0, 30].map((phi) => toMatrix(model, LAMINAR, phi));
    const large = makePairwise(model, takeScan("test", {...AT, frames: 300, phi: [0, 30], data}));
    const running = large.normal(LAMINAR) as Promise<Normal>;
    large.cancel();
    await expect(running).rejects.toMatchObject({name: "AbortError"});
    const {ssr} = await large.normal(LAMINAR);
    expect(Math.max(...ssr)).toBeLessThan(1e-20);
  });

  it("refuses what does not fit", () => {
    const taken = makeScan(makeModel(), LAMINAR);
    expect(() => makePairwise(makeModel({frames: 23}), taken)).toThrow(
      "heterodyne: expected a model of the scan's 24 frames, got one of 23"
    );
    const sums = makePairwise(makeModel(), taken);
    expect(() => sums.normal(LAMINAR, {loss: "huber", lossScale: Float64Array.of(1)})).toThrow(
      "heterodyne: expected lossScale with 3 numbers, got 1"
    );
    sums.close();
    expect(() => sums.evaluate(LAMINAR)).toThrow("closed");
  });
});
