// What charts are made of, without a document.
import {describe, expect, it} from "vitest";
import {RAMP, SIGNED_RAMP, toGradient} from "../../web/stdlib/charts/colorRamp.ts";
import {findLimit, findRange} from "../../web/stdlib/charts/ranges.ts";
import {toSide} from "../../web/stdlib/charts/checkShape.ts";
import {makeTicks, write} from "../../web/stdlib/charts/ticks.ts";
import {windowBetween, wholeWindow, zoomAround} from "../../web/stdlib/charts/zoom.ts";

const luminance = (ramp: Uint8ClampedArray, k: number) =>
  0.2126 * ramp[3 * k] + 0.7152 * ramp[3 * k + 1] + 0.0722 * ramp[3 * k + 2];

describe("colour ramps", () => {
  it("grow lighter from step to step, or away from both ends to the middle", () => {
    for (let k = 1; k < 256; k++) {
      expect(luminance(RAMP, k)).toBeGreaterThanOrEqual(luminance(RAMP, k - 1) - 0.5);
      const towards = k <= 127 ? 1 : -1;
      const change = luminance(SIGNED_RAMP, k) - luminance(SIGNED_RAMP, k - 1);
      expect(towards * change).toBeGreaterThanOrEqual(-1);
    }
    const [low, high] = [SIGNED_RAMP.subarray(0, 3), SIGNED_RAMP.subarray(-3)];
    expect(low[2]).toBeGreaterThan(low[0] + 80);
    expect(high[0]).toBeGreaterThan(high[2] + 80);
  });

  it("are gradients from their first to their last colour", () => {
    const first = Array.from(RAMP.subarray(0, 3)).join(" ");
    expect(toGradient(RAMP)).toMatch(new RegExp(`^linear-gradient\\(to right, rgb\\(${first}\\)`));
  });
});

describe("ticks", () => {
  it.each([
    [0, 6, 3, [0, 2, 4, 6]],
    [0, 1, 4, [0, 0.5, 1]],
    [-0.03, 0.03, 3, [-0.02, 0, 0.02]],
    [995, 1005, 5, [996, 998, 1000, 1002, 1004]]
  ])("from %d to %d, about %d of them", (low, high, count, expected) => {
    const ticks = makeTicks(low, high, count);
    expect(ticks).toHaveLength(expected.length);
    ticks.forEach((tick, k) => expect(tick).toBeCloseTo(expected[k], 12));
  });

  it("are none of an empty or endless axis", () => {
    expect([makeTicks(1, 1, 3), makeTicks(0, Infinity, 3), makeTicks(NaN, 1, 3)]).toEqual([
      [],
      [],
      []
    ]);
  });

  it("are written with few digits and a true minus", () => {
    expect([write(-0.123456), write(1e-7), write(30)]).toEqual(["−0.1235", "1e−7", "30"]);
  });
});

describe("windows", () => {
  it("hold both ends of a drag, whichever way it went, and never less than four frames", () => {
    const [a, b] = [
      {x: 30, y: 8},
      {x: 12, y: 9}
    ];
    expect(windowBetween(60, a, b)).toEqual({x: [12, 31], y: [8, 12]});
    expect(windowBetween(60, b, a)).toEqual({x: [12, 31], y: [8, 12]});
    expect(windowBetween(60, {x: 59, y: 59}, {x: 59, y: 59})).toEqual({x: [56, 60], y: [56, 60]});
  });

  it("keep the place that is zoomed at, and stay inside", () => {
    const near = zoomAround(100, wholeWindow(100), {x: 0, y: 50}, 0.5);
    expect(near).toEqual({x: [0, 50], y: [25, 75]});
    expect(zoomAround(100, near, {x: 0, y: 50}, 10)).toEqual(wholeWindow(100));
    expect(zoomAround(3, wholeWindow(3), {x: 1, y: 1}, 0.1)).toEqual(wholeWindow(3));
  });
});

describe("ranges", () => {
  it("leave out the diagonal and what is not finite", () => {
    const map = [9, 1, NaN, 2, 9, -3, 0.5, Infinity, 9];
    expect(findRange([map], 3)).toEqual([-3, 2]);
    expect(findLimit([map], 3)).toEqual([-3, 3]);
    expect(findRange([[1, NaN, NaN, 1]], 2)).toEqual([0, 1]);
  });

  it("are of square matrices", () => {
    expect(toSide("charts.twoTime", "data", {length: 49})).toBe(7);
    expect(() => toSide("charts.twoTime", "data", {length: 50})).toThrow(
      'charts.twoTime: expected a square matrix by rows in "data", got 50 numbers'
    );
  });
});
