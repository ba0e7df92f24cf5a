// Local polynomials against SciPy's filter and NumPy's fits, on even and uneven times.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {savitzkyGolay} from "../../../worker/collocation/interpolation/savitzkyGolay.ts";
import {errorOf, smoothed} from "./fixtures.ts";

describe("local polynomials", () => {
  it.each(smoothed.regular)("are savgol_filter's on an even grid: $options", async (one) => {
    const found = await savitzkyGolay(one.data, one.t, one.options);
    expect(Array.from(found.t)).toEqual(one.t);
    expect(errorOf(found.u, one.u)).toBeLessThan(1e-10);
    expect(errorOf(found.du, one.du)).toBeLessThan(1e-10);
  });

  it.each(smoothed.irregular)("are NumPy's window by window: $options", async (one) => {
    const found = await savitzkyGolay(one.data, one.t, {...one.options, at: one.at});
    expect(found.warnings).toEqual([]);
    expect(errorOf(found.u, one.u)).toBeLessThan(1e-10);
    expect(errorOf(found.du, one.du)).toBeLessThan(1e-10);
  });

  it("take windows in time that on an even grid are those in points", async () => {
    const {data, t} = smoothed.regular[0];
    for (const [points, span] of [
      [7, 0.6],
      [21, 2]
    ]) {
      const byPoints = await savitzkyGolay(data, t, {window: points, degree: 2});
      const bySpan = await savitzkyGolay(data, t, {span, degree: 2});
      expect(errorOf(bySpan.u, byPoints.u)).toBeLessThan(1e-12);
      expect(errorOf(bySpan.du, byPoints.du)).toBeLessThan(1e-12);
    }
  });

  it("have a window of 2·degree + 5 points unless told otherwise, or as many as there are", async () => {
    const {data, t} = smoothed.regular[0];
    const found = await savitzkyGolay(data, t);
    const told = await savitzkyGolay(data, t, {window: 11, degree: 3});
    expect(found).toEqual(told);
    const few = await savitzkyGolay(data.slice(0, 6), t.slice(0, 6));
    expect(few).toEqual(await savitzkyGolay(data.slice(0, 6), t.slice(0, 6), {window: 5}));
  });

  it("give the same weights whether they are found anew for each time or kept", async () => {
    const {data, t} = smoothed.regular[0];
    const kept = await savitzkyGolay(data, t, {window: 9});
    // one time moved by a little more than rounding makes the grid uneven
    const moved = t.map((time, i) => (i === 59 ? time + 1e-12 : time));
    const anew = await savitzkyGolay(data, moved, {window: 9});
    expect(errorOf(kept.u, anew.u)).toBeLessThan(1e-11);
    expect(errorOf(kept.du, anew.du)).toBeLessThan(1e-10);
  });

  it("find weights anew where the times are nearly even", async () => {
    const t = Array.from({length: 60}, (_, i) => (i + ((i * 7) % 5) * 1e-5) / 10);
    const {u} = await savitzkyGolay(
      t.map((x) => x * x * x),
      t,
      {window: 9}
    );
    t.forEach((x, k) => expect(Math.abs(u[k] - x * x * x)).toBeLessThan(1e-10));
  });

  it("stay accurate far from time zero and at high degree", async () => {
    const t = Float64Array.from({length: 201}, (_, i) => 1e6 + i / 8);
    const data = t.map((time) => Math.sin((time - 1e6) / 4));
    const {u, du} = await savitzkyGolay(data, t, {window: 41, degree: 10});
    expect(errorOf(u, data)).toBeLessThan(1e-7);
    expect(
      errorOf(
        du,
        t.map((time) => Math.cos((time - 1e6) / 4) / 4)
      )
    ).toBeLessThan(1e-5);
  });

  it("give back polynomials of their degree and their slopes, from any times", async () => {
    const gaps = fc.array(fc.double({min: 0.05, max: 2, noNaN: true}), {
      minLength: 20,
      maxLength: 40
    });
    const powers = fc.array(fc.double({min: -2, max: 2, noNaN: true}), {
      minLength: 2,
      maxLength: 6
    });
    await fc.assert(
      fc.asyncProperty(gaps, powers, fc.boolean(), async (steps, c, isSpan) => {
        const t = steps.map(
          (
            (sum) => (gap) =>
              (sum += gap)
          )(0)
        );
        const middle = (t[0] + t[t.length - 1]) / 2;
        const half = t[t.length - 1] - middle;
        const value = (x: number) =>
          c.reduceRight((sum, one) => sum * ((x - middle) / half) + one, 0);
        const slope = (x: number) =>
          c.reduceRight(
            (sum, one, k) => (k === 0 ? sum : sum * ((x - middle) / half) + k * one),
            0
          ) / half;
        const degree = c.length - 1;
        const width = isSpan ? {span: 2 * half} : {window: 2 * degree + 5};
        const {u, du} = await savitzkyGolay(t.map(value), t, {degree, ...width});
        const size = c.reduce((sum, one) => sum + Math.abs(one), 1e-9);
        t.forEach((x, k) => {
          expect(Math.abs(u[k] - value(x))).toBeLessThanOrEqual(1e-10 * size);
          expect(Math.abs(du[k] - slope(x))).toBeLessThanOrEqual(1e-7 * size);
        });
      }),
      {numRuns: 50}
    );
  });
});

describe("what a window may lack", () => {
  it("is said, and NaN stands where it has too few points", async () => {
    const t = [0, 0.1, 0.2, 0.3, 5, 9.7, 9.8, 9.9, 10];
    const {u, du, warnings} = await savitzkyGolay(
      t.map((x) => 2 * x),
      t,
      {span: 1, degree: 1}
    );
    expect(Array.from(u, Number.isNaN)).toEqual(t.map((x) => x === 5));
    expect(Number.isNaN(du[4])).toBe(true);
    expect(du[0]).toBeCloseTo(2, 12);
    expect(warnings).toEqual([
      "1 of 9 windows have fewer than 2 distinct times: NaN there; widen the window or lower the degree"
    ]);
  });

  it("is distinct times where some come twice; where enough are left they are taken", async () => {
    const t = [-4, -3, -2, -1, 0, 0, 0, 1, 2, 3, 4];
    const {u, du, warnings} = await savitzkyGolay(
      t.map((x) => x * x),
      t,
      {window: 5, degree: 3}
    );
    expect(Array.from(u, Number.isNaN)).toEqual(t.map((x) => x === 0));
    expect(Array.from(du, Number.isNaN)).toEqual(Array.from(u, Number.isNaN));
    expect(u[2]).toBeCloseTo(4, 12);
    expect(du[10]).toBeCloseTo(8, 10);
    expect(warnings).toEqual([
      "3 of 11 windows have fewer than 4 distinct times: NaN there; widen the window or lower the degree"
    ]);
  });
});

describe("series in the shape they came in", () => {
  it("sorted with a warning, each as if alone", async () => {
    const {data, t} = smoothed.irregular[0];
    const backwards = [t, data].map((row) => row.slice().reverse());
    const both = await savitzkyGolay([backwards[1], backwards[1].map((y) => -y)], backwards[0]);
    const one = await savitzkyGolay(data, t);
    expect(both.warnings).toEqual(["the times were not in order: they were sorted"]);
    expect(both.t).toEqual(one.t);
    expect(both.u[0]).toEqual(one.u);
    expect(both.du[1]).toEqual(one.du.map((value) => -value));
  });
});

describe("misuse is refused at the call", () => {
  const t = [0, 1, 2, 3, 4, 5, 6];
  it.each<[string, () => unknown, ErrorConstructor, string]>([
    [
      "an even window",
      () => savitzkyGolay(t, t, {window: 6}),
      RangeError,
      "expected window as an odd number of points, got 6"
    ],
    [
      "a window below the degree",
      () => savitzkyGolay(t, t, {window: 3}),
      RangeError,
      "expected window as an integer from 5 to 7, got 3"
    ],
    [
      "a window above the points",
      () => savitzkyGolay(t, t, {window: 9}),
      RangeError,
      "expected window as an integer from 5 to 7, got 9"
    ],
    [
      "window and span",
      () => savitzkyGolay(t, t, {window: 5, span: 3}),
      RangeError,
      "expected window or span, got both"
    ],
    [
      "no span",
      () => savitzkyGolay(t, t, {span: 0}),
      RangeError,
      "expected span above 0 and at most 6, the length of the times, got 0"
    ],
    [
      "a span beyond the times",
      () => savitzkyGolay(t, t, {span: 7}),
      RangeError,
      "expected span above 0 and at most 6, the length of the times, got 7"
    ],
    [
      "a span that is no number",
      () => savitzkyGolay(t, t, {span: "1" as never}),
      TypeError,
      'expected span as a number, got "1"'
    ],
    [
      "no degree",
      () => savitzkyGolay(t, t, {degree: 0}),
      RangeError,
      "expected degree as an integer from 1 to 12, got 0"
    ],
    [
      "too few points",
      () => savitzkyGolay([1, 2, 3, 4], [1, 2, 3, 4]),
      RangeError,
      "expected at least 5 points for degree 3, got 4"
    ],
    [
      "a time beyond",
      () => savitzkyGolay(t, t, {at: [1, 6.5]}),
      RangeError,
      "expected at within the times, 0 to 6, got 6.5 at index 1: a local fit does not reach beyond them"
    ],
    [
      "an unknown option",
      () => savitzkyGolay(t, t, {windows: 5} as never),
      RangeError,
      'unknown option "windows" (did you mean window?)'
    ],
    [
      "lengths that differ",
      () => savitzkyGolay([1, 2], t),
      RangeError,
      "expected data of length 7, as t, got length 2"
    ],
    ["no times", () => savitzkyGolay(t, undefined as never), TypeError, "missing t"]
  ])("%s", (_name, call, Kind, message) => {
    expect(call).toThrow(new Kind(`collocation.savitzkyGolay: ${message}`));
    expect(call).toThrow(Kind);
  });
});
