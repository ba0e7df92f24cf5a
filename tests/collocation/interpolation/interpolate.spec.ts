// What interpolate takes, and what it gives beyond the data and at their times.
import {describe, expect, it} from "vitest";
import {interpolate} from "../../../worker/collocation/interpolation/interpolate.ts";
import type {InterpolateOptions} from "../../../worker/collocation/types.ts";

const t = [0, 1, 3, 4, 6, 7];
const y = [1, 2, 0, 5, 4, 4.5];
const methods: InterpolateOptions[] = [
  {method: "linear"},
  {method: "quadratic"},
  {method: "cubic"},
  {method: "akima"},
  {method: "makima"},
  {method: "bspline"},
  {method: "bspline", degree: 1, knots: "average"},
  {method: "bspline-fit", degree: 2, controls: 4}
];

describe.each(methods)("beyond the data, %o", (options) => {
  const at = [-2, 0, 7, 8.5];

  it("refuses by default", () => {
    expect(() => interpolate(y, t, [1, 7.25], options)).toThrow(
      new RangeError(
        'collocation.interpolate: expected at within the times, 0 to 7, got 7.25 at index 1: for values beyond set extrapolate to "constant", "linear", "extend" or "nan"'
      )
    );
    expect(() => interpolate(y, t, [-1e-9], options)).toThrow(RangeError);
  });

  it("gives the end's value and no slope, NaN, or the tangent", async () => {
    const ends = await interpolate(y, t, [0, 7], options);
    const constant = await interpolate(y, t, at, {...options, extrapolate: "constant"});
    expect(Array.from(constant.u)).toEqual([ends.u[0], ends.u[0], ends.u[1], ends.u[1]]);
    expect(Array.from(constant.du)).toEqual([0, ends.du[0], ends.du[1], 0]);
    const nan = await interpolate(y, t, at, {...options, extrapolate: "nan"});
    expect(Array.from(nan.u)).toEqual([NaN, ends.u[0], ends.u[1], NaN]);
    expect(Array.from(nan.du)).toEqual([NaN, ends.du[0], ends.du[1], NaN]);
    const tangent = await interpolate(y, t, at, {...options, extrapolate: "linear"});
    expect(tangent.u[0]).toBeCloseTo(ends.u[0] - 2 * ends.du[0], 12);
    expect(tangent.u[3]).toBeCloseTo(ends.u[1] + 1.5 * ends.du[1], 12);
    expect(Array.from(tangent.du)).toEqual([ends.du[0], ends.du[0], ends.du[1], ends.du[1]]);
  });

  it("lets the end pieces go on: the cubics through four times inside them", async () => {
    for (const [from, to, x] of [
      [0, 0.4, -2],
      [6.6, 7, 8.5]
    ]) {
      const z = [0, 1, 2, 3].map((k) => from + (k / 3) * (to - from));
      const inside = await interpolate(y, t, z, options);
      const beyond = await interpolate(y, t, [x], {...options, extrapolate: "extend"});
      const weigh = (k: number) =>
        z.reduce(
          (product, other, j) => (j === k ? product : (product * (x - other)) / (z[k] - other)),
          1
        );
      const size = z.reduce((sum, _, k) => sum + Math.abs(weigh(k)), 0);
      expect(
        Math.abs(beyond.u[0] - z.reduce((sum, _, k) => sum + weigh(k) * inside.u[k], 0))
      ).toBeLessThan(1e-13 * size);
      expect(
        Math.abs(beyond.du[0] - z.reduce((sum, _, k) => sum + weigh(k) * inside.du[k], 0))
      ).toBeLessThan(1e-13 * size);
    }
  });
});

describe("slopes at the data's times", () => {
  it("are those of the piece to the left by lines, to the right by parabolas", async () => {
    const lines = await interpolate(y, t, t, {method: "linear"});
    expect(Array.from(lines.du)).toEqual([1, 1, -1, 5, -0.5, 0.5]);
    const parabolas = await interpolate(y, t, [3, 3 + 1e-9, 3 - 1e-9], {method: "quadratic"});
    expect(parabolas.du[0]).toBeCloseTo(parabolas.du[1], 6);
    expect(Math.abs(parabolas.du[0] - parabolas.du[2])).toBeGreaterThan(1);
  });

  it("are by Akima the mean of the outer slopes where two straight runs meet, and flat where all is flat", async () => {
    const times = [0, 1, 2, 3, 4, 5, 6];
    const bent = times.map((x) => Math.max(3 - x, 2 * (x - 3)));
    const {du} = await interpolate(bent, times, times, {method: "akima"});
    expect(Array.from(du)).toEqual([-1, -1, -1, 0.5, 2, 2, 2]);
    const step = [0, 0, 0, 0, 0, 4, 9];
    const flat = await interpolate(step, times, [2, 2.5], {method: "makima"});
    expect([flat.u, flat.du].map((row) => Array.from(row))).toEqual([
      [0, 0],
      [0, 0]
    ]);
  });

  it("give the data themselves, to the bit, by curves made of pieces", async () => {
    for (const {method} of methods.slice(0, 5))
      expect(Array.from((await interpolate(y, t, t, {method})).u)).toEqual(y);
  });
});

describe("what comes back", () => {
  it("has the shape of the data, at the times asked for in their order", async () => {
    const at = new Float32Array([6.5, 0.25, 3]);
    const one = await interpolate(Float64Array.from(y), t, at, {method: "cubic"});
    expect(one.u).toBeInstanceOf(Float64Array);
    expect(Array.from(one.t)).toEqual([6.5, 0.25, 3]);
    const two = await interpolate([y, y.map((value) => -value)], t, at, {method: "cubic"});
    expect(two.u[0]).toEqual(one.u);
    expect(two.du[1]).toEqual(one.du.map((value) => -value));
    const none = await interpolate([y], t, [], {method: "akima"});
    expect(none.u).toEqual([new Float64Array(0)]);
  });

  it("is the same from unsorted times, with a warning, and from originals changed meanwhile", async () => {
    const order = [3, 0, 5, 1, 4, 2];
    const times = order.map((i) => t[i]);
    const values = order.map((i) => y[i]);
    const at = [0.5, 6.9, 2];
    const run = interpolate(values, times, at, {method: "akima"});
    values.fill(0);
    times.fill(0);
    at.fill(0);
    const found = await run;
    const plain = await interpolate(y, t, [0.5, 6.9, 2], {method: "akima"});
    expect(plain.warnings).toEqual([]);
    expect(found).toEqual({...plain, warnings: ["the times were not in order: they were sorted"]});
  });

  it("warns where evenly spaced knots suit the times badly", async () => {
    // the fifth control's function begins at 10/3: it has a value of 1e-8 at the only time it could be seen from
    const times = [0, 1, 2, 3, 3.34, 10];
    const options = {method: "bspline", knots: "uniform"} as const;
    const {warnings} = await interpolate(y, times, [0.5], options);
    expect(warnings).toEqual([
      'the knots suit these times badly and the control points run away: use knots "average", fewer controls or a lower degree'
    ]);
  });

  it("takes two points where two are enough", async () => {
    for (const options of [
      {method: "linear"},
      {method: "cubic"},
      {method: "bspline", degree: 1}
    ] as const) {
      const {u, du} = await interpolate([1, 3], [0, 4], [0, 1, 4], options);
      expect(Array.from(u)).toEqual([1, 1.5, 3]);
      expect(Array.from(du)).toEqual([0.5, 0.5, 0.5]);
    }
  });

  it("is in order for many times in any order", async () => {
    const times = Array.from({length: 3000}, (_, i) => i + ((i * 7) % 5) / 10);
    const values = times.map((time) => 2 * time - 1);
    const end = times[times.length - 1];
    const at = Array.from({length: 5000}, (_, k) => ((k * 104729) % 5000) * (end / 5000));
    const {u, du} = await interpolate(values, times, at, {method: "linear"});
    at.forEach((x, k) => expect(Math.abs(u[k] - (2 * x - 1))).toBeLessThan(1e-8));
    expect(du.every((slope) => Math.abs(slope - 2) < 1e-9)).toBe(true);
  });
});
