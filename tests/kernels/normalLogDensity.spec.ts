import {describe, expect, it} from "vitest";
import {normalLogDensity} from "../../kernels-as/stats/normalLogDensity/spec.ts";

/** One parameter set on the reference: the parity test holds the WASM kernel to the same bits. */
function density(data: number[], mean: number, sd: number): number {
  const logDensity = new Float64Array(1);
  normalLogDensity.reference(
    {
      logDensity,
      mean: Float64Array.of(mean),
      sd: Float64Array.of(sd),
      data: Float64Array.from(data),
      count: data.length
    },
    0,
    1
  );
  return logDensity[0];
}

const wave = Array.from({length: 1000}, (_, j) => (j * 37) % 11);

// Expected values: mpmath 1.4.1 with 50 digits, from the equation of the spec.
describe("normalLogDensity", () => {
  it.each([
    [[0], 0, 1, -0.9189385332046728],
    [[1.5, -0.25, 3], 0.5, 2, -5.812819641293854],
    [wave.map((w) => 1000 + 0.1 * w), 1000.5, 0.25, -333.12417208474886],
    [wave.map((w) => 1e-12 * w), 5e-12, 3e-12, 25057.58140516688]
  ])("is right (case %#)", (data, mean, sd, expected) => {
    // 1000 + 0.1·w are rounded data: their residuals are exact, and n terms cancel to this.
    expect(Math.abs(density(data, mean, sd) / expected - 1)).toBeLessThan(1e-14);
  });

  it("keeps a hundred thousand small terms beside a huge one, which a plain sum drops", () => {
    const data = [1e8, ...new Array<number>(100_000).fill(1)];
    expect(density(data, 0, 1)).toBe(-5000000000141895);
  });

  it("has no value unless sd > 0, and −∞ where the sum overflows", () => {
    expect(density([1], 0, 0)).toBeNaN();
    expect(density([1], 0, -1)).toBeNaN();
    expect(density([NaN], 0, 1)).toBeNaN();
    expect(density([1e200], 0, 1)).toBe(-Infinity);
    expect(density([Infinity], 0, 1)).toBe(-Infinity);
    expect(density([], 0, 1)).toBe(-0);
  });
});
