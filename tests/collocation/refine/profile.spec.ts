import {describe, expect, it} from "vitest";
import {errorOf, lotkaVolterra, type ProfileReference} from "./fits.ts";
import {compileLotkaVolterra, models, profile} from "./part.ts";
import type {Profile} from "../../../worker/api.ts";

const {t, data, start, base, weighted} = lotkaVolterra;
const lv = await compileLotkaVolterra();
const options = {data, t, u0: [1, 0.5], start, parameter: 1};

function expectProfile(found: Profile, reference: ProfileReference): void {
  expect(found.status).toBe("converged");
  expect(Array.from(found.value)).toEqual(reference.value);
  found.deviance.forEach((deviance, i) => {
    expect(Math.abs(deviance - reference.deviance[i])).toBeLessThan(1e-4);
  });
  expect(errorOf(found.interval, reference.interval)).toBeLessThan(1e-7);
}

describe("profile", () => {
  const points = lotkaVolterra.profile.value;

  it("is SciPy's at given values, and so is the interval", async () => {
    const found = await profile(lv, {...options, points});
    expectProfile(found, lotkaVolterra.profile);
    expect(found.threshold).toBeCloseTo(3.841458820694124, 12);
    expect(found.p[1]).toEqual(found.value);
    expect(found.p).toHaveLength(4);
  });

  it("refits the initial state too, where it is an unknown", async () => {
    const found = await profile(lv, {...options, points, fitInitial: true});
    expectProfile(found, lotkaVolterra.profileInitial);
  });

  it("is the excess of the weighted squares where sigma is given", async () => {
    const found = await profile(lv, {...options, points, sigma: weighted.sigma});
    expectProfile(found, lotkaVolterra.profileWeighted);
  });

  it("chooses values over the interval and beyond, and another level moves the threshold", async () => {
    const found = await profile(lv, options);
    const {value, deviance, interval, threshold} = found;
    expect(value).toHaveLength(21);
    expect(value[0]).toBeLessThan(interval[0]);
    expect(value[20]).toBeGreaterThan(interval[1]);
    expect(deviance[0]).toBeGreaterThan(threshold);
    expect(Math.min(...deviance)).toBeLessThan(0.1);
    expect(Math.min(...deviance)).toBeGreaterThan(-1e-5);
    const narrow = await profile(lv, {...options, level: 0.5, points: 5});
    expect(narrow.threshold).toBeCloseTo(0.454936423119572, 12);
    expect(narrow.interval[0]).toBeGreaterThan(interval[0]);
    expect(narrow.interval[1]).toBeLessThan(interval[1]);
    expect(narrow.value).toHaveLength(5);
  });

  it("of a straight line of squares is the parabola of its standard error", async () => {
    const model = await models.compile("(u, p) => [p[0]]", {u: 1, p: 1});
    const times = [0, 1, 2, 3, 4];
    const rows = [0, 1.1, 1.9, 3.2, 3.9];
    const sigma = [0.1];
    const found = await profile(model, {
      data: rows, t: times, u0: [0], start: [0.5], sigma, parameter: 0, points: [0.9, 1, 1.05]
    }); // prettier-ignore
    // p = Σ t·y/Σ t², error 0.1/√30
    const best = (1.1 + 2 * 1.9 + 3 * 3.2 + 4 * 3.9) / 30;
    found.value.forEach((value, i) => {
      expect(found.deviance[i]).toBeCloseTo((30 * (value - best) * (value - best)) / 0.01, 5);
    });
    const half = (0.1 * 1.959963984540054) / Math.sqrt(30);
    expect(found.interval[0]).toBeCloseTo(best - half, 7);
    expect(found.interval[1]).toBeCloseTo(best + half, 7);
  });

  it("is open where the data do not bound the parameter", async () => {
    // saturated from the start: u' = V·u/(K + u) tells only that K is small
    const model = await models.compile("(u, p) => [-p[0] * u[0] / (p[1] + u[0])]", {u: 1, p: 2});
    const times = Array.from({length: 20}, (_, i) => i / 20);
    const rows = times.map((s, i) => 10 - s + (i % 2 ? 0.004 : -0.004));
    const found = await profile(model, {
      data: rows, t: times, u0: [10], start: [1.05, 0.5], bounds: {lower: [0, 1e-6]}, parameter: 1
    }); // prettier-ignore
    expect(found.interval[0]).toBe(-Infinity);
    expect(found.interval[1]).toBeGreaterThan(1);
    expect(found.interval[1]).toBeLessThan(100);
    expect(found.advice).toContain("Not bounded below");
    expect(found.value[0]).toBeGreaterThanOrEqual(1e-6);
  });

  it("tells of a nearer trajectory that it meets", async () => {
    const model = await models.compile("(u, p) => [p[0] * Math.cos(p[0] * u[1]), 1]", {u: 2, p: 1});
    const times = Array.from({length: 40}, (_, i) => i / 8);
    const rows = [times.map((s) => Math.sin(3 * s) + 0.05 * Math.sin(99 * s)), times];
    const call = {data: rows, t: times, u0: [0, 0], start: [4.3], parameter: 0};
    const found = await profile(model, {...call, points: [3, 4.3]});
    expect(found.advice).toContain("A nearer trajectory was found");
    expect(found.deviance[0]).toBeLessThan(-10);
  });

  it("holds what is fitted to the fixture's optimum", () => {
    expect(base.x[1]).toBeGreaterThan(lotkaVolterra.profile.interval[0]);
    expect(base.x[1]).toBeLessThan(lotkaVolterra.profile.interval[1]);
  });
});
