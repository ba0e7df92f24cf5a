import {describe, expect, it} from "vitest";
import type {Progress} from "../../../worker/api.ts";
import {lotkaVolterra} from "./fits.ts";
import {bootstrap, compileLotkaVolterra, models, profile, refine} from "./part.ts";

const {t, data, start} = lotkaVolterra;
const options = {data, t, u0: [1, 0.5], start};
const lv = await compileLotkaVolterra();
const explosive = await models.compile("(u, p) => [p[0] * u[0] * u[0]]", {u: 1, p: 1});

describe("outcomes of refining", () => {
  it("a trial that blows up is a refused step", async () => {
    // u = 1/(1 − p·t): from p = 0.1 the first full step goes far beyond 1/2, where the trajectory has no end
    const times = Array.from({length: 21}, (_, i) => i / 10);
    const rows = times.map((s) => 1 / (1 - 0.49 * s));
    const found = await refine(explosive, {data: rows, t: times, u0: [1], start: [0.1]});
    expect(found.status).toBe("converged");
    expect(found.p[0]).toBeCloseTo(0.49, 7);
  });

  it("a start that blows up is told with what the solver says, and segments get over it", async () => {
    const times = Array.from({length: 21}, (_, i) => i / 10);
    const rows = times.map((s) => 1 / (1 - 0.4 * s));
    const call = {data: rows, t: times, u0: [1], start: [2]};
    const one = await refine(explosive, call);
    expect(one.status).toBe("nonfinite");
    expect(one.advice).toContain("grows without bound");
    expect(one.p).toEqual(Float64Array.of(2));
    expect(one.fitted[0].every(Number.isNaN)).toBe(true);
    expect(one.covariance[0]).toBeNaN();
    const many = await refine(explosive, {...call, start: [0.8], segments: 10});
    expect(many.status).toBe("converged");
    expect(many.p[0]).toBeCloseTo(0.4, 7);
  });

  it("what data do not determine has no covariance, and that is said", async () => {
    const model = await models.compile("(u, p) => [-p[0] * p[1] * u[0]]", {u: 1, p: 2});
    const rows = t.map((s, i) => Math.exp(-0.5 * s) + 0.01 * Math.sin(12.9898 * i));
    const found = await refine(model, {data: rows, t, u0: [1], start: [0.7, 0.9]});
    expect(found.p[0] * found.p[1]).toBeCloseTo(0.5, 2);
    expect(found.covariance.every(Number.isNaN)).toBe(true);
    expect(found.advice).toMatch(/do not determine|only together/);
  });

  it("steps that run out are told", async () => {
    const found = await refine(lv, {...options, start: [1, 1, 1, 1], steps: 2});
    expect(found.status).toBe("maxSteps");
    expect(found.trace.at(-1).step).toBe(2);
  });

  it("a state that was not observed is left out", async () => {
    const unseen = [data[0], data[1].map(() => NaN)];
    const found = await refine(lv, {...options, data: unseen});
    expect(found.status).toBe("converged");
    expect(Math.abs(found.p[0] - 1.5)).toBeLessThan(0.1);
    const split = await refine(lv, {...options, data: unseen, segments: 4});
    expect(Math.abs(split.p[0] - found.p[0])).toBeLessThan(1e-6);
  });

  it("cancelled before it began there is an answer that says so", async () => {
    const run = refine(lv, options);
    run.cancel();
    const found = await run;
    expect(found.status).toBe("cancelled");
    expect(found.p).toEqual(Float64Array.from(start));
    expect(found.sse).toBeNaN();
  });

  it("reports progress, can be held, and when cancelled leaves what there is", async () => {
    const run = bootstrap(lv, {...options, samples: 100_000});
    const seen: Progress[] = [];
    for await (const progress of run) {
      seen.push(progress);
      if (seen.length === 2) {
        run.pause();
        expect(run.status).toBe("paused");
        setTimeout(() => run.resume(), 20);
      }
      if (seen.length === 4) run.cancel();
    }
    const found = await run;
    expect(found.status).toBe("cancelled");
    const last = seen.at(-1);
    expect(last).toMatchObject({phase: "bootstrap", total: 100_000});
    expect(last.done).toBeGreaterThan(seen[0].done);
    expect(found.p[0].length).toBeGreaterThanOrEqual(last.done - found.failed);
    expect(found.p[0].length).toBeLessThan(100_000);
    expect(found.advice).toContain("cancelled");
  });

  it("a cancelled profile has the values that were finished", async () => {
    const run = profile(lv, {...options, parameter: 0, points: 100_000});
    let isAtValues = false;
    for await (const {phase, done} of run) {
      isAtValues = phase === "profile" && done > 3;
      if (isAtValues) run.cancel();
    }
    const found = await run;
    expect(isAtValues).toBe(true);
    expect(found.status).toBe("cancelled");
    expect(found.value.length).toBeGreaterThan(3);
    expect(found.deviance.every(Number.isFinite)).toBe(true);
    expect(found.interval[0]).toBeLessThan(found.interval[1]);
  });
});

describe("misuse of refining", () => {
  const ask = (change: object) => () => refine(lv, {...options, ...change});
  it.each([
    [{data: undefined}, "collocation.refine: missing data"],
    [{t: undefined}, "collocation.refine: missing t"],
    [{start: undefined}, "collocation.refine: missing start"],
    [{start: [1, 2]}, "collocation.refine: expected p of length 4, as the model's p, got length 2"],
    [{start: []}, "collocation.refine: expected a parameter in start, got none"],
    [
      {data: [data[0]]},
      "expected data with 2 series, one for each state (NaN where a state was not observed), got 1"
    ],
    [{data: [data[0], [1, 2]]}, "collocation.refine: expected data[1] of length 100, got length 2"],
    [
      {data: [data[0], data[1].map(() => Infinity)]},
      "NaN where there is none, got Infinity at index 0"
    ],
    [{t: t.map(() => 1)}, "expected t with at least 2 different times, got 1 only"],
    [{t: t.map(() => NaN)}, "collocation.refine: expected finite numbers in t, got NaN at index 0"],
    [{u0: [1, 2, 3]}, "collocation.refine: expected u0 of length 2"],
    [{u0: undefined, fitInitial: false}, "expected u0 where fitInitial is false, got none"],
    [
      {u0: undefined, data: [data[0], data[1].map(() => NaN)]},
      "expected u0 to start from, because data[1] has no number"
    ],
    [
      {data: data.map((row) => row.map((y, i) => (i > 0 ? NaN : y)))},
      "expected at least 4 numbers in data, as many as unknowns, got 2"
    ],
    [{sigma: [1]}, "collocation.refine: expected sigma of length 2, got length 1"],
    [
      {sigma: [1, 0]},
      "collocation.refine: expected finite numbers above 0 in sigma, got 0 at index 1"
    ],
    [{sigma: [[1], [2]]}, "collocation.refine: expected sigma[0] of length 100, got length 1"],
    [{bounds: [[0, 1]]}, "collocation.refine: expected bounds of length 4"],
    [{method: "euler"}, "collocation.refine: expected method as one of"],
    [{segments: 100}, "collocation.refine: expected segments as an integer from 1 to 99, got 100"],
    [{rtol: 0}, "collocation.refine: expected rtol from 1e-14 to below 1, got 0"],
    [{atol: "x"}, "collocation.refine: expected atol as a number"],
    [{steps: 0}, "collocation.refine: expected steps as an integer from 1"],
    [{xtol: -1}, "collocation.refine: expected xtol finite and ≥ 0, got -1"],
    [{fitInitial: 1}, "collocation.refine: expected fitInitial as a boolean, got 1"],
    [{segment: 2}, 'collocation.refine: unknown option "segment" (did you mean segments?)']
  ])("%o is refused at the call", (change, message) => {
    expect(ask(change)).toThrow(message);
  });

  it("a wrong model, or one whose answer does not fit, too", () => {
    expect(() => refine(7 as never, options)).toThrow("collocation.refine: expected model as");
    expect(() => refine(() => [1], options)).toThrow(
      "expected the model to return 2 numbers, one for each state, got 1"
    );
    expect(() => refine((() => "x") as never, options)).toThrow(
      "expected the model to return an array of numbers"
    );
    expect(() => refine(lv, null as never)).toThrow(
      "collocation.refine: expected options as an object, got null"
    );
  });

  it("so is that of profile and bootstrap", () => {
    const ofProfile = (change: object) => () => profile(lv, {...options, parameter: 0, ...change});
    expect(ofProfile({parameter: 4})).toThrow(
      "collocation.profile: expected parameter as an integer from 0 to 3, got 4"
    );
    expect(ofProfile({level: 1})).toThrow(
      "collocation.profile: expected level between 0 and 1, got 1"
    );
    expect(ofProfile({points: 1})).toThrow(
      "collocation.profile: expected points as an integer from 2"
    );
    expect(ofProfile({points: [1, 9], bounds: {upper: [2, 9, 9, 9]}})).toThrow(
      "within the bounds in points, got 9 at index 1"
    );
    const ofBootstrap = (change: object) => () => bootstrap(lv, {...options, ...change});
    expect(ofBootstrap({samples: 1})).toThrow(
      "collocation.bootstrap: expected samples as an integer from 2"
    );
    expect(ofBootstrap({kind: "jack" as never})).toThrow(
      "collocation.bootstrap: expected kind as one of"
    );
    expect(ofBootstrap({seed: 0.5})).toThrow("collocation.bootstrap: expected seed as an integer");
    expect(
      ofBootstrap({data: data.map((row) => row.map((y, i) => (i % 50 > 0 ? NaN : y)))})
    ).toThrow("expected more numbers in data than the 4 unknowns, got as many");
  });
});
