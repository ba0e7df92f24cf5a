// Scans near a pair model's own correlation, and what tests of their sums share.
import {expect} from "vitest";
import type {PairModel} from "../../../worker/heterodyne/homodyne/pairModel.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {TakenScan} from "../../../worker/heterodyne/takenScan.ts";
import type {Scan} from "../../../worker/heterodyne/types.ts";
import {noise, toMatrix} from "./pairs.ts";

export const N = 24;
export const PHI = [0, 40, 85];
export const AT = {q: 0.0054, dt: 0.1, frames: N, phi: PHI, firstFrame: 3};

/** Data near the model's, with noise that is not symmetric. */
export function makeScan(
  model: PairModel,
  theta: Float64Array,
  more: Partial<Scan> = {}
): TakenScan {
  const data = PHI.map((phi, a) => {
    const u = noise(N * N, a);
    return toMatrix(model, theta, phi).map((c, k) => 1 + 0.1 * a + 0.3 * c + 0.01 * u[k]);
  });
  return takeScan("test", {...AT, data, ...more});
}

export const nearby = (theta: Float64Array): Float64Array => theta.map((value) => 1.07 * value);
/** Of the elements: one in seven does not count. */
export const factors = noise(N * N, 77).map((u, k) => (k % 7 === 0 ? 0 : 1.5 + u));

/** That a gradient is the derivative of its value, at a point near `theta`. */
export async function expectDerivative(
  theta: Float64Array,
  at: (point: Float64Array) => Promise<[number, Float64Array]>
): Promise<void> {
  const point = nearby(theta);
  const [, gradient] = await at(point);
  for (let p = 0; p < theta.length; p++) {
    const h = 1e-5 * Math.max(Math.abs(point[p]), 1e-3);
    const moved = (sign: number) => point.map((value, k) => (k === p ? value + sign * h : value));
    const [[up], [down]] = [await at(moved(1)), await at(moved(-1))];
    const slope = (up - down) / (2 * h);
    const size = Math.max(Math.abs(slope), (1e-9 * up) / h);
    expect(Math.abs(gradient[p] - slope), `parameter ${p}`).toBeLessThan(1e-5 * size);
  }
}
