// Two-time and multi-tau correlations of frames against sums written out one by one.
import {describe, expect, it} from "vitest";
import {makeDraws} from "../../../kernels-as/random/draws.ts";
import {multiTau} from "../../../worker/heterodyne/data/multiTau.ts";
import type {Frames} from "../../../worker/heterodyne/data/stack.ts";
import {twoTime, type TwoTimeOptions} from "../../../worker/heterodyne/data/twoTime.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {refusal} from "./files.ts";

const FRAMES = 23;
const PIXELS = 301;
const draws = makeDraws(7, 0, 0);
const data = Float32Array.from({length: FRAMES * PIXELS}, () => draws.exponential());
const stack = {data, shape: [FRAMES, PIXELS]};
const at = (t: number, p: number) => data[t * PIXELS + p];
const places = (keep: (p: number) => boolean) =>
  Array.from({length: PIXELS}, (_, p) => p).filter(keep);

/** N·ΣI1·I2/(ΣI1·ΣI2). */
function direct(pixels: number[], value = at): Float64Array {
  return Float64Array.from({length: FRAMES * FRAMES}, (_, k) => {
    const [i, j] = [Math.floor(k / FRAMES), k % FRAMES];
    let [both, first, second] = [0, 0, 0];
    for (const p of pixels) {
      both += value(i, p) * value(j, p);
      first += value(i, p);
      second += value(j, p);
    }
    return (pixels.length * both) / (first * second);
  });
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>): void {
  expect(actual.length).toBe(expected.length);
  for (let k = 0; k < expected.length; k++)
    expect(Math.abs(actual[k] - expected[k])).toBeLessThan(1e-12 * Math.abs(expected[k]));
}

describe("twoTime", () => {
  it("is the sum over all pixels, by the sums of both frames", async () => {
    const {data: found, ...rest} = await twoTime(stack);
    expectClose(found[0], direct(places(() => true)));
    expect(rest).toEqual({frames: FRAMES, regions: [1], pixels: [PIXELS], badFrames: []});
  });

  it("a matrix a region, without what is masked", async () => {
    const regions = Int32Array.from({length: PIXELS}, (_, p) => [0, 5, 2][p % 3]);
    const mask = Uint8Array.from({length: PIXELS}, (_, p) => (p % 10 === 0 ? 0 : 1));
    const found = await twoTime(stack, {regions, mask});
    const of = (rest: number) => places((p) => p % 3 === rest && p % 10 !== 0);
    expect(found.regions).toEqual([2, 5]);
    expect(found.pixels).toEqual([of(2).length, of(1).length]);
    expectClose(found.data[0], direct(of(2)));
    expectClose(found.data[1], direct(of(1)));
  });

  it("regions that the frames bring along are theirs, unless others are asked for", async () => {
    const regions = Int32Array.from({length: PIXELS}, (_, p) => 1 + (p % 2));
    const others = regions.map((region) => 3 - region);
    const own = await twoTime({...stack, regions});
    expect(own.data).toEqual((await twoTime(stack, {regions})).data);
    expect(own.regions).toEqual([1, 2]);
    const asked = await twoTime({...stack, regions}, {regions: others});
    expect(asked.data).toEqual((await twoTime(stack, {regions: others})).data);
    expect((await multiTau({...stack, regions})).map(({region}) => region)).toEqual([1, 2]);
    expect(() => twoTime({...stack, regions: [1]})).toThrow(
      "expected regions of 301 pixels, got 1"
    );
  });

  it("vectors, whole numbers and images are the same frames", async () => {
    const whole = Uint16Array.from(data, (value) => Math.round(1000 * value));
    const list = Array.from({length: FRAMES}, (_, t) =>
      whole.subarray(t * PIXELS, (t + 1) * PIXELS)
    );
    const kinds: Frames[] = [
      {data: whole, shape: [FRAMES, PIXELS]},
      {data: whole, shape: [FRAMES, 7, 43]},
      list,
      list.map((frame) => Array.from(frame))
    ];
    const found = await Promise.all(kinds.map((kind) => twoTime(kind)));
    expectClose(
      found[0].data[0],
      direct(
        places(() => true),
        (t, p) => whole[t * PIXELS + p]
      )
    );
    for (const other of found) expect(other.data).toEqual(found[0].data);
  });

  it("divides by each pixel's mean, or by its bin's", async () => {
    const mean = (pixels: number[]) => {
      let sum = 0;
      for (const p of pixels) for (let t = 0; t < FRAMES; t++) sum += at(t, p);
      return sum / pixels.length / FRAMES;
    };
    const own = Float64Array.from({length: PIXELS}, (_, p) => mean([p]));
    const every = places(() => true);
    const pixels = await twoTime(stack, {normalize: "pixels"});
    expectClose(pixels.data[0], direct(every, (t, p) => at(t, p) / own[p])); // prettier-ignore
    const bins = Int32Array.from({length: PIXELS}, (_, p) => p % 4);
    const means = [0, 1, 2, 3].map((bin) => mean(places((p) => p % 4 === bin)));
    const binned = await twoTime(stack, {normalize: bins});
    expectClose(binned.data[0], direct(every, (t, p) => at(t, p) / means[p % 4])); // prettier-ignore
  });

  it("with a geometry it is a scan, blank frames among the bad ones", async () => {
    const blank = data.slice();
    blank.fill(0, 4 * PIXELS, 5 * PIXELS);
    const regions = Int32Array.from({length: PIXELS}, (_, p) => 1 + (p % 2));
    const geometry = {q: 0.01, dt: 0.5, phi: [0, 90]};
    const scan = await twoTime({data: blank, shape: stack.shape}, {...geometry, regions});
    expect(scan.badFrames).toEqual([4]);
    expect(scan).toMatchObject({q: 0.01, dt: 0.5, frames: FRAMES, phi: Float64Array.of(0, 90)});
    expect(scan.data[0][4]).toBeNaN();
    const taken = takeScan("test", scan);
    expect(taken.angles.map(({points}) => points)).toEqual([(FRAMES - 1) ** 2, (FRAMES - 1) ** 2]);
  });

  // prettier-ignore
  it.each<[string, unknown, object, string]>([
    ["one frame", [data], {}, "expected frames.length as an integer from 2"],
    ["frames of two sizes", [data, data.subarray(1)], {}, `expected frames of one size, got ${data.length - 1} pixels in frames[1]`],
    ["numbers without a shape", data, {}, "expected frames as a list of vectors or as {data, shape"],
    ["a shape that does not fit", {data, shape: [FRAMES, 300]}, {}, "expected 6900 numbers in frames.data for 23×300, got 6923"],
    ["a shape of four axes", {data, shape: [1, 1, 1, 1]}, {}, "as [frames, pixels] or [frames, rows, columns]"],
    ["a mask that does not fit", stack, {mask: [1]}, "expected mask of 301 pixels, got 1"],
    ["everything masked", stack, {mask: new Uint8Array(PIXELS)}, "expected at least one pixel that counts, got none"],
    ["regions that are none", stack, {regions: new Float64Array(PIXELS).fill(0.5)}, "expected regions as whole numbers from 0, got 0.5 at pixel 0"],
    ["bins that do not fit", stack, {normalize: [1, 2]}, "expected normalize of 301 pixels, one bin each, got 2"],
    ["an unknown normalisation", stack, {normalize: "flat"}, 'expected normalize as "none", "pixels" or a bin for each pixel, got "flat"'],
    ["half a geometry", stack, {q: 0.01}, "expected dt as a number, got undefined"],
    ["angles that do not fit", stack, {q: 0.01, dt: 1, phi: [1, 2]}, "expected phi of 1 angles, one a region, got 2"],
    ["an unknown option", stack, {maks: 1}, 'unknown option "maks" (did you mean mask?)']
  ])("refuses %s at the call", (_, frames, options, message) => {
    expect(() => twoTime(frames as Frames, options as TwoTimeOptions)).toThrow(message);
  });

  it("names a pixel that is not finite", async () => {
    const broken = data.slice();
    broken[3 * PIXELS + 200] = NaN;
    const frames = {data: broken, shape: stack.shape};
    expect(await refusal(twoTime(frames))).toBe(
      "RangeError: heterodyne.twoTime: expected finite intensities, got NaN at frame 3, pixel 200 of region 1: mask it"
    );
    expect(await refusal(multiTau(frames))).toContain("got NaN at frame 3, pixel 200: mask it");
    const mask = Uint8Array.from({length: PIXELS}, (_, p) => (p === 200 ? 0 : 1));
    expectClose((await twoTime(frames, {mask})).data[0], direct(places((p) => p !== 200)));
  });

  it("stops when it is cancelled", async () => {
    const run = twoTime(stack);
    run.cancel();
    expect(await refusal(run)).toBe("AbortError: cancelled");
  });
});

describe("multiTau", () => {
  it("has the lags of multi-tau correlators", async () => {
    const frames = {data: new Float64Array(64).fill(1), shape: [64, 1]};
    const [{lags, points}] = await multiTau(frames, {channels: 8, levels: 4});
    // prettier-ignore
    expect([...lags]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 28, 32, 40, 48, 56]);
    // prettier-ignore
    expect([...points]).toEqual([64, 63, 62, 61, 60, 59, 58, 57, 28, 27, 26, 25, 12, 11, 10, 9, 4, 3, 2, 1]);
  });

  it("is the mean product by the means of the earlier and the later frames", async () => {
    const found = await multiTau(stack, {channels: 4, dt: 0.5});
    expect(found).toHaveLength(1);
    expect([...found[0].lags]).toEqual([0, 1, 2, 3, 4, 6, 8, 12]);
    expect([...found[0].tau]).toEqual([0, 0.5, 1, 1.5, 2, 3, 4, 6]);
    const series = (width: number, p: number) =>
      Array.from({length: Math.floor(FRAMES / width)}, (_, k) => {
        let sum = 0;
        for (let t = 0; t < width; t++) sum += at(k * width + t, p);
        return sum / width;
      });
    const widths = [1, 1, 1, 1, 2, 2, 4, 4];
    const expected = Array.from(found[0].lags, (lag, k) => {
      const steps = lag / widths[k];
      let [product, past, future, pairs] = [0, 0, 0, 0];
      for (let p = 0; p < PIXELS; p++) {
        const x = series(widths[k], p);
        for (let t = 0; t + steps < x.length; t++) {
          product += x[t] * x[t + steps];
          past += x[t];
          future += x[t + steps];
          pairs++;
        }
      }
      return (product * pairs) / (past * future);
    });
    expectClose(found[0].g2, expected);
  });

  it("errors are those of leaving out one pixel after the other", async () => {
    const few = {data: data.slice(0, FRAMES * 40), shape: [FRAMES, 40]};
    const [whole] = await multiTau(few, {channels: 4});
    const others: Float64Array[] = [];
    for (let out = 0; out < 40; out++) {
      const mask = Uint8Array.from({length: 40}, (_, p) => (p === out ? 0 : 1));
      others.push((await multiTau(few, {channels: 4, mask}))[0].g2);
    }
    whole.error.forEach((error, k) => {
      const mean = others.reduce((sum, g2) => sum + g2[k], 0) / 40;
      const square = others.reduce((sum, g2) => sum + (g2[k] - mean) ** 2, 0);
      // the jackknife, which differs in the second order
      expect(error / Math.sqrt((39 / 40) * square)).toBeCloseTo(1, 1);
    });
  });

  it("an answer a region", async () => {
    const regions = Int32Array.from({length: PIXELS}, (_, p) => (p < 100 ? 1 : 3));
    const both = await multiTau(stack, {regions, channels: 4});
    expect(both.map(({region, pixels}) => [region, pixels])).toEqual([
      [1, 100],
      [3, 201]
    ]);
    const mask = Uint8Array.from({length: PIXELS}, (_, p) => (p < 100 ? 1 : 0));
    expect(both[0]).toEqual((await multiTau(stack, {mask, channels: 4}))[0]);
  });

  it("refuses odd channels, and unknown options", () => {
    expect(() => multiTau(stack, {channels: 7})).toThrow("expected channels even, got 7");
    expect(() => multiTau(stack, {channel: 8} as object)).toThrow("did you mean channels?");
    expect(() => multiTau(stack, {dt: 0})).toThrow("heterodyne.multiTau: expected dt > 0, got 0");
  });
});
