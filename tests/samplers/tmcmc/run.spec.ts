import {describe, expect, it} from "vitest";
import {digest} from "../../../worker/digest.ts";
import {prior} from "../../../worker/samplers/priors/priors.ts";
import type {TmcmcProgress} from "../../../worker/samplers/types.ts";
import {gauss2, gaussian, rosenbrockSharp, unequal} from "../problems.ts";
import {sample, square, start} from "./study.ts";

const FEW = {particles: 200, moves: {kind: "random-walk", sweeps: 4}} as const;

describe("the same call", () => {
  it("gives the same bits, however the evaluator cuts its batches", async () => {
    const whole = await sample(rosenbrockSharp, {...FEW, populations: 2});
    const odd = await sample(rosenbrockSharp, {...FEW, populations: 2}, {chunk: 7});
    expect(digest(odd)).toBe(digest(whole));
    expect(digest(whole)).not.toBeNull();
    const other = await sample(rosenbrockSharp, {...FEW, populations: 2, seed: 2});
    expect(digest(other)).not.toBe(digest(whole));
  });
});

describe("populations", () => {
  it("are evaluated together, each as it would be with its own streams", async () => {
    const {run, opened} = start(unequal(2), {...FEW, populations: 4});
    const four = await run;
    expect(opened.batches[0]).toBe(800);
    expect(four.chains).toBe(4);
    expect(four.samples[0].length).toBe(800);
    expect(four.populations.length).toBe(4);
    expect(new Set(four.populations.map(({logEvidence}) => logEvidence)).size).toBe(4);
    const one = await sample(unequal(2), FEW);
    expect(four.populations[0].logEvidence).toBe(one.logEvidence);
    expect(digest(four.samples[0].slice(0, 200))).toBe(digest(one.samples[0]));
    expect(four.rhat.every((r) => r > 0.9 && r < 1.2)).toBe(true);
    expect(one.rhat.every(Number.isNaN)).toBe(true);
  });
});

describe("stages", () => {
  it("climb to exactly betaMax and add up to the evidence", async () => {
    const {stages, logEvidence, stats, beta} = await sample(gaussian(5), FEW);
    expect(beta).toBe(1);
    expect(stages[stages.length - 1].beta).toBe(1);
    stages.forEach((stage, k) => {
      const before = k > 0 ? stages[k - 1] : {beta: 0, logEvidence: 0};
      expect(stage.beta - before.beta).toBeCloseTo(stage.deltaBeta, 12);
      expect(stage.ess * (1 + stage.cov ** 2)).toBeCloseTo(200, 6);
      // systematic resampling keeps at least as many ancestors as the weights' effective number allows
      expect(stage.uniqueAncestors).toBeLessThanOrEqual(200);
      expect(stage.uniqueAncestors).toBeGreaterThan(stage.ess / 2);
      if (k < stages.length - 1) expect(stage.ess).toBeCloseTo(100, 3);
    });
    expect(stages[stages.length - 1].logEvidence).toBe(logEvidence);
    expect(stages.reduce((sum, {evaluations}) => sum + evaluations, 0)).toBe(stats.evaluations);
  });

  it("keep their particles where asked", async () => {
    const {stages, samples} = await sample(gauss2, {...FEW, keepStages: true});
    const {samples: last} = stages[stages.length - 1];
    expect(last).toEqual(samples);
    expect(stages[0].samples![0].length).toBe(200);
    expect((await sample(gauss2, FEW)).stages[0].samples).toBeUndefined();
  });

  it("end with moves: few particles are copies", async () => {
    const {samples} = await sample(gauss2, {particles: 500});
    expect(new Set(samples[0]).size).toBeGreaterThan(480);
  });

  it("may aim at a coefficient of variation, or stop at a power of the likelihood", async () => {
    const {stages} = await sample(gaussian(5), {...FEW, target: {cov: 0.5}});
    expect(stages[0].cov).toBeCloseTo(0.5, 4);
    expect(stages[0].ess).toBeCloseTo(160, 2);
    const {beta, sd, logEvidence} = await sample(gauss2, {
      particles: 500,
      betaMax: 0.25,
      moves: {kind: "random-walk", sweeps: 5}
    });
    expect(beta).toBe(0.25);
    // a Gaussian of variance 4, cut at −5 and 5
    expect(sd[0]).toBeGreaterThan(1.7);
    expect(Math.abs(logEvidence - (gauss2.logEvidence + Math.log(4)))).toBeLessThan(0.5);
  });
});

describe("the original's knobs", () => {
  it("are told apart from harmless ones by what they did", async () => {
    const harm = await sample(rosenbrockSharp, {...FEW, minDeltaBeta: 0.2});
    expect(harm.stages[0].deltaBeta).toBe(0.2);
    // the weights are those of the step that was made, not of the one that was wished for
    expect(harm.stages[0].ess).toBeLessThan(20);
    expect(harm.warnings.join()).toMatch(/minDeltaBeta 0.2 .*as few as .* of 200 particles/);
    const scaled = await sample(gauss2, {...FEW, likelihoodScale: 0.2});
    expect(Math.min(...scaled.stages.map(({ess}) => ess))).toBeLessThan(60);
    expect(scaled.warnings.join()).toMatch(/likelihoodScale 0.2 .*fell short/);
    // the target stays the likelihood itself
    expect(scaled.sd[0]).toBeLessThan(1.3);
    expect((await sample(gauss2, FEW)).warnings).toEqual([]);
  });

  it("and too few particles for the parameters are warned of", async () => {
    const sparse = await sample(gauss2, {...FEW, particles: 15});
    expect(sparse.warnings[0]).toMatch(/^15 particles do not tell how 2 .* at least 16\.$/);
  });
});

describe("trouble", () => {
  it("with every likelihood is a status: nothing has any", async () => {
    const nowhere = {prior: square, logLikelihood: () => -Infinity};
    const {status, advice, logEvidence, samples, beta} = await sample(nowhere, FEW);
    expect(status).toBe("nonfinite");
    expect(advice).toMatch(/zero or not a number/);
    expect(logEvidence).toBe(-Infinity);
    expect(beta).toBe(0);
    expect(samples[0].length).toBe(200);
  });

  it("with some counts them as failed, with weight zero", async () => {
    const holes = {
      prior: square,
      logLikelihood: (x: ArrayLike<number>) => (x[0] < 0.25 ? NaN : x[0] < 0.5 ? Infinity : x[1])
    };
    const {status, samples, stages, warnings, logEvidence} = await sample(holes, FEW);
    expect(status).toBe("converged");
    expect(samples[0].every((x) => x >= 0.5)).toBe(true);
    expect(stages[0].failed).toBeGreaterThan(50);
    expect(warnings.join()).toMatch(/not numbers below infinity/);
    expect(Math.abs(logEvidence - Math.log(0.5 * (Math.E - 1)))).toBeLessThan(0.3);
  });

  it("with the ladder's length ends it with an answer at its β", async () => {
    const {status, stages, beta, advice} = await sample(gaussian(10), {...FEW, maxStages: 2});
    expect(status).toBe("maxSteps");
    expect(stages.length).toBe(2);
    expect(beta).toBe(stages[1].beta);
    expect(advice).toMatch(/maxStages/);
  });

  it("in the reader's function is the reader's error", async () => {
    const broken = {
      prior: square,
      logLikelihood: () => {
        throw new Error("mine");
      }
    };
    const {run, opened} = start(broken, FEW);
    await expect(Promise.resolve(run)).rejects.toThrow("mine");
    expect(opened.closed()).toBe(1);
  });
});

describe("cancelling", () => {
  it("answers from the finished stages, weighted to a β that all populations have reached", async () => {
    const handle: {cancel?: () => void} = {};
    const onBatch = (count: number) => {
      if (count === 12) handle.cancel!();
    };
    const {run, opened} = start(gaussian(5), {...FEW, populations: 3}, {onBatch});
    handle.cancel = () => run.cancel();
    const result = await run;
    expect(result.status).toBe("cancelled");
    expect(run.status).toBe("done");
    expect(result.beta).toBeGreaterThan(0);
    expect(result.beta).toBeLessThan(1);
    const betas = result.populations.map(({stages}) => stages[stages.length - 1].beta);
    expect(result.beta).toBe(Math.min(...betas));
    const {weights} = result;
    expect(weights!.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
    // prior·L^β of the unit Gaussian: its variance is 1/β where the prior does not cut it
    expect(result.sd[0]).toBeGreaterThan(1.1);
    expect(result.advice).toMatch(/likelihood\^β/);
    expect(opened.closed()).toBe(1);
  });

  it("before the first likelihoods has no answer to keep", async () => {
    const {run} = start(gauss2, FEW);
    run.cancel();
    await expect(Promise.resolve(run)).rejects.toThrow("cancelled");
    expect(run.status).toBe("cancelled");
  });
});

describe("progress", () => {
  it("shows the finished stages while it is under way", async () => {
    const wait = () => new Promise<void>((resolve) => setTimeout(resolve, 25));
    const {run} = start(gauss2, {...FEW, particles: 100, populations: 2}, {onBatch: wait});
    const seen: TmcmcProgress[] = [];
    for await (const progress of run) seen.push(progress);
    const {stages, populations} = await run;
    expect(seen.length).toBeGreaterThan(1);
    expect(seen.some((progress) => /^stage \d+: β = /.test(progress.phase))).toBe(true);
    const last = seen[seen.length - 1];
    expect(last.stages.length).toBeGreaterThan(0);
    expect(last.stages[0]).toEqual(stages[0]);
    expect(last.populations.flatMap((each) => each.stages)).toEqual(last.stages);
    last.populations.forEach((each, p) => {
      expect(each.stages.length).toBeGreaterThan(0);
      expect(each.stages).toEqual(populations[p].stages.slice(0, each.stages.length));
    });
    seen.reduce((before, {done, total}) => {
      expect(done).toBeGreaterThanOrEqual(before);
      expect(total).toBe(100);
      return done;
    }, 0);
  });

  it("holds while it is paused", async () => {
    const {run, opened} = start(gauss2, FEW);
    run.pause();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const {length} = opened.batches;
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(opened.batches.length).toBe(length);
    run.resume();
    expect((await run).status).toBe("converged");
  });
});

describe("misuse throws at the call", () => {
  const likelihood = () => 0;
  const calls: [object, string][] = [
    [{}, "expected logLikelihood as a function, got undefined"],
    [
      {logLikelihood: likelihood},
      "expected prior as a prior or as {name: distribution}, got undefined"
    ],
    [{logLikelihood: likelihood, prior: {a: 3}}, "expected prior.a as a distribution"],
    [{particle: 3}, 'unknown option "particle" (did you mean particles?)'],
    [
      {logLikelihood: likelihood, prior: square, particles: 3},
      "expected particles as an integer from 8"
    ],
    [
      {logLikelihood: likelihood, prior: square, target: {ess: 1}},
      "expected target.ess between 0 and 1, got 1"
    ],
    [
      {logLikelihood: likelihood, prior: square, target: {ess: 0.5, cov: 1}},
      "expected target with either ess or cov, got both"
    ],
    [
      {logLikelihood: likelihood, prior: square, moves: "hcm"},
      'expected moves as one of "random-walk"'
    ],
    [
      {logLikelihood: likelihood, prior: square, moves: {kind: "mala", steps: 3}},
      'expected steps for moves "hmc" only'
    ],
    [
      {logLikelihood: likelihood, prior: square, moves: {kind: "basis", sweeps: 2}},
      'expected no sweeps for moves "basis"'
    ],
    [{logLikelihood: likelihood, prior: square, betaMax: 0}, "expected betaMax > 0, got 0"],
    [
      {logLikelihood: likelihood, prior: square, minDeltaBeta: 1},
      "expected minDeltaBeta from 0 to below betaMax"
    ],
    [
      {logLikelihood: likelihood, prior: square, names: ["a"]},
      "expected names of the prior's 2 parameters, got 1"
    ],
    [{logLikelihood: likelihood, prior: square, seed: 0.5}, "expected seed as an integer"]
  ];
  it.each(calls.map(([options, message]) => [message, options] as const))(
    "%s",
    (message, options) => {
      expect(() => start(square as never, {...options, ...missing(options)})).toThrow(
        `tmcmc.sample: ${message}`
      );
    }
  );

  it("a gradient move of a prior without a gradient", () => {
    const given = prior.custom({names: ["a"], logDensity: () => 0, sample: () => [0]});
    expect(() => start({prior: given, logLikelihood: likelihood}, {moves: "hmc"})).toThrow(
      'expected a prior with a gradient for moves "hmc"'
    );
  });

  it("and a likelihood without one rejects", async () => {
    const {run} = start({prior: square, logLikelihood: likelihood}, {moves: "mala"});
    await expect(Promise.resolve(run)).rejects.toThrow("expected a likelihood with derivatives");
  });
});

/** `start` gives likelihood and prior of its problem: those that a row leaves out are left out. */
function missing(options: object): object {
  return {logLikelihood: undefined, prior: undefined, ...options};
}
