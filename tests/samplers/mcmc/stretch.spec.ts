import {describe, expect, it} from "vitest";
import {erfc} from "../../../worker/math.ts";
import {chainsOf} from "../../../worker/samplers/diagnostics/chainsOf.ts";
import {makeMcmc} from "../../../worker/samplers/mcmc/mcmc.ts";
import {prior} from "../../../worker/samplers/priors/priors.ts";
import type {ChainResult, StretchOptions} from "../../../worker/samplers/types.ts";
import {building, coin, oblique, type Known} from "./densities.ts";
import {fake} from "./fakeEvaluator.ts";
import {distance, expectMoments} from "./moments.ts";

function sample(known: Known, options: Partial<StretchOptions> = {}): PromiseLike<ChainResult> {
  const mcmc = makeMcmc(fake(known));
  return mcmc.stretch({logLikelihood: known.value, prior: known.prior, ...options});
}

describe("stretch", () => {
  it.each([
    ["two unknowns that go together", oblique],
    ["a coin", coin]
  ])("finds the moments of %s", async (_name, known) => {
    const result = await sample(known, {samples: 300});
    expectMoments(result, known);
    expect(result.chains).toBe(32);
    expect(result.samples[0].length).toBe(32 * 300);
    expect(result.acceptance.every((share) => share > 0.4 && share < 0.9)).toBe(true);
  });

  it("samples the law itself: with a flat likelihood the prior", async () => {
    const flat: Known = {prior: {a: prior.normal(0, 1), b: prior.normal(3, 0.1)}, value: () => 0};
    const result = await sample(flat, {samples: 300, walkers: 20});
    const normal = (z: number) => 0.5 * erfc(-z * Math.SQRT1_2);
    expect(distance(chainsOf(result, "a"), normal)).toBeLessThan(2);
    expect(distance(chainsOf(result, "b"), (x) => normal((x - 3) / 0.1))).toBeLessThan(2);
  });

  it("does not care about scales and slants", async () => {
    const plain = await sample(oblique, {samples: 20, warmup: 0});
    const scaled = await sample(
      {
        prior: {a: prior.uniform(-40 / 1024, 40 / 1024), b: prior.uniform(-40 * 512, 40 * 512)},
        value: ([a, b]) => oblique.value(Float64Array.of(a * 1024, b / 512))
      },
      {samples: 20, warmup: 0}
    );
    // powers of two leave the bits as they are
    expect(scaled.samples[0].map((x) => x * 1024)).toEqual(plain.samples[0]);
    expect(scaled.samples[1].map((x) => x / 512)).toEqual(plain.samples[1]);
  });

  it("moves half of the walkers at once", async () => {
    const made = fake(oblique);
    const mcmc = makeMcmc(made);
    const options = {logLikelihood: oblique.value, prior: oblique.prior, warmup: 1};
    const {stats} = await mcmc.stretch({...options, samples: 2, walkers: 6});
    // the start, then two halves a sweep; what falls outside the prior is not evaluated
    expect(made.batches[0]).toBe(6);
    expect(made.batches.slice(1).every((count) => count <= 3)).toBe(true);
    expect(stats.evaluations).toBe(made.batches.reduce((sum, count) => sum + count));
  });

  it("begins where the likelihood allows, and says where it never does", async () => {
    const half: Known = {
      prior: {p: prior.uniform(0, 1)},
      value: ([p]) => (p < 0.9 ? -Infinity : 0)
    };
    const result = await sample(half, {samples: 50, warmup: 0});
    expect(Math.min(...result.samples[0])).toBeGreaterThanOrEqual(0.9);
    const never = await sample({...half, value: () => NaN}, {samples: 50});
    expect(never.status).toBe("nonfinite");
    expect(never.samples[0].length).toBe(0);
    expect([...never.mean, ...never.sd]).toEqual([NaN, NaN]);
    expect(never.advice).toMatch(/No draw from the prior has a likelihood above zero/);
  });

  it("tells walkers that all began at one place and so cannot leave it", async () => {
    const one = prior.custom({names: ["x"], logDensity: () => 0, sample: () => [2]});
    const result = await makeMcmc(fake({value: () => 0})).stretch({
      logLikelihood: () => 0,
      prior: one,
      samples: 20
    });
    expect(result.samples[0].every((x) => x === 2)).toBe(true);
    expect(result.status).toBe("maxSteps");
    expect(result.advice).toMatch(/^A parameter never moved/);
  });

  it("tells walkers that have not met", async () => {
    const result = await sample(building, {samples: 30, warmup: 0});
    expect(result.status).toBe("maxSteps");
    expect(result.advice).toMatch(/The chains do not agree yet \(R-hat up to/);
  });

  it("counts points that cannot be computed as impossible", async () => {
    const torn: Known = {
      prior: {x: prior.normal(0, 1)},
      value: ([x]) => (x > 0 ? 0 : NaN)
    };
    const result = await sample(torn, {samples: 50});
    expect(Math.min(...result.samples[0])).toBeGreaterThan(0);
    expect(result.advice).toMatch(/^\d+ points gave NaN and counted as impossible\. /);
  });
});
