import {describe, expect, it} from "vitest";
import {chainsOf} from "../../../worker/samplers/diagnostics/chainsOf.ts";
import {makeMcmc} from "../../../worker/samplers/mcmc/mcmc.ts";
import {prior} from "../../../worker/samplers/priors/priors.ts";
import type {ChainResult, NutsOptions} from "../../../worker/samplers/types.ts";
import {coin, oblique, tenNormals, type Known} from "./densities.ts";
import {fake} from "./fakeEvaluator.ts";
import {distance, expectMoments} from "./moments.ts";

function sample(known: Known, options: Partial<NutsOptions> = {}): PromiseLike<ChainResult> {
  const mcmc = makeMcmc(fake(known));
  return mcmc.nuts({logLikelihood: known.value, prior: known.prior, ...options});
}

/** Neal's: its neck is narrower than any step that suits its mouth. */
const funnel: Known = {
  prior: {v: prior.normal(0, 3), x: prior.uniform(-1e3, 1e3), y: prior.uniform(-1e3, 1e3)},
  value: ([v, x, y]) => -v - 0.5 * (x * x + y * y) * Math.exp(-v),
  gradient: ([v, x, y]) => [
    -1 + 0.5 * (x * x + y * y) * Math.exp(-v),
    -x * Math.exp(-v),
    -y * Math.exp(-v)
  ]
};

describe("nuts", () => {
  it.each([
    ["two unknowns that go together", oblique, 500],
    ["a coin, whose chance has two bounds", coin, 500],
    ["ten normals", tenNormals, 300]
  ])("finds the moments of %s", async (_name, known, samples) => {
    const result = await sample(known, {samples});
    expectMoments(result, known);
    expect(result).toMatchObject({status: "converged", divergent: 0, chains: 4});
    expect(Math.max(...result.rhat)).toBeLessThan(1.03);
    for (const share of result.acceptance) expect(Math.abs(share - 0.85)).toBeLessThan(0.13);
  });

  it("samples the law itself through every kind of bound", async () => {
    const bounded: Known = {
      prior: {above: prior.lognormal(0, 1), between: prior.uniform(-1, 3)},
      value: () => 0,
      gradient: () => [0, 0]
    };
    const below: Known = {...bounded, prior: {above: prior.gamma(1, 2)}, gradient: () => [0]};
    const mirrored = prior.custom({
      names: ["x"],
      upper: [5],
      logDensity: (theta) => theta[0] - 5,
      gradient: () => [1],
      sample: (draws) => [5 + Math.log(1 - draws.uniform())]
    });
    const options = {samples: 1000, warmup: 300};
    const result = await sample(bounded, options);
    const between = chainsOf(result, "between");
    expect(distance(between, (x) => (x + 1) / 4)).toBeLessThan(2);
    const [exponential, mirror] = await Promise.all([
      sample(below, options),
      makeMcmc(fake(below)).nuts({logLikelihood: below.value, prior: mirrored, ...options})
    ]);
    expect(distance(chainsOf(exponential, 0), (x) => 1 - Math.exp(-x / 2))).toBeLessThan(2);
    expect(distance(chainsOf(mirror, 0), (x) => Math.exp(x - 5))).toBeLessThan(2);
  });

  it("goes further with a metric that knows how parameters go together", async () => {
    const [plain, dense] = await Promise.all([
      sample(oblique, {samples: 300}),
      sample(oblique, {samples: 300, metric: "dense"})
    ]);
    expectMoments(dense, oblique);
    expect(dense.stats.evaluations).toBeLessThan(0.8 * plain.stats.evaluations);
  });

  it("needs no units: parameters of very different sizes take no more steps", async () => {
    const units: Known = {
      prior: {tiny: prior.normal(0, 1e-9), huge: prior.normal(0, 1e9)},
      value: () => 0,
      gradient: () => [0, 0]
    };
    const result = await sample(units, {samples: 200, warmup: 200});
    expect(result.stats.evaluations).toBeLessThan(4 * 400 * 8);
    expectMoments(result, {...units, mean: [0, 0], sd: [1e-9, 1e9]});
  });

  it("counts divergences in a funnel and says what may be missing", async () => {
    const result = await sample(funnel, {samples: 100, maxDepth: 7});
    expect(result.divergent).toBeGreaterThan(0);
    expect(result.advice).toMatch(/^\d+ transitions diverged, so parts of the posterior may be/);
  });

  it("says where trajectories were cut off", async () => {
    const result = await sample(oblique, {samples: 100, maxDepth: 1});
    expect(result.advice).toMatch(/trajectories were cut off at maxDepth = 1/);
  });

  it("evaluates one place of every chain at a time", async () => {
    const made = fake(coin);
    const mcmc = makeMcmc(made);
    const options = {logLikelihood: coin.value, prior: coin.prior, samples: 20};
    await mcmc.nuts({...options, chains: 3});
    expect(Math.max(...made.batches)).toBe(3);
    const points = made.batches.reduce((sum, count) => sum + count);
    expect(points / made.batches.length).toBeGreaterThan(2);
  });

  it("leaves a chain's numbers alone when others run beside it", async () => {
    const alone = await sample(oblique, {samples: 50, chains: 1});
    const four = await sample(oblique, {samples: 50, chains: 4});
    expect(chainsOf(four, 0)[0]).toEqual(alone.samples[0]);
  });

  it("refuses what has no derivatives, and says what to do", async () => {
    const mcmc = makeMcmc(fake({value: oblique.value}));
    const {value: logLikelihood} = oblique;
    await expect(mcmc.nuts({logLikelihood, prior: oblique.prior})).rejects.toThrow(
      /^mcmc\.nuts: expected a log-likelihood with derivatives, .* use mcmc\.stretch or mcmc\.tempering$/
    );
    const bare = prior.custom({names: ["a"], logDensity: () => 0, sample: () => [0]});
    expect(() => mcmc.nuts({logLikelihood, prior: bare})).toThrow(
      "mcmc.nuts: expected a prior with derivatives: give prior.custom a gradient, got one without"
    );
  });
});
