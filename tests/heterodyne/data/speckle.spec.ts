// Speckles whose correlations are known: within their own noise of the model, whatever is made of them.
import {describe, expect, it} from "vitest";
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {drawPoisson} from "../../../worker/heterodyne/data/poisson.ts";
import {speckle, type SpeckleOptions} from "../../../worker/heterodyne/data/speckle.ts";
import {twoTime} from "../../../worker/heterodyne/data/twoTime.ts";
import {homodyneC2} from "../../../worker/heterodyne/homodyne/c2.ts";
import {makeC2} from "../../../worker/heterodyne/model/c2.ts";
import {g2} from "../../../worker/heterodyne/scan/g2.ts";
import type {Semantics} from "../../../worker/heterodyne/types.ts";
import {refusal} from "./files.ts";

/** Decays, turns and changes its fractions within the frames. */
const B = [2e4, -0.3, 50, 8e4, -0.2, 100, 5000, -0.4, 20, 0.4, -0.9, 1, 0.1, -3];
const SHEARED = [2000, -0.3, 50, 2e-3, -0.2, 1e-4, 2];
const FRAMES = 12;
const at = {q: 0.0054, dt: 0.1, frames: FRAMES};
const c2 = makeC2();

/** How far all pixels together are from `expected`, in units of an error that independent groups of them tell. */
async function distances(
  theta: number[],
  options: SpeckleOptions,
  expected: ArrayLike<number>,
  skipDiagonal = false
): Promise<number[]> {
  const groups = 100;
  const {data, shape} = await speckle(theta, options);
  const regions = Int32Array.from({length: shape[1]}, (_, p) => 1 + (p % groups));
  const {data: found} = await twoTime({data, shape}, {regions});
  const [whole] = (await twoTime({data, shape})).data;
  const z: number[] = [];
  for (let i = 0; i < FRAMES; i++) {
    for (let j = 0; j <= i - (skipDiagonal ? 1 : 0); j++) {
      const values = found.map((matrix) => matrix[i * FRAMES + j]);
      const mean = values.reduce((sum, value) => sum + value, 0) / groups;
      const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      const error = Math.sqrt(square / (groups * (groups - 1)));
      z.push((whole[i * FRAMES + j] - 1 - expected[i * FRAMES + j] / (options.modes ?? 1)) / error);
    }
  }
  return z;
}

function expectWithinNoise(z: number[]): void {
  for (const value of z) expect(Math.abs(value)).toBeLessThan(4);
  const rms = Math.sqrt(z.reduce((sum, value) => sum + value * value, 0) / z.length);
  // far below 1 would mean that the errors are too large to find anything; elements of a matrix go together
  expect(rms).toBeGreaterThan(0.15);
  expect(rms).toBeLessThan(2);
}

describe("speckle", () => {
  it.each<[Semantics, number]>([
    ["exact", 30],
    ["v1", 0],
    ["v2", 90]
  ])("correlates to 1 + c2 (%s, %s°)", async (semantics, phi) => {
    const geometry = {...at, phi, semantics};
    const [expected] = await c2(B, geometry);
    expectWithinNoise(await distances(B, {...geometry, speckles: 5000, seed: 1}, expected));
  });

  it("another model's correlation is outside of the noise", async () => {
    const [expected] = await c2(B, {...at, phi: 90});
    const z = await distances(B, {...at, phi: 30, speckles: 5000, seed: 1}, expected);
    expect(Math.max(...z.map(Math.abs))).toBeGreaterThan(6);
  });

  it("modes average to a contrast of 1 by their number", async () => {
    const geometry = {...at, phi: 30};
    const [expected] = await c2(B, geometry);
    const options = {...geometry, speckles: 2000, modes: 5, seed: 11};
    expectWithinNoise(await distances(B, options, expected));
  });

  it("photons leave correlations as they are, but for the diagonal", async () => {
    const geometry = {...at, phi: 30};
    const [expected] = await c2(B, geometry);
    const options = {...geometry, speckles: 4000, counts: 2, seed: 6};
    expectWithinNoise(await distances(B, options, expected, true));
    const {data, shape} = await speckle(B, options);
    expect(data).toBeInstanceOf(Uint16Array);
    const scan = await twoTime({data, shape});
    // shot noise: 1/⟨I⟩ more
    let first = 0;
    for (let p = 0; p < shape[1]; p++) first += data[p];
    expect(Math.abs(scan.data[0][0] - 2 - shape[1] / first)).toBeLessThan(0.2);
  });

  it.each<["static" | "laminar", number]>([
    ["static", 0],
    ["laminar", 40]
  ])("the %s sibling's correlation", async (model, phi) => {
    const theta = model === "static" ? [2e4, -0.3, 50] : SHEARED;
    const gap = model === "static" ? undefined : 2e5;
    const wish = {model, ...(gap && {gap})};
    const [expected] = await homodyneC2(theta, {...at, phi, ...wish});
    expect(expected[FRAMES - 1]).toBeLessThan(0.6);
    const options = {...at, phi, ...wish, speckles: model === "static" ? 8000 : 1000, seed: 8};
    expectWithinNoise(await distances(theta, options, expected));
  });

  it("goes all the way to a one-time correlation", async () => {
    const stack = await speckle(B, {...at, phi: [0, 90], speckles: 2500, seed: 8});
    const {regions, q, dt, phi} = stack;
    const scan = await twoTime(stack, {regions, q, dt, phi});
    const truth = await c2(B, {...at, phi: [0, 90]});
    const curves = await g2(scan.data, {dt});
    const expected = await g2(truth, {dt});
    curves.forEach((curve, a) => {
      expect([...curve.tau]).toEqual([...expected[a].tau]);
      for (let k = 0; k < 6; k++)
        expect(Math.abs(curve.g2[k] - 1 - expected[a].g2[k])).toBeLessThan(0.08);
    });
  });

  it("is the same for the same seed, another for another, and pixels do not depend on how many there are", async () => {
    const options = {...at, phi: [0, 90], speckles: 3, counts: 5};
    const [one, two, other] = await Promise.all([
      speckle(B, {...options, seed: 4}),
      speckle(B, {...options, seed: 4}),
      speckle(B, {...options, seed: 5})
    ]);
    expect(one).toEqual(two);
    expect(one.data).not.toEqual(other.data);
    expect(one).toMatchObject({shape: [FRAMES, 6], q: 0.0054, dt: 0.1, semantics: "exact"});
    expect([...one.regions]).toEqual([1, 1, 1, 2, 2, 2]);
    const few = await speckle(B, {...options, speckles: 1, phi: 0, seed: 4});
    expect([...few.data]).toEqual([...one.data.filter((_, k) => k % 6 === 0)]);
  });

  it("stops when it is cancelled, and reports how far it is", async () => {
    const run = speckle(B, {...at, phi: 0, speckles: 1e6});
    for await (const {phase, done, total} of run) {
      expect([phase, total]).toEqual(["speckle", 1e6]);
      expect(done).toBeGreaterThan(0);
      run.cancel();
    }
    expect(await refusal(run)).toBe("AbortError: cancelled");
  });

  // prettier-ignore
  it.each<[string, object, string]>([
    ["no speckles", {speckles: 0}, "expected speckles as an integer from 1"],
    ["no photons", {counts: 0}, "expected counts > 0, got 0"],
    ["too many photons", {counts: 1e6}, "expected counts of at most 1000, got 1000000"],
    ["half a mode", {modes: 0.5}, "expected modes as an integer from 1"],
    ["another model", {model: "cone"}, 'expected model as one of "heterodyne", "static", "laminar", got "cone"'],
    ["a gap of nothing", {gap: 1}, "expected no gap of a heterodyne model, got 1"],
    ["shear without a gap", {model: "laminar"}, "expected gap as a number, got undefined"],
    ["semantics of a sibling", {model: "static", semantics: "v1"}, 'expected semantics "exact" of a static model'],
    ["more than memory holds", {speckles: 1e7, frames: 9999}, "expected at most 1073741824 intensities"],
    ["an unknown option", {speckle: 5}, 'unknown option "speckle" (did you mean speckles?)']
  ])("refuses %s", (_, wrong, message) => {
    const options = {...at, phi: 0, speckles: 10, ...wrong} as SpeckleOptions;
    expect(() => speckle(B, options)).toThrow(message);
  });
});

describe("counts of photons", () => {
  it.each([0.05, 3, 40, 700])("have the mean and the variance of a Poisson law: %s", (mean) => {
    const draws = makeDraws(1, 0, 0);
    const n = 4000;
    let [sum, squares] = [0, 0];
    for (let k = 0; k < n; k++) {
      const count = drawPoisson(draws, mean);
      sum += count - mean;
      squares += (count - mean) ** 2;
    }
    expect(Math.abs(sum / n)).toBeLessThan(4 * Math.sqrt(mean / n));
    // the variance of a squared deviation is mean + 2·mean²
    const error = Math.sqrt((mean + 2 * mean * mean) / n);
    expect(Math.abs(squares / n - mean)).toBeLessThan(4 * error);
  });

  it("has the probabilities of small counts", () => {
    const draws = makeDraws(2, 0, 0);
    const found = new Float64Array(40);
    for (let k = 0; k < 20000; k++) found[drawPoisson(draws, 1.5)] += 1 / 20000;
    [1, 1.5, 1.125, 0.5625].forEach((share, count) =>
      expect(found[count]).toBeCloseTo(share * Math.exp(-1.5), 2)
    );
    expect(drawPoisson(draws, 0)).toBe(0);
  });
});
