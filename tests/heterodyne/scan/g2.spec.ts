import {describe, expect, it} from "vitest";
import {g2} from "../../../worker/heterodyne/scan/g2.ts";
import {multiTauLags} from "../../../worker/heterodyne/scan/lags.ts";
import type {G2Options} from "../../../worker/heterodyne/scan/g2Types.ts";
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {makeOracle, SETS} from "../oracle.ts";

const golden = makeOracle({q: 0.0054, dt: 0.1, frames: 64, semantics: "v1"}, SETS.B, 30).matrix();

/** Symmetric matrix of f(i, j), i ≤ j. */
function symmetric(frames: number, f: (i: number, j: number) => number): Float64Array {
  return Float64Array.from({length: frames * frames}, (_, k) => {
    const [i, j] = [Math.floor(k / frames), k % frames];
    return f(Math.min(i, j), Math.max(i, j));
  });
}

describe("the one-time correlation", () => {
  it("has the golden lag means and errors", async () => {
    const curve = await g2(golden, {dt: 0.1});
    const want = [
      [1, 0.6040947812220145, 0.03428699021156647],
      [2, 0.4280080960700967, 0.02991423765998507],
      [10, 0.6327063315925208, 0.03937393199789411],
      [32, 0.44487044949725596, 0.031961772326050346],
      [63, 0.2204235996759321, 0]
    ];
    for (const [lag, mean, error] of want) {
      expect(Math.abs(curve.g2[lag] - mean)).toBeLessThan(1e-12);
      expect(Math.abs(curve.error[lag] - error)).toBeLessThan(1e-12);
      expect(curve.tau[lag]).toBe(lag * 0.1);
      expect(curve.points[lag]).toBe(64 - lag);
    }
    expect(curve.lags).toEqual(Float64Array.from({length: 64}, (_, k) => k));
  });

  it("is a list for a list", async () => {
    const [one, other] = await g2([golden, golden.map((x) => 2 * x)]);
    expect(other.g2).toEqual(one.g2.map((x) => 2 * x));
    expect((await g2(Array.from(golden))).g2).toEqual(one.g2);
  });

  it("divides by what counts", async () => {
    const data = symmetric(5, (i, j) => 10 * i + j);
    data[1 * 5 + 2] = NaN; // its mirror image still counts
    data[2 * 5 + 3] = Infinity;
    data[3 * 5 + 2] = NaN;
    const mask = new Uint8Array(25).fill(1);
    mask[0 * 5 + 2] = mask[2 * 5 + 0] = 0;
    const curve = await g2(data, {mask});
    expect(Array.from(curve.points)).toEqual([5, 3, 2, 2, 1]);
    expect(curve.g2[1]).toBeCloseTo((1 + 12 + 34) / 3, 12);
    expect(curve.g2[2]).toBeCloseTo((13 + 24) / 2, 12);
    const without = await g2(data, {mask, badFrames: [4]});
    expect(Array.from(without.lags)).toEqual([0, 1, 2, 3]);
    expect(Array.from(without.points)).toEqual([4, 2, 1, 1]);
    expect(without.g2[3]).toBe(3);
  });
});

describe("multi-tau lags", () => {
  it("are those of the correlators", () => {
    const lags = multiTauLags(64, 8, 4).map(({lag}) => lag);
    expect(lags).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56]);
    // Groups that would be cut short are left out.
    expect(multiTauLags(63, 8, 4).at(-1)?.lag).toBe(48);
    expect(multiTauLags(5, 8, 4).map(({lag}) => lag)).toEqual([0, 1, 2, 3, 4]);
  });

  it("are what frames summed in pairs have", async () => {
    // C(t1, t2) = I(t1)·I(t2) without normalisation: two frames summed are four elements of C.
    const frames = 32;
    const intensity = Float64Array.from({length: frames}, (_, i) => 2 + Math.sin(i * i));
    const data = symmetric(frames, (i, j) => intensity[i] * intensity[j]);
    const {lags, g2: values, points} = await g2(data, {lags: "multitau", channels: 4, levels: 2});
    expect(Array.from(lags)).toEqual([0, 1, 2, 3, 4, 6]);
    let sum = 0;
    for (let i = 0; i + 5 < frames; i++)
      sum += (intensity[i] + intensity[i + 1]) * (intensity[i + 4] + intensity[i + 5]);
    // All sliding pairs but for the ends of the diagonals.
    expect(Math.abs(values[4] / (sum / (4 * (frames - 5))) - 1)).toBeLessThan(0.01);
    expect(points[4]).toBe(29 + 28 + 27);
    const fair = (await g2(data)).g2;
    expect(values[4]).toBeCloseTo((fair[3] + 2 * fair[4] + fair[5]) / 4, 12);
  }); // prettier-ignore

  it("keep a straight line and end where the frames end", async () => {
    const {g2: values, tau} = await g2(
      symmetric(200, (i, j) => j - i),
      {lags: "multitau", dt: 0.5}
    );
    expect(tau.at(-1)).toBe(0.5 * 160);
    for (let k = 0; k < tau.length; k++) expect(values[k]).toBeCloseTo(tau[k] / 0.5, 10);
  });

  it("have the errors of their elements", async () => {
    const draws = makeDraws(11, 0, 0);
    const runs = await Promise.all(
      Array.from({length: 500}, async () => {
        const data = symmetric(24, () => 0).map(() => draws.normal());
        // Every element on its own: mirror images are averaged, so the deviation is √½.
        const curve = await g2(data, {lags: "multitau", channels: 4});
        return {value: curve.g2[5], error: curve.error[5]};
      })
    );
    const scatter = Math.sqrt(runs.reduce((sum, run) => sum + run.value * run.value, 0) / 500);
    const error = Math.sqrt(runs.reduce((sum, run) => sum + run.error * run.error, 0) / 500);
    // A deviation of 500 numbers is known to 3 %.
    expect(error / scatter).toBeGreaterThan(0.9);
    expect(error / scatter).toBeLessThan(1.1);
  });
});

describe("slices of age", () => {
  const ages = symmetric(40, (i, j) => (i + j) / 2);
  const starts = symmetric(40, (i) => i);

  it("hold the elements of their age, or of their first frame", async () => {
    for (const [data, by] of [
      [ages, "age"],
      [starts, "t1"]
    ] as const) {
      const {slices, points} = await g2(data, {dt: 0.1, age: {slices: 4, by}});
      expect(slices).toHaveLength(4);
      slices!.forEach(({from, to, age, g2: values}, s) => {
        expect([from, to, age].map((x) => x * 10)).toEqual([10 * s, 10 * s + 10, 10 * s + 5].map((x) => expect.closeTo(x, 9) as number)); // prettier-ignore
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(10 * s);
          expect(value).toBeLessThan(10 * s + 10);
        }
      });
      // Every element is in one of them.
      const all = new Float64Array(40);
      for (const slice of slices!) slice.lags.forEach((lag, k) => (all[lag] += slice.points[k]));
      expect(all).toEqual(points);
    }
  });

  it("tell age from first frame", async () => {
    const byAge = (await g2(starts, {age: {slices: [20, 30]}})).slices![0];
    const byFirst = (await g2(starts, {age: {slices: [20, 30], by: "t1"}})).slices![0];
    expect(byFirst.g2[10]).toBeCloseTo(24.5, 12);
    expect(byAge.g2[10]).toBeCloseTo(19.5, 12);
    expect(byAge.points[10]).toBe(10);
  });
});

describe("errors by blocks", () => {
  /** Noise that neighbours along the diagonal share over about 8 frames. */
  function shared(seed: number, frames: number): Float64Array {
    const draws = makeDraws(seed, 0, 0);
    const steps = Float64Array.from({length: frames}, () => draws.normal());
    const smooth = steps.map((_, i) => {
      let sum = 0;
      for (let k = 0; k < 8; k++) sum += steps[(i + k) % frames];
      return sum;
    });
    return symmetric(frames, (i) => smooth[i]);
  }

  it("are as wide as the scatter of repeated measurements, independent ones are not", async () => {
    const frames = 200;
    const runs = await Promise.all(
      Array.from({length: 60}, async (_, seed) => {
        const data = shared(seed + 1, frames);
        const blocks = await g2(data, {errors: "blocks", blocks: 10, seed: 3});
        const plain = await g2(data);
        return {value: plain.g2[5], block: blocks.error[5], plain: plain.error[5]};
      })
    );
    const mean = runs.reduce((sum, run) => sum + run.value, 0) / runs.length;
    const scatter = Math.sqrt(runs.reduce((sum, run) => sum + (run.value - mean) ** 2, 0) / 59);
    const average = (key: "block" | "plain") =>
      Math.sqrt(runs.reduce((sum, run) => sum + run[key] ** 2, 0) / runs.length);
    expect(average("block") / scatter).toBeGreaterThan(0.75);
    expect(average("block") / scatter).toBeLessThan(1.25);
    expect(average("plain") / scatter).toBeLessThan(0.5);
  });

  it("are those of independent elements where these are independent", async () => {
    const draws = makeDraws(7, 0, 0);
    const data = symmetric(256, () => 0).map(() => draws.normal());
    const plain = await g2(data);
    const blocks = await g2(data, {errors: "blocks", replicates: 400});
    let ratio = 0;
    for (let lag = 1; lag <= 100; lag++) ratio += blocks.error[lag] / plain.error[lag] / 100;
    expect(ratio).toBeGreaterThan(0.93);
    expect(ratio).toBeLessThan(1.07);
    expect(blocks.g2).toEqual(plain.g2);
  });

  it("are the same of the same seed", async () => {
    const options: G2Options = {errors: "blocks", replicates: 20, seed: 5};
    expect((await g2(golden, options)).error).toEqual((await g2(golden, options)).error);
    expect((await g2(golden, {...options, seed: 6})).error).not.toEqual((await g2(golden, options)).error); // prettier-ignore
  });
});

describe("misuse", () => {
  const cases: [unknown, unknown, RegExp][] = [
    [new Float64Array(5), {}, /heterodyne\.g2: expected data as frames×frames numbers, got 5/],
    [[], {}, /at least one matrix in data/],
    [golden, {frames: 8}, /expected data of 8×8 = 64 elements/],
    [[golden, new Float64Array(4)], {}, /expected data of 64×64/],
    [golden, {mask: new Uint8Array(3)}, /expected mask of 64×64/],
    [[golden], {mask: [golden, golden]}, /one mask for all matrices, or a list of 1, got 2/],
    [golden, {badFrames: [64]}, /badFrames\[0\] as an integer from 0 to 63/],
    [golden, {channels: 8}, /only with lags "multitau"/],
    [golden, {lags: "multitau", channels: 7}, /even number, got 7/],
    [golden, {age: {slices: [3, 2]}}, /at least two rising times/],
    [golden, {age: {slices: 4, by: "t2"}}, /expected age\.by as one of "age", "t1"/],
    [golden, {error: "blocks"}, /unknown option "error" \(did you mean errors\?\)/],
    [golden, {dt: 0}, /expected dt finite and above 0/]
  ];
  it.each(cases)("is refused at the call: %#", (data, options, message) => {
    expect(() => void g2(data as Float64Array, options as G2Options)).toThrow(message);
  });
});
