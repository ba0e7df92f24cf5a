// Curves of simulations are those of a measurement, on every level.
import {describe, expect, it} from "vitest";
import {correlate, tabulate} from "../../../worker/heterodyne/model/c2.ts";
import {curvesOf} from "../../../worker/heterodyne/predictor/curves.ts";
import {addNoise, makeSimulator} from "../../../worker/heterodyne/predictor/simulate.ts";
import {makeLayout} from "../../../worker/heterodyne/predictor/views.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {TRUTH} from "../fit/scans.ts";

const times = {q: 0.0054, dt: 0.1, frames: 150, semantics: "exact" as const, firstFrame: 3};
const layout = makeLayout(150);
const phi = Float64Array.of(0, 60);
const table = tabulate(TRUTH, times);
const data = Array.from(phi, (angle) => correlate(times, TRUTH, table, angle));
const simulator = makeSimulator({...times, phi, layout});

describe("makeLayout", () => {
  it("looks at all of a short scan at once, and at a long one on levels without gaps", () => {
    expect(makeLayout(40)).toMatchObject({levels: 1, views: [{start: 0, every: 1, frames: 40}]});
    const {views, levels, curves} = makeLayout(10_000);
    expect(levels).toBe(3);
    expect(Math.min(...views.map(({every}) => every))).toBe(1);
    for (const {start, every, frames} of views) {
      expect(frames).toBeLessThanOrEqual(64);
      expect(start + every * (frames - 1)).toBeLessThan(10_000);
    }
    // the longest lag of a level is beyond the shortest of the next
    const reach = (level: number) =>
      curves.filter((curve) => curve.level === level).map(({every, lags}) => every * lags);
    expect(Math.max(...reach(0))).toBeGreaterThan(curves[3].every);
    expect(Math.max(...reach(1))).toBeGreaterThan(curves[6].every);
    expect(Math.max(...reach(2))).toBeGreaterThan(9800);
  });
});

describe("curves", () => {
  it("of the model are those of its whole matrix", () => {
    const taken = takeScan("test", {...times, phi, data});
    const simulated = simulator.curves(TRUTH);
    expect(layout.levels).toBe(2);
    taken.angles.forEach((angle, a) => {
      const measured = curvesOf(angle, 150, layout);
      expect(measured.counts).toEqual(simulated[a].counts);
      measured.values.forEach((value, k) => expect(value).toBeCloseTo(simulated[a].values[k], 11));
    });
  });

  it("are means along diagonals", () => {
    const [{values, counts}] = simulator.curves(TRUTH);
    const {at, begin, end, every} = layout.curves[5];
    const frames = layout.views[layout.curves[5].view].frames;
    const lag = 4;
    const last = Math.min(end, frames - lag);
    let sum = 0;
    for (let i = begin; i < last; i++) sum += data[0][i * every * 150 + (i + lag) * every];
    expect(last - begin).toBeGreaterThan(1);
    expect(every).toBeGreaterThan(1);
    expect(counts[at + lag - 1]).toBe(last - begin);
    expect(values[at + lag - 1]).toBeCloseTo(sum / (last - begin), 11);
  });

  it("leave out what is masked", () => {
    const mask = new Float64Array(150 * 150).fill(1);
    const broken = data[0].slice();
    for (const place of [1, 150]) {
      mask[place] = 0;
      broken[place] = NaN;
    }
    const taken = takeScan("test", {...times, phi: [0], data: [broken], mask});
    const curves = curvesOf(taken.angles[0], 150, layout);
    const whole = simulator.curves(TRUTH)[0];
    expect(curves.counts[0]).toBe(whole.counts[0] - 1);
    expect(curves.values.some(Number.isNaN)).toBe(false);
    expect(curves.values[0]).toBeCloseTo(whole.values[0], 2);
  });

  it("have the noise of means", () => {
    const [curves] = simulator.curves(TRUTH);
    const before = curves.values.slice();
    addNoise([curves], 0.1, 1, 2, 3);
    let squares = 0;
    before.forEach((value, k) => {
      const z = ((curves.values[k] - value) * Math.sqrt(curves.counts[k])) / 0.1;
      squares += (z * z) / before.length;
    });
    // some 300 squares of normal numbers: their mean scatters by 0.08
    expect(Math.abs(squares - 1)).toBeLessThan(0.4);
  });
});
