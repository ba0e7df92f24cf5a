// Losses that count large residuals less, against the same written out.
import {describe, expect, it} from "vitest";
import {makePairwise} from "../../../worker/heterodyne/homodyne/pairwise.ts";
import type {NormalOptions} from "../../../worker/heterodyne/sums/types.ts";
import type {Loss} from "../../../worker/heterodyne/types.ts";
import {apart, LAMINAR, makeModel, toMatrix, toSlopes} from "./pairs.ts";
import {lossAt, plainSums} from "./plainSums.ts";
import {expectDerivative, factors, makeScan, N, nearby} from "./scans.ts";

describe.each(["soft_l1", "huber", "cauchy"] as Exclude<Loss, "squares">[])("loss %s", (loss) => {
  const model = makeModel();
  const taken = makeScan(model, LAMINAR, {
    weights: factors.map((_, k) => factors[(k % N) * N + Math.floor(k / N)] * factors[k])
  });
  const options: NormalOptions = {loss, lossScale: Float64Array.of(0.02, 0.01, 0.03)};
  const sums = makePairwise(model, taken);

  it("contrast and offset are where the loss is least", async () => {
    const {contrast, offset, cost} = await sums.normal(nearby(LAMINAR), options);
    taken.angles.forEach((angle, a) => {
      const c = toMatrix(model, nearby(LAMINAR), angle.phi);
      const scale = options.lossScale![a];
      const at = (dc: number, d0: number) => lossAt(loss, scale, c, angle, contrast[a] + dc, offset[a] + d0); // prettier-ignore
      expect(apart([cost[a]], [at(0, 0)])).toBeLessThan(1e-12);
      for (const [dc, d0] of [[1e-6, 0], [-1e-6, 0], [0, 1e-6], [0, -1e-6]]) expect(at(dc, d0)).toBeGreaterThan(cost[a]); // prettier-ignore
      for (const [dc, d0] of [
        [1e-6, 0],
        [0, 1e-6]
      ]) {
        const bend = at(dc, d0) + at(-dc, -d0) - 2 * at(0, 0);
        expect(Math.abs(at(dc, d0) - at(-dc, -d0))).toBeLessThan(1e-3 * bend);
      }
    });
  });

  it("the gradient is that of the cost", () =>
    expectDerivative(LAMINAR, async (point) => {
      const {cost, gradient} = await sums.normal(point, options);
      return [cost[2], gradient.subarray(14, 21)];
    }));

  it("the normal matrix counts large residuals less", async () => {
    const point = nearby(LAMINAR);
    const normal = await sums.normal(point, options);
    const plainly = await sums.evaluate(point);
    expect(normal.stt).toEqual(plainly.stt);
    expect(normal.meanTheory).toEqual(plainly.meanTheory);
    taken.angles.forEach((angle, a) => {
      const {contrast, offset} = normal;
      const line = {loss, scale: options.lossScale![a], contrast: contrast[a], offset: offset[a]};
      const plain = plainSums(
        toMatrix(model, point, angle.phi),
        toSlopes(model, point, angle.phi),
        angle,
        line
      );
      const c = toMatrix(model, point, angle.phi);
      const ssr = c.reduce((sum, t, k) => {
        const w = angle.weights![k];
        return w === 0 ? sum : sum + w * (angle.data[k] - contrast[a] * t - offset[a]) ** 2;
      }, 0);
      expect(apart([normal.ssr[a]], [ssr])).toBeLessThan(1e-12);
      normal.normal.subarray(a * 49, a * 49 + 49).forEach((value, k) => {
        const size = Math.sqrt(plain.diagonal[Math.floor(k / 7)] * plain.diagonal[k % 7]);
        expect(Math.abs(value - plain.normal[k])).toBeLessThan(1e-9 * size);
      });
    });
  });
});
