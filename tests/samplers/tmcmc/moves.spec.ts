import {describe, expect, it} from "vitest";
import {prior} from "../../../worker/samplers/priors/priors.ts";
import type {MoveKind, Moves} from "../../../worker/samplers/types.ts";
import {gauss2, gaussian, unequal} from "../problems.ts";
import {sample, start} from "./study.ts";

const N = 600;

/** A fixed number of sweeps each, so that the cost is known. */
const WISHES: Record<MoveKind, Moves> = {
  "random-walk": {kind: "random-walk", sweeps: 8},
  independence: {kind: "independence", sweeps: 4},
  mala: {kind: "mala", sweeps: 4},
  hmc: {kind: "hmc", sweeps: 2, steps: 3},
  basis: {kind: "basis"}
};

describe.each(Object.entries(WISHES))("%s moves", (kind, moves) => {
  it("have the Gaussian's evidence, mean and deviation", async () => {
    const {logEvidence, mean, sd, stages, status} = await sample(gauss2, {particles: N, moves});
    expect(status).toBe("converged");
    // three standard errors, as the dossier measured them; moments as of 200 independent samples
    expect(Math.abs(logEvidence - gauss2.logEvidence)).toBeLessThan(0.25);
    mean.forEach((m, j) => expect(Math.abs(m - gauss2.mean![j])).toBeLessThan(3 / Math.sqrt(200)));
    sd.forEach((s, j) => expect(Math.abs(s - gauss2.sd![j])).toBeLessThan(3 / Math.sqrt(400)));
    expect(stages.every(({acceptance}) => acceptance > 0.1)).toBe(true);
    if (kind === "basis") {
      expect(stages.every(({sweeps}) => sweeps === 1)).toBe(true);
      stages.forEach(({scale}) => expect(scale).toBeCloseTo(0.2, 12));
    }
  });
});

describe("a narrow ridge", () => {
  // correlation 0.999: steps along the axes would hardly move
  const rho = 0.999;
  const ridge = {
    prior: prior.independent({a: prior.uniform(-5, 5), b: prior.uniform(-5, 5)}),
    logLikelihood: (x: ArrayLike<number>) =>
      (-0.5 * (x[0] * x[0] - 2 * rho * x[0] * x[1] + x[1] * x[1])) / (1 - rho * rho)
  };

  it("is walked along: moves are shaped by the weighted covariance", async () => {
    const {covariance, logEvidence, stages} = await sample(ridge, {particles: 300});
    expect(covariance[1] / Math.sqrt(covariance[0] * covariance[3])).toBeGreaterThan(0.998);
    expect(logEvidence).toBeCloseTo(Math.log((2 * Math.PI * Math.sqrt(1 - rho * rho)) / 100), 0);
    expect(stages[stages.length - 1].acceptance).toBeGreaterThan(0.15);
  });
});

describe("leapfrog steps", () => {
  it.each([
    ["mala", {kind: "mala", acceptance: 0.3, sweeps: 12}],
    ["hmc", {kind: "hmc", acceptance: 0.4, sweeps: 6, steps: 2}]
  ] as const)("of %s may be too long: refusals leave the target as it is", async (_kind, moves) => {
    const {sd, stages} = await sample(gaussian(5), {particles: N, moves});
    const {acceptance} = stages[stages.length - 1];
    expect(Math.abs(acceptance - moves.acceptance)).toBeLessThan(0.12);
    const spread = sd.reduce((sum, s) => sum + s / 5, 0);
    expect(Math.abs(spread - 1)).toBeLessThan(0.07);
  });
});

describe("steering", () => {
  it("brings the acceptance near what was asked for", async () => {
    const moves = {kind: "random-walk", acceptance: 0.5, sweeps: 15} as const;
    const {stages} = await sample(gaussian(5), {particles: 300, moves});
    expect(stages[stages.length - 1].acceptance).toBeGreaterThan(0.4);
    expect(stages[stages.length - 1].acceptance).toBeLessThan(0.6);
    expect(stages.map(({sweeps}) => sweeps)).toEqual([15, 15, 15, 30]);
  });

  it("follows the acceptance with the number of sweeps, twice as many at the end", async () => {
    const {stages} = await sample(unequal(2), {particles: 300});
    stages.slice(1).forEach(({sweeps}, k) => {
      const usual = Math.ceil(Math.log(0.01) / Math.log(1 - stages[k].acceptance));
      const bounded = Math.min(25, Math.max(3, usual));
      expect(sweeps).toBe(k + 2 === stages.length ? 2 * bounded : bounded);
    });
  });
});

describe("proposals outside of the prior", () => {
  it("are not evaluated, and count as refused", async () => {
    const half = {
      prior: prior.independent({x: prior.uniform(0, 1)}),
      logLikelihood: (x: ArrayLike<number>) => {
        if (!(x[0] >= 0 && x[0] <= 1)) throw new Error("evaluated outside of the prior");
        return 20 * x[0];
      }
    };
    const {run, opened} = start(half, {particles: 300, moves: {kind: "random-walk", sweeps: 6}});
    const {logEvidence, stats} = await run;
    expect(Math.min(...opened.batches)).toBeLessThan(300);
    expect(opened.points()).toBe(stats.evaluations);
    expect(Math.abs(logEvidence - Math.log((Math.exp(20) - 1) / 20))).toBeLessThan(0.4);
  });
});

describe("screened proposals", () => {
  // a screening that is badly off, in size and in place
  const screen = (x: Float64Array) => 0.8 * gauss2.logLikelihood([x[0] + 0.3, x[1]]) + 7;
  const moves = {kind: "random-walk", sweeps: 8} as const;

  it("sample the exact target all the same, with fewer exact evaluations", async () => {
    const plain = await sample(gauss2, {particles: N, moves});
    const screened = await sample(gauss2, {particles: N, moves}, {screen});
    screened.mean.forEach((m, j) => expect(Math.abs(m - gauss2.mean![j])).toBeLessThan(0.15));
    screened.sd.forEach((s, j) => expect(Math.abs(s - gauss2.sd![j])).toBeLessThan(0.12));
    expect(Math.abs(screened.logEvidence - gauss2.logEvidence)).toBeLessThan(0.25);
    expect(screened.stats.evaluations).toBeLessThan(0.7 * plain.stats.evaluations);
  });

  it("report how far the screening was off", async () => {
    const off = (x: Float64Array) => gauss2.logLikelihood(x) + (x[0] > 1 ? 0.25 : -0.25);
    const {screening} = await sample(gauss2, {particles: 200, moves}, {screen: off});
    expect(screening!.meanError).toBeCloseTo(0.25, 12);
    expect(screening!.maxError).toBeCloseTo(0.25, 12);
    expect(screening!.rescored).toBeGreaterThan(0);
    expect(screening!.screened).toBeGreaterThan(screening!.rescored);
  });

  it("are scored exactly where the screening has no number", async () => {
    const gaps = (x: Float64Array) => (x[0] > 1 ? NaN : gauss2.logLikelihood(x));
    const {mean, sd} = await sample(gauss2, {particles: N, moves}, {screen: gaps});
    expect(Math.abs(mean[0] - gauss2.mean![0])).toBeLessThan(0.15);
    expect(Math.abs(sd[0] - gauss2.sd![0])).toBeLessThan(0.12);
  });
});
