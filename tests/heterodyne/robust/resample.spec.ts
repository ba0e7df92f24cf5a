import {describe, expect, it} from "vitest";
import {
  dealBlocks,
  exchange,
  resample,
  toResiduals
} from "../../../worker/heterodyne/robust/resample.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";

const N = 9;
/** Says where it is from: age and lag. */
const residuals = Float64Array.from({length: N * N}, (_, k) => {
  const [i, j] = [Math.floor(k / N), k % N];
  return 100 * Math.min(i, j) + Math.abs(j - i);
});

describe("residuals dealt anew", () => {
  it("stay on their lag and symmetric", () => {
    const dealt = resample(residuals, N, dealBlocks(1, 0, 0, N, 4));
    for (let i = 0; i < N; i++)
      for (let j = 0; j < N; j++) {
        expect(dealt[i * N + j] % 100).toBe(Math.abs(j - i));
        expect(dealt[j * N + i]).toBe(dealt[i * N + j]);
      }
  });

  it("move as blocks of ages, the same for neighbouring lags", () => {
    const dealt = resample(residuals, N, {block: 4, starts: Float64Array.of(2, 0, 5)});
    const ages = (lag: number) =>
      Array.from({length: N - lag}, (_, i) => Math.floor(dealt[i * N + i + lag] / 100));
    expect(ages(0)).toEqual([2, 3, 4, 5, 0, 1, 2, 3, 5]);
    expect(ages(1)).toEqual([2, 3, 4, 5, 0, 1, 2, 3]);
    // around the end of a shorter diagonal
    expect(ages(5)).toEqual([2, 3, 0, 1]);
  });

  it("are a circular shift where a block is all ages: every residual once", () => {
    const dealt = resample(residuals, N, {block: N, starts: Float64Array.of(7)});
    for (const lag of [0, 3, 8]) {
      const ages = Array.from({length: N - lag}, (_, i) => dealt[i * N + i + lag]);
      const own = Array.from({length: N - lag}, (_, i) => residuals[i * N + i + lag]);
      expect([...ages].sort((a, b) => a - b)).toEqual(own);
      expect(ages[0]).toBe(own[7 % (N - lag)]);
    }
  });

  it("differ by scenario, angle and seed, not by call", () => {
    const starts = [
      dealBlocks(1, 0, 0, 500, 10),
      dealBlocks(2, 0, 0, 500, 10),
      dealBlocks(1, 1, 0, 500, 10),
      dealBlocks(1, 0, 1, 500, 10)
    ].map((dealing) => dealing.starts.join());
    expect(new Set(starts).size).toBe(4);
    expect(dealBlocks(1, 0, 0, 500, 10).starts.join()).toBe(starts[0]);
  });

  it("leave out what does not count", () => {
    const data = Float64Array.of(2, 1, 1, 9);
    const [angle] = takeScan("test", {
      q: 1, dt: 1, frames: 2, phi: 0, data: [data], mask: [1, 1, 1, 0]
    }).angles; // prettier-ignore
    const theory = Float64Array.of(1, 0.5, 0.5, 1);
    const left = toResiduals(angle, theory, 2, 0.25);
    expect([...left]).toEqual([-0.25, -0.25, -0.25, 0]);
    const other = exchange(angle, left, Float64Array.of(0.5, 0.25, 0.25, 0));
    expect([...other.data]).toEqual([2.75, 1.5, 1.5, 9]);
    expect(other.mean).toBeCloseTo(5.75 / 3, 14);
    expect(other.points).toBe(3);
    expect(other.weights).toBe(angle.weights);
  });
});
