// Profiles of chi2, and the intervals they give.
import {describe, expect, it} from "vitest";
import {makeFit} from "../../../worker/heterodyne/fit/fit.ts";
import {findInterval} from "../../../worker/heterodyne/fit/intervals.ts";
import {makeProfile} from "../../../worker/heterodyne/fit/profile.ts";
import {hooks, makeScan, TRUTH} from "./scans.ts";

const scan = makeScan({frames: 24, phi: [0, 45, 90], noise: 0.003});
const options = {start: TRUTH, active: ["v0", "beta", "f0", "f1"] as const};
const profile = makeProfile(hooks);

describe("heterodyne.profile", () => {
  it("rises by 1 where the error says, others being fitted anew", async () => {
    const fit = await makeFit(hooks)(scan, {...options, ftol: 1e-12});
    const found = await profile(scan, "v0", {...options, fit, points: 9, ftol: 1e-12});
    expect(found.status).toBe("converged");
    expect(found.values[4]).toBe(fit.theta[6]);
    expect(found.rise[4]).toBeLessThan(1e-6);
    expect(found.chi2[4] / fit.chi2).toBeCloseTo(1, 9);
    const [low, high] = found.interval.map((end) => (end - fit.theta[6]) / fit.errors[6]);
    expect(low).toBeCloseTo(-1, 1);
    expect(high).toBeCloseTo(1, 1);
    const [low95, high95] = found.interval95.map((end) => (end - fit.theta[6]) / fit.errors[6]);
    expect(low95).toBeCloseTo(-1.96, 1);
    expect(high95).toBeCloseTo(1.96, 1);
    // v0 and beta go together
    expect(found.theta[0][7]).not.toBeCloseTo(found.theta[8][7], 4);
    expect(found.theta.every((theta) => theta[0] === TRUTH[0])).toBe(true);
  });

  it("cuts where nothing is fitted anew: steeper than the profile", async () => {
    const whole = await profile(scan, "v0", {...options, points: 5});
    const cut = await profile(scan, "v0", {...options, points: 5, refit: false});
    expect(cut.theta.every((theta) => theta[7] === cut.theta[2][7])).toBe(true);
    expect(whole.theta[0][7]).not.toBe(whole.theta[2][7]);
    expect(cut.rise[0]).toBeGreaterThan(whole.rise[0]);
  });

  it("ends an interval at a bound", async () => {
    const fit = await makeFit(hooks)(scan, options);
    const [v0, error] = [fit.theta[6], fit.errors[6]];
    const bounds = {v0: [v0 - 0.5 * error, v0 + 10 * error]} as const;
    const found = await profile(scan, "v0", {...options, bounds, points: 7});
    expect(found.interval[0]).toBe(v0 - 0.5 * error);
    expect(found.interval[1]).toBeGreaterThan(v0 + 0.8 * error);
  });

  it("takes the values it is given", async () => {
    const found = await profile(scan, "beta", {...options, range: [-0.3, -0.1], points: 5});
    expect(Array.from(found.values, (x) => x.toFixed(3))).toEqual([
      "-0.300", "-0.250", "-0.200", "-0.150", "-0.100"
    ]); // prettier-ignore
    // by the fit, which is between the values
    expect(Math.min(...found.rise)).toBe(found.rise[2]);
    expect(found.rise[2]).toBeLessThan(4);
    expect(found.rise[0]).toBeGreaterThan(1);
  });

  it("refuses what it does not know, at the call", () => {
    expect(() => profile(scan, "v1" as "v0", options)).toThrow(/expected name as one of "D0_ref"/);
    expect(() => profile(scan, "v0", {...options, points: 4})).toThrow(/points odd/);
    expect(() => profile(scan, "v0", {...options, range: [2, 1]})).toThrow(/lower below upper/);
  });
});

describe("findInterval", () => {
  const values = Float64Array.of(-2, -1, 0, 1, 2);

  it("interpolates the rise's root", () => {
    const rise = Float64Array.of(16, 4, 0, 1, 4);
    expect(findInterval(values, rise, 1, [-9, 9])).toEqual([-0.5, 1]);
  });

  it("is NaN where the values do not reach", () => {
    const rise = Float64Array.of(0.5, 0.2, 0, 1, 4);
    expect(findInterval(values, rise, 1, [-9, 9])).toEqual([NaN, 1]);
    expect(findInterval(values, rise, 1, [-2, 9])).toEqual([-2, 1]);
  });
});
