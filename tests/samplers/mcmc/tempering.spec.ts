import {describe, expect, it} from "vitest";
import {makeMcmc} from "../../../worker/samplers/mcmc/mcmc.ts";
import {prior} from "../../../worker/samplers/priors/priors.ts";
import type {ChainResult, TemperingOptions} from "../../../worker/samplers/types.ts";
import {building, coin, oblique, twoHills, type Known} from "./densities.ts";
import {fake} from "./fakeEvaluator.ts";
import {expectMoments} from "./moments.ts";

function sample(known: Known, options: Partial<TemperingOptions> = {}): PromiseLike<ChainResult> {
  const mcmc = makeMcmc(fake(known));
  return mcmc.tempering({logLikelihood: known.value, prior: known.prior, ...options});
}

describe("tempering", () => {
  it.each([
    ["two unknowns that go together", oblique],
    ["two hills", twoHills],
    ["a building's stiffnesses", building],
    ["a coin", coin]
  ])("finds moments and evidence of %s", async (_name, known) => {
    const result = await sample(known, {samples: 400});
    expectMoments(result, known);
    const {logEvidence, logEvidenceError, thermodynamic, betas} = result;
    expect(logEvidenceError).toBeLessThan(0.2);
    expect(Math.abs(logEvidence! - known.logEvidence!)).toBeLessThan(4 * logEvidenceError!);
    const integral = thermodynamic!;
    expect(Math.abs(integral.logEvidence - known.logEvidence!)).toBeLessThan(
      4 * integral.logEvidenceError
    );
    expect(betas!.length).toBe(10);
    expect([betas![0], betas![9]]).toEqual([0, 1]);
    expect(betas!.every((beta, k) => k === 0 || beta > betas![k - 1])).toBe(true);
  });

  it("evaluates all chains and temperatures at once", async () => {
    const made = fake(twoHills);
    const mcmc = makeMcmc(made);
    const options = {logLikelihood: twoHills.value, prior: twoHills.prior, warmup: 10};
    const run = await mcmc.tempering({
      ...options,
      samples: 10,
      chains: 2,
      temperatures: 5,
      moves: 3
    });
    expect(Math.max(...made.batches)).toBe(10);
    expect(run.stats.evaluations).toBe(made.batches.reduce((sum, count) => sum + count));
  });

  it("knows evidence where part of the prior is impossible", async () => {
    const part: Known = {
      prior: {p: prior.uniform(0, 1)},
      value: ([p]) => (p > 0.25 ? -Infinity : 2)
    };
    const result = await sample(part, {samples: 400, temperatures: 3});
    const {logEvidence, logEvidenceError, thermodynamic} = result;
    expect(Math.abs(logEvidence! - Math.log(0.25 * Math.exp(2)))).toBeLessThan(
      4 * logEvidenceError!
    );
    // the mean log-likelihood at β = 0 is −∞
    expect(thermodynamic!.logEvidence).toBeNaN();
  });

  it("says where a ladder has too few rungs", async () => {
    const narrow: Known = {
      prior: {x: prior.uniform(-1, 1)},
      value: ([x]) => -0.5 * (x / 1e-4) ** 2
    };
    const result = await sample(narrow, {samples: 200, temperatures: 2});
    expect(result.advice).toMatch(/only \d %.* of the swaps are accepted: take more temperatures/);
  });

  it("finds nowhere to begin where the likelihood is zero", async () => {
    const never = await sample({...coin, value: () => -Infinity}, {samples: 10});
    expect(never.status).toBe("nonfinite");
    expect(never.logEvidence).toBeUndefined();
  });
});
