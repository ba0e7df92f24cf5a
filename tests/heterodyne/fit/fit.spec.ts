// heterodyne.fit on small scans: where it ends, what it says of errors, bounds and what cannot be told apart.
import {describe, expect, it, vi} from "vitest";
import {makeFit} from "../../../worker/heterodyne/fit/fit.ts";
import type {FitHooks} from "../../../worker/heterodyne/fit/hooks.ts";
import {NAMES} from "../../../worker/heterodyne/parameters.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import type {
  FitOptions,
  FitProgress,
  HeterodyneFit,
  Scan
} from "../../../worker/heterodyne/types.ts";
import type {RunHandle} from "../../../worker/run.ts";
import {hooks, makeScan, START, TRUTH} from "./scans.ts";

const fit = makeFit(hooks);
const small = makeScan({frames: 28, phi: [0, 45, 90], noise: 0.003});

/** Σ ssr at the best contrast and offset. */
async function ssrAt(scan: Scan, theta: Float64Array): Promise<number> {
  const sums = await hooks.openSums(takeScan("test", scan), {}, scan);
  const {ssr} = await sums.evaluate(theta);
  sums.close();
  return ssr.reduce((sum, one) => sum + one, 0);
}

const ssrOf = ({angles}: HeterodyneFit) => angles.reduce((sum, {ssr}) => sum + ssr, 0);
const at = (name: string) => NAMES.indexOf(name as (typeof NAMES)[number]);

describe("heterodyne.fit", () => {
  it("finds the minimum of the dossier's comparison, here of 32 frames", async () => {
    const scan = makeScan({frames: 32});
    const found = await fit(scan, {start: START});
    expect(found.status).toBe("converged");
    expect(ssrOf(found)).toBeLessThanOrEqual(1.001 * (await ssrAt(scan, TRUTH)));
    for (const name of ["v0", "beta", "f1", "f3", "phi0"]) {
      const i = at(name);
      expect(Math.abs(found.theta[i] - TRUTH[i])).toBeLessThan(3 * found.errors[i]);
    }
    expect(found.noiseReduced).toBeGreaterThan(0.5);
    expect(found.noiseReduced).toBeLessThan(2);
    expect(found.byName.v0).toBe(found.theta[6]);
    expect(found.active).not.toContain("f2");
    expect(found.notes.join()).toContain("f0·e^(−f1·f2)");
    const [first, last] = [found.trace[0], found.trace.at(-1)];
    expect(last.chi2).toBeLessThan(first.chi2 / 10);
    expect(Math.abs(last.chi2 / found.chi2 - 1)).toBeLessThan(1e-9);
    expect(Math.abs(last.reduced / found.reduced - 1)).toBeLessThan(1e-9);
    expect(found.stats).toMatchObject({device: "reference", reproducible: true, threads: 1});
    expect(found.stats.evaluations).toBeGreaterThan(last.step);
  });

  it("says of a contrast that no speckles have that it is none", async () => {
    const find = (gain: number) => {
      const data = small.data.map((matrix) => Float64Array.from(matrix, (e) => 1 + gain * (e - 1)));
      return fit({...small, data}, {start: TRUTH, active: ["v0", "f3"]});
    };
    const [plain, stretched, turned] = await Promise.all([1, 10, -1].map(find));
    expect(plain.notes.join()).not.toContain("contrast");
    expect(stretched.notes.join()).toMatch(/No speckles have a contrast of [23]\.?\d* at 0°, /);
    expect(turned.notes.join()).toMatch(/No speckles have a contrast of -0\.\d+ at 0°/);
    expect(stretched.theta.map((x) => Number(x.toPrecision(6)))).toEqual(
      plain.theta.map((x) => Number(x.toPrecision(6)))
    );
  });

  it.each(["lm", "trust"] as const)("stays at the truth of exact data: %s", async (method) => {
    const scan = makeScan({frames: 24, phi: [0, 60], noise: 0, semantics: "exact"});
    const start = TRUTH.map((value) => value * 1.01);
    const found = await fit(scan, {start, method, active: ["v0", "D0_sample", "f1"], ftol: 0});
    for (const i of [3, 6, 10]) start[i] = TRUTH[i];
    const held = makeScan({frames: 24, phi: [0, 60], noise: 0, semantics: "exact", theta: start});
    const again = await fit(held, {
      start: start.map((value, i) => ([3, 6, 10].includes(i) ? value * 1.1 : value)),
      ...{method, active: ["v0", "D0_sample", "f1"]}
    });
    expect(found.status).not.toBe("nonfinite");
    for (const i of [3, 6, 10]) expect(Math.abs(again.theta[i] / start[i] - 1)).toBeLessThan(1e-6);
  });

  it("gives errors that are the scatter of its results", async () => {
    const active = ["v0", "D0_sample", "f0"] as const;
    let squares = 0;
    const runs = 40;
    for (let seed = 1; seed <= runs; seed++) {
      const scan = makeScan({frames: 32, phi: [0, 60], noise: 0.001, seed: 50 + seed});
      const {theta, errors} = await fit(scan, {start: TRUTH, active});
      for (const i of [3, 6, 9]) {
        const pull = (theta[i] - TRUTH[i]) / errors[i];
        squares += (pull * pull) / (3 * runs);
      }
    }
    // near 1; each pair counted twice, or only its upper half, makes 2 or a half of it
    expect(squares).toBeGreaterThan(0.65);
    expect(squares).toBeLessThan(1.5);
  });

  it("moves only what is active", async () => {
    const found = await fit(small, {start: TRUTH, active: ["v0", "phi0"]});
    TRUTH.forEach((value, i) => {
      if (i === 6 || i === 13) expect(found.errors[i]).toBeGreaterThan(0);
      else expect([found.theta[i], found.errors[i]]).toEqual([value, 0]);
    });
    expect(found.active).toEqual(["v0", "phi0"]);
    expect(Math.abs(found.correlation[6 * 14 + 13])).toBeLessThan(1);
    expect(found.correlation[6 * 14 + 6]).toBe(1);
    expect(found.covariance[6 * 14 + 6]).toBeCloseTo(found.errors[6] ** 2, 12);
  });

  it("ends on a bound that keeps the minimum out, and says so", async () => {
    const bounds = {v0: [900, 2000]} as const;
    const found = await fit(small, {start: TRUTH, active: ["v0", "beta"], bounds});
    expect(found.status).toBe("converged");
    expect(found.byName.v0).toBeCloseTo(900, 6);
    expect(found.errors[6]).toBe(0);
    expect(found.errors[7]).toBeGreaterThan(0);
    expect(found.notes.join()).toContain("v0 ended on its bound 900");
  });

  it("says of a start outside of the bounds where the search began instead", async () => {
    const [first, ...rest] = TRUTH;
    const {notes} = await fit(small, {start: [-first, ...rest], active: ["D0_ref"], steps: 1});
    expect(notes[0]).toBe(
      `The start of D0_ref, ${-first}, is outside of its bounds [0, 1000000]: the search began at 0.`
    );
    const inside = await fit(small, {start: TRUTH, active: ["v0"], steps: 1});
    expect(inside.notes.join()).not.toContain("outside");
  });

  it("weighs angles by sigma", async () => {
    const one = await fit(small, {start: TRUTH, active: ["v0"], angles: [0]});
    const sigma = [0.001, 1e3, 1e3];
    const both = await fit(small, {start: TRUTH, active: ["v0"], sigma, ftol: 0});
    expect(one.angles.map(({phi}) => phi)).toEqual([0]);
    expect(Math.abs(both.theta[6] - one.theta[6])).toBeLessThan(1e-4 * one.errors[6]);
    expect(both.errors[6] / one.errors[6]).toBeCloseTo(1, 6);
  });

  it("counts outliers less where it is told to", async () => {
    const wish = {frames: 24, phi: [0, 60], noise: 0.003};
    const [spoilt, clean] = [makeScan(wish), makeScan(wish)];
    // symmetric spikes, which plain squares follow
    for (const matrix of spoilt.data as Float64Array[])
      for (let i = 0; i < 20; i++)
        for (const at of [i * 24 + i + 3, (i + 3) * 24 + i]) matrix[at] += 0.2;
    const options: FitOptions = {start: TRUTH, active: ["v0", "beta", "f0"]};
    const right = await fit(clean, options);
    const away = ({theta}: HeterodyneFit) =>
      Math.max(...[6, 7, 9].map((i) => Math.abs(theta[i] - right.theta[i]) / right.errors[i]));
    const plain = await fit(spoilt, options);
    const robust = await fit(spoilt, {...options, loss: "cauchy"});
    expect(robust.status).toBe("converged");
    expect(away(plain)).toBeGreaterThan(3);
    expect(away(robust)).toBeLessThan(0.5 * away(plain));
  });
});

describe("what cannot be told apart", () => {
  it("names f0 and f2 and what they say together", async () => {
    const active = ["v0", "f0", "f1", "f2", "f3"] as const;
    const found = await fit(small, {
      start: TRUTH.map((x) => x * 1.02),
      active,
      bounds: {f2: [-20, 20]}
    });
    expect(found.status).toBe("converged");
    expect(Number.isNaN(found.errors[at("f0")])).toBe(true);
    expect(Number.isNaN(found.errors[at("f2")])).toBe(true);
    expect(found.errors[at("f1")]).toBeGreaterThan(0);
    expect(found.notes.join()).toMatch(/do not tell f0 and f2 apart: only f0·e\^\(−f1·f2\) = 0\.4/);
    const held = await fit(small, {
      start: TRUTH.map((x) => x * 1.02),
      active: ["v0", "f0", "f1", "f3"]
    });
    expect(found.errors[at("f1")] / held.errors[at("f1")]).toBeCloseTo(1, 3);
  });

  it("explains an exponent of 0, and a parameter without effect", async () => {
    const theta = TRUTH.slice();
    theta[1] = 0;
    const scan = makeScan({frames: 24, phi: [0, 60], theta, noise: 0.003, semantics: "exact"});
    const found = await fit(scan, {start: theta, active: ["D0_ref", "D_offset_ref", "v0"]});
    expect(found.notes.join()).toContain(
      "D0_ref and D_offset_ref apart: with alpha_ref at 0 only D0_ref + D_offset_ref"
    );
    expect([found.errors[0], found.errors[2]]).toEqual([NaN, NaN]);
    expect(found.errors[6]).toBeGreaterThan(0);
    const still = theta.slice();
    still[6] = 0;
    still[8] = 0;
    const without = await fit(scan, {start: still, active: ["D0_ref", "phi0"]});
    expect(without.notes.join()).toContain("phi0 has no effect");
    expect(without.errors[13]).toBeNaN();
  });

  it("calls the faster component the sample, and knows what it did", async () => {
    const swapped = TRUTH.slice();
    for (let i = 0; i < 3; i++) [swapped[i], swapped[i + 3]] = [TRUTH[i + 3], TRUTH[i]];
    swapped[9] = -TRUTH[9];
    swapped[12] = 1 - TRUTH[12];
    const named = await fit(small, {start: swapped, steps: 3});
    const kept = await fit(small, {start: swapped, steps: 3, labels: "keep"});
    expect(named.notes.join()).toContain("changed places");
    expect(named.byName.f0).toBeGreaterThan(0);
    expect(named.byName.D0_sample).toBe(kept.byName.D0_ref);
    expect(named.byName.f3).toBe(1 - kept.byName.f3);
    expect(Math.abs(named.chi2 / kept.chi2 - 1)).toBeLessThan(1e-10);
    expect(named.errors[3] / kept.errors[0]).toBeCloseTo(1, 5);
    const bounded = await fit(small, {start: swapped, steps: 3, bounds: {f0: [-1, 0]}});
    expect(bounded.byName.f0).toBeLessThan(0);
    expect(bounded.notes.join()).toContain("the bounds exclude the other form");
    const partly = await fit(small, {start: swapped, steps: 3, active: ["v0"]});
    expect(partly.notes.join()).toContain("some of the parameters are held");
  });

  it("turns phi0 and the velocity into the form that is agreed on", async () => {
    const turned = TRUTH.slice();
    turned[13] += 180;
    turned[6] *= -1;
    turned[8] *= -1;
    const bounds = {v0: [-1e4, 1e4]} as const;
    const found = await fit(small, {start: turned, steps: 2, bounds});
    expect(Math.abs(found.byName.phi0)).toBeLessThan(20);
    expect(found.byName.v0).toBeGreaterThan(0);
    expect(found.notes.join()).toContain("phi0 was turned");
    expect(found.notes.join()).toContain("sign was changed");
  });
});

describe("a fit under way", () => {
  it("shows theta and chi2 as it goes", async () => {
    const run = fit(makeScan({frames: 60, phi: [0, 45]}), {start: START, steps: 12});
    const seen: FitProgress[] = [];
    // chi2 is not known before the first step
    for await (const progress of run) if (progress.done > 0) seen.push(progress);
    const {chi2} = await run;
    expect(seen.length).toBeGreaterThan(0);
    for (const {theta, chi2: now, reduced, total} of seen) {
      expect(theta).toHaveLength(14);
      expect(now).toBeGreaterThanOrEqual(chi2 * (1 - 1e-9));
      expect(reduced).toBeGreaterThan(0);
      expect(total).toBe(12);
    }
  });

  it("shows of many starts the best so far, by evaluation, and where it came from", async () => {
    const run = fit(makeScan({frames: 10, phi: [0]}), {start: START, steps: 2, multistart: 3});
    // every report: to those who listen the latest alone is of use
    const told = vi.spyOn(run as RunHandle<HeterodyneFit>, "report");
    const {chi2, starts, stats} = await run;
    const seen = told.mock.calls.map(([progress]) => progress as FitProgress);
    const phases = new Set(seen.map(({phase}) => phase));
    for (const phase of ["screen", "start 1", "start 2", "start 3"])
      expect(phases).toContain(phase);
    seen.slice(1).forEach((now, k) => {
      expect(now.chi2).toBeLessThanOrEqual(seen[k].chi2);
      expect(now.evaluations).toBeGreaterThanOrEqual(seen[k].evaluations);
    });
    expect(seen[0]).toMatchObject({phase: "screen", start: 0});
    expect(seen[0].chi2).toBeGreaterThan(0);
    expect(seen[0].evaluations).toBeGreaterThan(0);
    const end = seen.at(-1);
    expect(end.chi2 / chi2).toBeCloseTo(1, 6);
    expect(end.evaluations).toBeLessThanOrEqual(stats.evaluations);
    // the first start is the given one
    const isGiven = starts[0].start.every((value, i) => value === START[i]);
    expect(end.start === 1).toBe(isGiven);
    expect(end.start).toBeGreaterThan(0);
  });

  it("cancelled, gives the best until then", async () => {
    let evaluations = 0;
    const counting: FitHooks = {
      ...hooks,
      async openSums(taken, options, scan) {
        const sums = await hooks.openSums(taken, options, scan);
        const normal = sums.normal.bind(sums);
        sums.normal = (theta, wish) => {
          if (++evaluations === 4) run.cancel();
          return normal(theta, wish);
        };
        return sums;
      }
    };
    const run = makeFit(counting)(makeScan({frames: 60, phi: [0, 45]}), {start: START});
    const found = await run;
    expect(found.status).toBe("cancelled");
    expect(found.chi2).toBeLessThan(found.trace[0].chi2);
    expect(found.angles).toHaveLength(2);
    expect(found.errors[6]).toBeNaN();
    expect(found.errors[11]).toBe(0);
    expect(found.advice).toContain("cancelled");
    expect(evaluations).toBe(4);
  });

  it("cancelled before it began, has nothing to give", async () => {
    const run = fit(small, {start: START});
    run.cancel();
    await expect(run).rejects.toMatchObject({name: "AbortError"});
  });

  it("closes its sums, also when they fail", async () => {
    let closed = 0;
    const failing: FitHooks = {
      ...hooks,
      async openSums(taken, options, scan) {
        const sums = await hooks.openSums(taken, options, scan);
        sums.normal = () => {
          throw new Error("lost");
        };
        sums.close = () => void closed++;
        return sums;
      }
    };
    await expect(makeFit(failing)(small, {start: START})).rejects.toThrow("lost");
    await Promise.resolve();
    expect(closed).toBe(1);
  });
});

describe("misuse", () => {
  it.each<[string, object, RegExp]>([
    ["names", {active: ["v1"]}, /unknown parameter in active "v1" \(did you mean v0\?\)/],
    ["nothing active", {active: []}, /at least one parameter in active/],
    ["start", {start: [1, 2]}, /expected start with 14 numbers, got 2/],
    ["bounds", {bounds: {v0: [2, 1]}}, /bounds of v0 with lower below upper .*got \[2, 1\]/],
    ["gates", {gates: "v1"}, /unsupported gates with method "trust"/],
    ["method", {method: "newton"}, /expected method as one of "lm", "trust", "nelder-mead"/],
    ["option", {step: 3}, /unknown option "step" \(did you mean steps\?\)/],
    ["tolerance", {ftol: -1}, /expected a finite ftol from 0 up, got -1/],
    [
      "multistart",
      {multistart: {starts: 3, screen: 2}},
      /screen in multistart as an integer from 3/
    ],
    ["learned", {multistart: {starts: 3, from: "learned"}}, /nothing was learned yet/],
    ["angles", {angles: [17]}, /heterodyne\.fit: .*17/]
  ])("is refused at the call: %s", (_, options, message) => {
    expect(() => fit(small, options as FitOptions)).toThrow(message);
  });
});
