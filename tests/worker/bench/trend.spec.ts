import {describe, expect, it} from "vitest";
import {fitTrend, isLeak} from "../../../worker/bench/trend.ts";

const leaks = (values: number[], least = 0) => isLeak(values, fitTrend(values), least);

describe("fitTrend", () => {
  it("gives the slope and its standard error", () => {
    // scipy.stats.linregress(range(5), y): squared deviations of 0.051, by hand too
    const {slope, standardError} = fitTrend([1, 3.1, 4.9, 7.2, 9]);
    expect(standardError).toBeCloseTo(0.04123105625617167, 12);
    expect(slope).toBeCloseTo(2.01, 12);
    expect(standardError).toBeCloseTo(Math.sqrt(0.051 / 3 / 10), 12);
  });

  it("has no error on a line", () => {
    expect(fitTrend([5, 7, 9, 11])).toEqual({slope: 2, standardError: 0});
  });
});

describe("a leak", () => {
  it("is a steady rise, however small where bytes are counted exactly", () => {
    expect(leaks([64, 128, 192, 256, 320, 384])).toBe(true);
    expect(leaks([0, 0, 64, 64, 64, 128, 128, 128, 192, 192, 192, 256])).toBe(true);
  });

  it("is a rise in spite of noise that is smaller", () => {
    expect(leaks([0, 900, 2100, 2900, 4200, 5000, 5800, 7100, 8000])).toBe(true);
  });

  it.each([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])(
    "is not a cache that fills once, after %i of 12 runs",
    (k) => {
      expect(leaks(Array.from({length: 12}, (_, i) => (i < k ? 1000 : 9000)))).toBe(false);
    }
  );

  it("is neither a level, nor a fall, nor noise around a level", () => {
    expect(leaks([7, 7, 7, 7, 7, 7])).toBe(false);
    expect(leaks([9, 8, 7, 6, 5, 4])).toBe(false);
    expect(leaks([500, 900, 100, 800, 300, 700, 200, 950, 400])).toBe(false);
    // each third's middle is above the one before, but the slope is within its error
    expect(leaks([500, 0, 900, 510, 0, 920, 520, 10, 940])).toBe(false);
  });

  it("has to be steeper than what moves by itself", () => {
    const steady = Array.from({length: 9}, (_, i) => 1000 * i);
    expect(leaks(steady, 1024)).toBe(false);
    expect(leaks(steady, 999)).toBe(true);
  });
});
