// What is read off curves: known fringes, contrast, baseline and decays are found.
import {describe, expect, it} from "vitest";
import type {Curves} from "../../../worker/heterodyne/predictor/curves.ts";
import {featuresOf, scaleOf} from "../../../worker/heterodyne/predictor/features.ts";
import {findFringe} from "../../../worker/heterodyne/predictor/fringe.ts";
import {makeSimulator} from "../../../worker/heterodyne/predictor/simulate.ts";
import {makeLayout} from "../../../worker/heterodyne/predictor/views.ts";
import {TRUTH} from "../fit/scans.ts";

describe("findFringe", () => {
  it.each([0.06, 0.1, 0.213, 0.35])("finds %f cycles a lag on a decay", (frequency) => {
    const curve = Float64Array.from({length: 48}, (_, k) => {
      const lag = k + 1;
      return Math.exp(-lag / 30) * (0.6 + 0.4 * Math.cos(2 * Math.PI * frequency * lag));
    });
    const found = findFringe(curve);
    // a bin of the curve's own transform is 1/48
    expect(Math.abs(found.frequency - frequency)).toBeLessThan(0.5 / 48);
    expect(found.strength).toBeGreaterThan(0.6);
  });

  it("says how little there is of one", () => {
    const hash = (k: number) => ((k * 0.6180339887) % 1) + ((k * k * 0.754877) % 1);
    const rough = Float64Array.from({length: 48}, (_, k) => hash(k + 1));
    expect(findFringe(rough).strength).toBeLessThan(0.5);
    expect(findFringe(new Float64Array(4))).toEqual({frequency: 0, strength: 0});
  });
});

const layout = makeLayout(60);
const phi = Float64Array.of(0, 45);
const simulator = makeSimulator({q: 0.0054, dt: 0.1, firstFrame: 0, phi, layout});

/** Decays within a third of the scan, and no flow: the far lags are the baseline. */
const FAST = TRUTH.slice();
FAST.set([50_000, 0, 0, 100_000, 0, 0, 1e-9, 0, 0, 0, 0, 0, 0.3, 0]);

function scaledBy(curves: Curves, contrast: number, offset: number): Curves {
  return {counts: curves.counts, values: curves.values.map((x) => contrast * x + offset)};
}

describe("scaleOf", () => {
  it("finds the baseline, and the contrast but for what a lag decays", () => {
    const [curves] = simulator.curves(FAST);
    const {baseline, contrast} = scaleOf(scaledBy(curves, 0.3, 1.05), 0.001, layout);
    expect(Math.abs(baseline - 1.05)).toBeLessThan(0.003);
    expect(Math.abs(contrast / (0.3 * curves.values[0]) - 1)).toBeLessThan(0.01);
  });

  it("does not take noise for contrast", () => {
    const flat = {values: new Float64Array(layout.length).fill(1), counts: new Float64Array(layout.length).fill(9)}; // prettier-ignore
    expect(scaleOf(flat, 0.1, layout).contrast).toBeGreaterThan(0.01);
  });
});

describe("featuresOf", () => {
  it("do not depend on contrast and offset", () => {
    const plain = simulator.curves(TRUTH);
    const own = featuresOf(plain, [0.01, 0.01], phi, layout);
    const other = featuresOf(
      plain.map((curves, a) => scaledBy(curves, [0.3, 0.2][a], 1)),
      [0.003, 0.002],
      phi,
      layout
    );
    other.forEach((value, f) => expect(value).toBeCloseTo(own[f], 9));
    expect(own.every(Number.isFinite)).toBe(true);
  });

  it("tell when the correlation falls to two fifths", () => {
    const [curves] = simulator.curves(FAST);
    const fast = featuresOf([curves], [0.001], [0], layout);
    const slower = FAST.slice();
    slower[0] /= 2;
    slower[3] /= 2;
    const [other] = simulator.curves(slower);
    const slow = featuresOf([other], [0.001], [0], layout);
    // features that are logarithms of the crossings: from lag 1 on, where the curve is 1, twice as far at half the rate
    const ratios = Array.from(slow, (value, f) => (Math.exp(value) - 1) / (Math.exp(fast[f]) - 1));
    const crossings = ratios.filter((ratio, f) => fast[f] > 1 && Math.abs(ratio - 2) < 0.1);
    // three ages, two levels
    expect(crossings).toHaveLength(6);
  });
});
