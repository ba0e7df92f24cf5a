// What a collocation promises whatever the data: invariances, exactness, windows, warnings, and refusals.
import fc from "fast-check";
import {describe, expect, it} from "vitest";
import {kernels, SHAPE_NAMES} from "../../../worker/collocation/estimate/kernelTable.ts";
import type {CollocateOptions, KernelShape} from "../../../worker/collocation/types.ts";
import {bandwidths, collocate} from "./engine.ts";
import {errorOf} from "./errors.ts";

const line = (n: number, end = 10) => Array.from({length: n}, (_, i) => (i * end) / (n - 1));
const t = line(100);
const y = t.map((x, i) => Math.sin(x) + 0.1 * Math.cos(37 * i));
const anyKernel = fc.constantFrom(...SHAPE_NAMES.filter((name) => name !== "silverman"));
const real = (most: number) => fc.double({min: -most, max: most, noNaN: true});
/** Times at least 0.1 apart, which windows of 0.4 of the span find enough of. */
const anyTimes = fc
  .array(fc.double({min: 0.1, max: 0.3, noNaN: true}), {minLength: 30, maxLength: 60})
  .map((steps) => steps.reduce<number[]>((all, step) => [...all, (all.at(-1) ?? 0) + step], []));

describe("u and du", () => {
  it("are exact for lines, and du for parabolas, by any kernel at any times", () =>
    fc.assert(
      fc.asyncProperty(
        anyKernel, anyTimes, real(10), real(10), real(3),
        async (kernel, times, a, b, c) => {
          const at = [times[0], times[3] + 0.01, times.at(-1)];
          const options = {kernel, bandwidth: 0.4, at};
          const straight = await collocate(times.map((x) => a + b * x), times, options);
          const bent = await collocate(times.map((x) => a + b * x + c * x * x), times, options);
          at.forEach((x, i) => {
            expect(Math.abs(straight.u[i] - (a + b * x))).toBeLessThan(1e-9);
            expect(Math.abs(straight.du[i] - b)).toBeLessThan(1e-8);
            expect(Math.abs(bent.du[i] - (b + 2 * c * x))).toBeLessThan(1e-7);
          });
        }
      ),
      {numRuns: 60, seed: 1}
    )); // prettier-ignore

  it("do not depend on the time's unit or origin, nor on the order of the points", async () => {
    const options: CollocateOptions = {kernel: "tricube", bandwidth: 0.21};
    const plain = await collocate(y, t, options);
    const moved = await collocate(y, t.map((x) => 3600 * x - 7200), options); // prettier-ignore
    expect(errorOf(moved.u, plain.u)).toBeLessThan(1e-12);
    expect(errorOf(moved.du.map((slope) => slope * 3600), plain.du)).toBeLessThan(1e-11); // prettier-ignore
    const order = t.map((_, i) => (i * 37) % 100);
    const pick = (row: number[]) => order.map((i) => row[i]);
    const shuffled = await collocate(pick(y), pick(t), options);
    expect(shuffled.u).toEqual(plain.u);
    expect(shuffled.t).toEqual(Float64Array.from(t));
    expect(shuffled.warnings).toEqual([
      "the times were not in order: they were sorted, and the data with them"
    ]);
    expect(plain.warnings).toEqual([]);
  });

  it("are the same for `at` as without it, in the order asked for", async () => {
    const plain = await collocate([y, t], t, {bandwidth: 0.15, confidence: 0.9});
    const back = await collocate([y, t], t, {
      bandwidth: 0.15,
      confidence: 0.9,
      at: [...t].reverse()
    });
    const reversed = (row: Float64Array) => [...row].reverse();
    for (const k of [0, 1]) {
      // other neighbours in a block: other roundings, no more
      expect(errorOf(reversed(back.u[k]), plain.u[k])).toBeLessThan(1e-13);
      expect(errorOf(reversed(back.du[k]), plain.du[k])).toBeLessThan(1e-12);
      expect(errorOf(reversed(back.bands!.lower[k]), plain.bands!.lower[k])).toBeLessThan(1e-12);
    }
    expect([...back.window].reverse()).toEqual([...plain.window]);
    expect([...back.t].reverse()).toEqual(t);
  });

  it("take one series as a vector and give one back, several as several", async () => {
    const one = await collocate(y, t);
    const several = await collocate([y, y, y], t);
    expect(one.u).toBeInstanceOf(Float64Array);
    for (const row of several.u) expect(row).toEqual(one.u);
    for (const row of several.du) expect(row).toEqual(one.du);
    expect(one.kernel).toBe("triangular");
  });

  it("allow repeated times", async () => {
    const twice = t.flatMap((x) => [x, x]);
    const spread = y.flatMap((value) => [value - 1, value + 1]);
    const found = await collocate(spread, twice, {bandwidth: 0.1, at: t});
    expect(errorOf(found.u, (await collocate(y, t, {bandwidth: 0.1})).u)).toBeLessThan(1e-13);
  });
});

describe("windows", () => {
  it("count the points that weigh something", async () => {
    const {window} = await collocate(y, t, {kernel: "epanechnikov", bandwidth: 2.5 / 99});
    expect([...window.slice(0, 4)]).toEqual([3, 4, 5, 5]);
    const whole = await collocate(y, t, {kernel: "gaussian", bandwidth: 0.5});
    expect(whole.window.every((count) => count === 100)).toBe(true);
    const few = await collocate(y, t, {kernel: "gaussian", bandwidth: 0.01});
    expect(Math.max(...few.window)).toBeLessThan(30);
  });

  it("leave out nothing that unbounded kernels would notice", async () => {
    for (const kernel of ["gaussian", "logistic", "sigmoid", "silverman-sciml"] as const) {
      const {u, window} = await collocate(y, t, {kernel, bandwidth: 0.004});
      expect(Math.max(...window)).toBeLessThan(100);
      const {value} = kernels.find(({name}) => name === kernel)!;
      const sums = (tau: number) => {
        const z = t.map((x) => (x - tau) / 10 / 0.004);
        const sum = (f: (j: number) => number) => z.reduce((all, x, j) => all + value(x) * f(j), 0);
        const [s0, s1, s2] = [0, 1, 2].map((k) => sum((j) => z[j] ** k));
        const [r0, r1] = [0, 1].map((k) => sum((j) => z[j] ** k * y[j]));
        return (s2 * r0 - s1 * r1) / (s0 * s2 - s1 * s1);
      };
      for (const i of [0, 1, 50, 99]) expect(Math.abs(u[i] - sums(t[i]))).toBeLessThan(1e-12);
    }
  });

  it("hold the points on their edge by the original's order of divisions, or all of them with ties", async () => {
    // h (n − 1) is a whole number: whether a point is within the window is a matter of the last bit.
    const times = Array.from({length: 31}, (_, i) => i * 0.1);
    const span = times[30];
    const h = 6 / 30;
    const options: CollocateOptions = {kernel: "uniform", bandwidth: h};
    const count = (place: (d: number) => number) =>
      times.map((tau) => times.filter((x) => Math.abs(place(x - tau)) <= 1).length);
    const strict = await collocate(times, times, options);
    const counts = count((d) => d / span / h);
    expect([...strict.window]).toEqual(counts);
    const loose = await collocate(times, times, {...options, ties: 1e-12});
    const exact = times.map((_, i) => Math.min(30, i + 6) - Math.max(0, i - 6) + 1);
    expect([...loose.window]).toEqual(exact);
    // these times tell all ways of counting apart
    expect(counts).not.toEqual(exact);
    expect(counts).not.toEqual(count((d) => d / (span * h)));
    expect(counts).not.toEqual(count((d) => d * (1 / (span * h))));
    // the others weigh their edge with zero
    const smooth = await collocate(y, t, {kernel: "quartic", bandwidth: 0.2, ties: 1e-9});
    expect(smooth.u).toEqual((await collocate(y, t, {kernel: "quartic", bandwidth: 0.2})).u);
  });

  it("are reported where they are too small, and nothing comes of them", async () => {
    const times = [...line(20, 1), 5, ...line(20, 1).map((x) => x + 9)];
    const {u, du, condition, warnings} = await collocate(times, times, {bandwidth: 0.03});
    expect(Number.isNaN(u[20])).toBe(true);
    expect(Number.isNaN(du[20])).toBe(true);
    expect(condition.u[20]).toBe(0);
    expect(u.filter((value) => Number.isNaN(value))).toHaveLength(1);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toMatch(
      /^u is NaN at 1 of 41 times, the first of them 5: .*larger bandwidth/
    );
    expect(warnings[1]).toMatch(/^du is NaN at 1 of 41 times/);
  });

  it("of two points give u and no du; of three, both: condition 4.7e5 is no reason to refuse", async () => {
    const two = await collocate(y, t, {kernel: "epanechnikov", bandwidth: 0.0102});
    expect(Number.isFinite(two.u[0])).toBe(true);
    expect(two.du[0]).toBeNaN();
    const three = await collocate(y, t, {kernel: "epanechnikov", bandwidth: 0.0203});
    expect(three.warnings).toEqual([]);
    expect(three.window[0]).toBe(3);
    expect(three.du.every((value) => Number.isFinite(value))).toBe(true);
    expect(three.condition.du[0]).toBeGreaterThan(1e-9);
    const slope = (-3 * y[0] + 4 * y[1] - y[2]) / (2 * t[1]);
    expect(Math.abs(three.du[0] / slope - 1)).toBeLessThan(1e-9);
  });

  it("warn of digits lost, and of times beyond the data", async () => {
    const lumps = [0, 5e-3, 1e-2, 1.5e-2, 1];
    const poor = await collocate(lumps, lumps, {bandwidth: 0.6, at: [5e-3]});
    expect(poor.warnings).toHaveLength(1);
    expect(poor.warnings[0]).toMatch(/^du has lost digits at 1 of 1 times/);
    const beyond = await collocate(y, t, {bandwidth: 0.2, at: [-0.5, 5]});
    expect(beyond.warnings).toEqual(["1 of 2 times lie outside the data: fits are extended there"]);
    expect(Number.isFinite(beyond.u[0])).toBe(true);
  });
});

describe("cutoff", () => {
  it("leaves out fractions of the span, of the data's times and of others", async () => {
    const cut = await collocate(y, t, {bandwidth: 0.2, cutoff: [0.1, 0.25]});
    expect([...cut.t]).toEqual(t.filter((x) => x >= 1 && x <= 7.5));
    const whole = await collocate(y, t, {bandwidth: 0.2});
    const from = t.findIndex((x) => x >= 1);
    expect(errorOf(cut.u, whole.u.slice(from, from + cut.u.length))).toBeLessThan(1e-13);
    const other = await collocate(y, t, {at: [0.5, 5, 9.9], cutoff: [0, 0.25]});
    expect([...other.t]).toEqual([0.5, 5]);
    const none = await collocate(y, t, {at: [0.5], cutoff: [0.2, 0]});
    expect(none.u).toHaveLength(0);
    expect(none.warnings).toEqual(["no time is left to estimate at"]);
  });
});

describe("refusals", () => {
  const cases: [string, () => unknown, RegExp][] = [
    ["other lengths", () => collocate([1, 2], [1, 2, 3]), /collocate: expected data to be as long as t, which is 3, got 2/],
    ["another series' length", () => collocate([[1, 2], [1]], [1, 2]), /data\[1\] to be as long as t, which is 2, got 1/],
    ["no series", () => collocate([], [1, 2]), /at least one series/],
    ["one time", () => collocate([1], [1]), /at least 2 times, got 1/],
    ["equal times", () => collocate([1, 2], [3, 3]), /expected different times/],
    ["NaN in the data", () => collocate([[1, 2], [1, NaN]], [1, 2]), /finite numbers in data\[1\], got NaN at index 1/],
    ["infinite times", () => collocate([1, 2], [1, Infinity]), /finite numbers in t, got Infinity at index 1/],
    ["text", () => collocate("abc" as never, [1, 2]), /data as an array of numbers, got "abc"/],
    ["an unknown kernel", () => collocate(y, t, {kernel: "box" as KernelShape}), /kernel as one of .*got "box"/],
    ["options in a list", () => collocate(y, t, [] as never), /expected options as an object, got an array of length 0/],
    ["an unknown option", () => collocate(y, t, {bandwith: 1} as never), /unknown option "bandwith" \(did you mean bandwidth\?\)/],
    ["bandwidth 0", () => collocate(y, t, {bandwidth: 0}), /bandwidth as a positive fraction of the time span, got 0/],
    ["another rule", () => collocate(y, t, {bandwidth: "aic" as never}), /bandwidth as a number or one of "default", "gcv", "loo"/],
    ["NaN among `at`", () => collocate(y, t, {at: [NaN]}), /finite numbers in at/],
    ["too much cut off", () => collocate(y, t, {cutoff: [0.5, 0.5]}), /cutoffs of less than the whole span/],
    ["negative ties", () => collocate(y, t, {ties: -1}), /ties from 0 to 1, got -1/],
    ["confidence 1", () => collocate(y, t, {confidence: 1}), /confidence between 0 and 1, got 1/],
    ["no threads", () => collocate(y, t, {threads: 0}), /threads as an integer/],
    ["negative bandwidths", () => bandwidths(y, t, {bandwidths: [0.1, -1]}), /positive bandwidths, got -1 at index 1/],
    ["another criterion", () => bandwidths(y, t, {criterion: "cv" as never}), /bandwidths: expected criterion/]
  ]; // prettier-ignore
  it.each(cases)("%s", (_name, call, message) => {
    expect(call).toThrow(message);
  });
});
