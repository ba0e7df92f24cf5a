// How bandwidths are found: rules, criteria, their curve, and what a run of it can be told.
import {describe, expect, it} from "vitest";
import {
  slopeFromParabola,
  slopeFromValue
} from "../../../worker/collocation/estimate/bandwidthRules.ts";
import {kernels} from "../../../worker/collocation/estimate/kernelTable.ts";
import {leastReach} from "../../../worker/collocation/estimate/search.ts";
import {toAxis} from "../../../worker/collocation/estimate/windows.ts";
import type {Progress} from "../../../worker/work.ts";
import {bandwidths, collocate} from "./engine.ts";

const n = 120;
const t = Array.from({length: n}, (_, i) => (i / (n - 1)) * 4);
/** A fixed scatter without a pattern that a window would see. */
const scatter = (i: number) => Math.sqrt(2) * Math.sin(12.9898 * (i + 1) + 78.233 * ((i * i) % 7));
const y = t.map((x, i) => Math.sin(2 * x) + 0.1 * scatter(i));

describe("a curve", () => {
  it.each(["gcv", "loo"] as const)(
    "has its smallest value by %s refined between its points",
    async (criterion) => {
      const curve = await bandwidths(y, t, {criterion, kernel: "epanechnikov"});
      expect(curve.criterion).toBe(criterion);
      expect(curve.bandwidth).toHaveLength(40);
      expect(curve.bandwidth[39]).toBe(1);
      const steps = curve.bandwidth.slice(1).map((h, k) => h / curve.bandwidth[k]);
      steps.forEach((step) => expect(step).toBeCloseTo(steps[0], 9));
      expect(curve.value.every((value) => value > 0)).toBe(true);
      const least = Math.min(...curve.value);
      const k = curve.value.indexOf(least);
      expect(k).toBeGreaterThan(0);
      expect(k).toBeLessThan(39);
      expect(curve.best).toBeGreaterThan(curve.bandwidth[k - 1]);
      expect(curve.best).toBeLessThan(curve.bandwidth[k + 1]);
      const around = await bandwidths(y, t, {
        criterion,
        kernel: "epanechnikov",
        bandwidths: [curve.best * 0.99, curve.best, curve.best * 1.01]
      });
      expect(around.value[1]).toBeLessThanOrEqual(least);
      expect(around.value[1]).toBeLessThanOrEqual(around.value[0]);
      expect(around.value[1]).toBeLessThanOrEqual(around.value[2]);
      // close to the noise's variance, which prediction cannot beat
      expect(around.value[1]).toBeGreaterThan(0.005);
      expect(around.value[1]).toBeLessThan(0.02);
      const found = await collocate(y, t, {kernel: "epanechnikov", bandwidth: criterion});
      expect(found.bandwidth).toBe(curve.best);
      expect(found.warnings).toEqual([]);
    }
  );

  it("says NaN where windows are too small, keeps the order given, and finds nothing in nothing", async () => {
    const curve = await bandwidths(y, t, {bandwidths: [0.5, 0.001, 0.1]});
    expect([...curve.bandwidth]).toEqual([0.5, 0.001, 0.1]);
    expect(curve.value[1]).toBeNaN();
    expect(curve.best).toBeGreaterThan(0.001);
    expect(curve.best).toBeLessThan(0.5);
    const none = await bandwidths(y, t, {bandwidths: [0.001, 0.002]});
    expect(none.best).toBeNaN();
  });

  it("counts several series alike whatever their units", async () => {
    const other = t.map((x, i) => Math.cos(3 * x) + 0.3 * scatter(7 * i));
    const both = await bandwidths([y, other], t, {bandwidths: [0.1]});
    const scaled = await bandwidths([y, other.map((value) => 1000 * value)], t, {
      bandwidths: [0.1]
    });
    expect(scaled.value[0] / both.value[0]).toBeCloseTo(1, 12);
    const alone = await Promise.all(
      [y, other].map(async (row) => {
        const mean = row.reduce((sum, value) => sum + value) / n;
        const variance = row.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
        return (await bandwidths(row, t, {bandwidths: [0.1]})).value[0] / variance;
      })
    );
    expect(both.value[0] / ((alone[0] + alone[1]) / 2)).toBeCloseTo(1, 12);
  });

  it("reports its progress and hears a cancel", async () => {
    const run = bandwidths(y, t);
    const seen: Progress[] = [];
    for await (const progress of run) seen.push(progress);
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.at(-1)).toMatchObject({phase: "bandwidths"});
    expect(seen.every(({done, total}) => done <= total)).toBe(true);
    const stopped = bandwidths(y, t);
    for await (const {done} of stopped) if (done > 0) stopped.cancel();
    await expect(stopped).rejects.toMatchObject({name: "AbortError"});
    expect(stopped.status).toBe("cancelled");
    const early = bandwidths(y, t);
    early.cancel();
    await expect(early).rejects.toMatchObject({name: "AbortError"});
  });

  it("waits while it is paused", async () => {
    const run = bandwidths(y, t);
    run.pause();
    let isOver = false;
    void run.then(() => (isOver = true));
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(isOver).toBe(false);
    run.resume();
    expect((await run).best).toBeGreaterThan(0);
  });

  it("judges a series of many points by some of them, and comes to nearly the same", async () => {
    const many = Array.from({length: 9000}, (_, i) => i);
    const long = many.map((i) => Math.sin(i / 500) + scatter(i));
    const {value} = await bandwidths(long, many, {bandwidths: [0.02], criterion: "loo"});
    const {u} = await collocate(long, many, {bandwidth: 0.02});
    // leverages are near 1/180: what is left of a residual is nearly all of it
    const mean = long.reduce((sum, x, i) => sum + (x - u[i]) ** 2, 0) / 9000;
    expect(value[0] / mean).toBeGreaterThan(0.95);
    expect(value[0] / mean).toBeLessThan(1.1);
  });
});

describe("rules", () => {
  it("scale a bandwidth so that other kernels smooth as much", async () => {
    const epanechnikov = await collocate(y, t, {kernel: "epanechnikov", bandwidth: 0.2});
    const distance = async (kernel: "gaussian" | "triweight", canonical: boolean) => {
      const {u, bandwidth} = await collocate(y, t, {kernel, bandwidth: 0.2, canonical});
      if (canonical)
        expect(bandwidth).toBe(0.2 * kernels.find(({name}) => name === kernel)!.canonical);
      return Math.max(...u.map((value, i) => Math.abs(value - epanechnikov.u[i])));
    };
    for (const kernel of ["gaussian", "triweight"] as const)
      expect(await distance(kernel, true)).toBeLessThan(0.35 * (await distance(kernel, false)));
    expect(kernels.find(({name}) => name === "gaussian")!.canonical).toBeCloseTo(0.4517107, 6);
  });

  it("give the slope a bandwidth of its own", async () => {
    const bandwidth = 0.15;
    const plain = await collocate(y, t, {bandwidth});
    expect(plain.derivativeBandwidth).toBe(bandwidth);
    const wide = await collocate(y, t, {bandwidth, derivativeBandwidth: 0.25});
    expect(wide.u).toEqual(plain.u);
    expect(wide.du).toEqual((await collocate(y, t, {bandwidth: 0.25})).du);
    expect(wide.condition.u).toEqual(plain.condition.u);
    expect(wide.window).toEqual(plain.window);
    const ruled = await collocate(y, t, {bandwidth, derivativeBandwidth: "rule"});
    expect(ruled.derivativeBandwidth).toBe(slopeFromValue(bandwidth, n, "triangular"));
    expect(ruled.derivativeBandwidth).toBeGreaterThan(bandwidth);
    // epanechnikov's constants: 15^(1/5) for the value, 315^(1/7) for the slope
    const ratio = slopeFromValue(1, 1000, "epanechnikov") / 1000 ** (2 / 35);
    expect(ratio).toBeCloseTo(315 ** (1 / 7) / 15 ** (1 / 5), 12);
    expect(slopeFromParabola(1, 1)).toBe(0.7015);
  });

  it("find the slope's bandwidth by leaving points out of parabolas, nearer the truth than the default", async () => {
    const found = await collocate(y, t, {derivativeBandwidth: "loo", bandwidth: "loo"});
    const plain = await collocate(y, t, {kernel: "gaussian"});
    const error = (du: Float64Array) =>
      du.reduce((sum, x, i) => sum + (x - 2 * Math.cos(2 * t[i])) ** 2, 0);
    expect(found.derivativeBandwidth).toBeGreaterThan(0.05);
    expect(error(found.du)).toBeLessThan(0.5 * error(plain.du));
  });

  it("say how far the neighbours are that a window needs", () => {
    const axis = toAxis(Float64Array.of(0, 1, 1, 3, 10));
    expect(leastReach(axis, 1)).toBe(0.7);
    expect(leastReach(axis, 2)).toBe(0.9);
    expect(leastReach(axis, 9)).toBe(1);
    expect(leastReach(toAxis(Float64Array.from(t)), 2)).toBeCloseTo(2 / (n - 1), 12);
  });

  it("fall back to the default where the points are too few to choose by", async () => {
    const found = await collocate([1, 2], [0, 1], {bandwidth: "loo"});
    expect(found.warnings[0]).toMatch(/no bandwidth could be found by loo/);
  });
});
