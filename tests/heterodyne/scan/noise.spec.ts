import {describe, expect, it} from "vitest";
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {noiseOf} from "../../../worker/heterodyne/scan/noise.ts";
import {toAngleChi2, toSigmas} from "../../../worker/heterodyne/scan/statistics.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {Scan} from "../../../worker/heterodyne/types.ts";
import {makeOracle, SETS} from "../oracle.ts";
import {evaluateDirectly} from "./directSums.ts";

type Draw = () => number;

/** f(i, j) with noise of its own in each pair, or in each element. */
function matrixOf(
  frames: number,
  draw: Draw,
  isSymmetric: boolean,
  f: (i: number, j: number) => number
): Float64Array {
  const out = new Float64Array(frames * frames);
  for (let i = 0; i < frames; i++)
    for (let j = i; j < frames; j++) {
      out[i * frames + j] = f(i, j) + draw();
      out[j * frames + i] = isSymmetric ? out[i * frames + j] : f(i, j) + draw();
    }
  return out;
}

describe("the noise from far lags", () => {
  const draws = makeDraws(4, 0, 0);
  const draw = () => 0.01 * draws.normal();

  it("is the deviation of a pair, of symmetric and other matrices", () => {
    expect(
      noiseOf(
        matrixOf(120, draw, true, () => 1),
        undefined,
        120
      ) / 0.01
    ).toBeCloseTo(1, 1);
    const both = noiseOf(
      matrixOf(120, draw, false, () => 1),
      undefined,
      120
    );
    expect(both / (0.01 * Math.SQRT1_2)).toBeCloseTo(1, 1);
  });

  it("is not the signal that far lags still hold, nor the near ones", () => {
    const slow = matrixOf(120, draw, true, (i, j) => Math.cos((j - i) / 6) / 5 + i / 100);
    expect(noiseOf(slow, undefined, 120) / 0.01).toBeCloseTo(1, 1);
    const near = matrixOf(120, draw, true, (i, j) => (j - i < 50 ? Math.sin(i * i + j) : 0));
    expect(noiseOf(near, undefined, 120) / 0.01).toBeCloseTo(1, 1);
    // Fringes from frame to frame cannot be told from noise.
    const fast = matrixOf(120, draw, true, (i, j) => ((i * j) % 2 ? 0.1 : -0.1));
    expect(noiseOf(fast, undefined, 120)).toBeGreaterThan(0.05);
  });

  it("is also the noise that neighbours share", () => {
    const rows = Float64Array.from({length: 120}, draw);
    const shared = matrixOf(
      120,
      () => 0,
      true,
      (i, j) => rows[i] + rows[j]
    );
    expect(Math.abs(noiseOf(shared, undefined, 120) / 0.01 / Math.SQRT2 - 1)).toBeLessThan(0.25);
  });

  it("leaves out what does not count", () => {
    const matrix = matrixOf(120, draw, true, () => 1);
    const clean = noiseOf(matrix, undefined, 120);
    const weights = new Float64Array(120 * 120).fill(1);
    for (let i = 0; i < 120; i++) {
      matrix[i * 120 + 100] = matrix[100 * 120 + i] = 200 * draw();
      weights[i * 120 + 100] = weights[100 * 120 + i] = 0;
    }
    expect(noiseOf(matrix, weights, 120) / clean).toBeCloseTo(1, 1);
    expect(noiseOf(matrix, undefined, 120) / clean).toBeGreaterThan(5);
  });

  it("has an answer for the smallest matrices", () => {
    expect(noiseOf(Float64Array.of(1, 2, 2, 1), undefined, 2)).toBe(0);
    // All three pairs of three frames: 1, 3 and 2 deviate by 1.
    expect(noiseOf(Float64Array.of(9, 1, 3, 1, 9, 2, 3, 2, 9), undefined, 3)).toBe(1);
  });
});

describe("statistics of noise", () => {
  const frames = 40;
  const geometry = {q: 0.0054, dt: 0.1, frames, phi: 90, semantics: "v1" as const};
  const truth = makeOracle(geometry, SETS.B, 90).matrix();

  function measure(run: number, isSymmetric: boolean, change: Partial<Scan> = {}) {
    const draws = makeDraws(9, run, 0);
    const data = matrixOf(
      frames,
      () => 0.02 * draws.normal(),
      isSymmetric,
      (i, j) => 0.3 * truth[i * frames + j] + 1
    );
    if (change.diagonal) for (let i = 0; i < frames; i++) data[i * (frames + 1)] = 9;
    const taken = takeScan("test", {...geometry, data: [data], ...change});
    const sigmas = toSigmas("test", taken, [0]);
    return toAngleChi2(taken, evaluateDirectly(taken, SETS.B), sigmas)[0];
  }

  const cases: [string, boolean, Partial<Scan>][] = [
    ["symmetric", true, {}],
    ["each element by itself", false, {}],
    ["without its diagonal", true, {diagonal: "exclude"}],
    ["with bad frames", true, {badFrames: [3, 20]}]
  ];
  it.each(cases)("has errors as wide as the scatter, and a reduced chi2 of 1: %s", (_, isSymmetric, change) => {
    const runs = Array.from({length: 60}, (_, run) => measure(run, isSymmetric, change));
    const scatter = (key: "contrast" | "offset", truth: number) =>
      Math.sqrt(runs.reduce((sum, run) => sum + (run[key] - truth) ** 2, 0) / runs.length);
    const error = (key: "contrastError" | "offsetError") =>
      Math.sqrt(runs.reduce((sum, run) => sum + run[key] ** 2, 0) / runs.length);
    // A deviation of 60 numbers is known to 9 %.
    expect(error("contrastError") / scatter("contrast", 0.3)).toBeGreaterThan(0.77);
    expect(error("contrastError") / scatter("contrast", 0.3)).toBeLessThan(1.3);
    expect(error("offsetError") / scatter("offset", 1)).toBeGreaterThan(0.77);
    expect(error("offsetError") / scatter("offset", 1)).toBeLessThan(1.3);
    const mean = runs.reduce((sum, run) => sum + run.noiseReduced, 0) / runs.length;
    expect(mean).toBeGreaterThan(0.95);
    expect(mean).toBeLessThan(1.1);
  }); // prettier-ignore
});

it("counts each pair of frames once, and neither the diagonal nor what mirror images differ by", () => {
  const frames = 30;
  const geometry = {q: 0.0054, dt: 0.1, frames, phi: 90, semantics: "v1" as const};
  const c = makeOracle(geometry, SETS.B, 90).matrix();
  const draws = makeDraws(2, 0, 0);
  const data = c.map(
    (x, k) => 0.3 * x + (k % (frames + 1) === 0 ? 1.5 : 1) + 0.01 * draws.normal()
  );
  const taken = takeScan("test", {...geometry, data: [data], badFrames: [4]});
  const [angle] = toAngleChi2(taken, evaluateDirectly(taken, SETS.B), [1]);
  let pairs = 0;
  let sum = 0;
  for (let i = 0; i < frames; i++)
    for (let j = i + 1; j < frames; j++) {
      if (i === 4 || j === 4) continue;
      const folded = 0.5 * (data[i * frames + j] + data[j * frames + i]);
      pairs++;
      sum += (folded - angle.contrast * c[i * frames + j] - angle.offset) ** 2;
    }
  const want = sum / angle.noise ** 2 / (pairs - 16);
  expect(Math.abs(angle.noiseReduced / want - 1)).toBeLessThan(1e-9);
});

it("gives no errors where the correlation is flat", () => {
  const still = SETS.B.map((x, p) => (p === 9 ? 0 : x));
  const geometry = {q: 1e-9, dt: 0.1, frames: 8, phi: 0, semantics: "v1" as const};
  const data = Float64Array.from({length: 64}, (_, k) => 1 + (k % 5) / 100);
  const taken = takeScan("test", {...geometry, data: [data]});
  const sigmas = toSigmas("test", taken, [0]);
  const [angle] = toAngleChi2(taken, evaluateDirectly(taken, still), sigmas);
  expect(angle).toMatchObject({contrast: 1, offset: 0, contrastError: NaN, offsetError: NaN});
});
