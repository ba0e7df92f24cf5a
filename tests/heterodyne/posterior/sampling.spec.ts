// Samplers on the likelihood of a small scan, against the posterior on a dense grid.
import {expect, it} from "vitest";
import {makePrior} from "../../../worker/heterodyne/posterior/prior.ts";
import type {HeterodyneName} from "../../../worker/heterodyne/types.ts";
import type {Evaluator} from "../../../worker/samplers/evaluator.ts";
import {makeMcmc} from "../../../worker/samplers/mcmc/mcmc.ts";
import {checkTarget} from "../../../worker/samplers/targets/checkTarget.ts";
import type {OpenOptions} from "../../../worker/samplers/targets/open.ts";
import {makeTmcmc} from "../../../worker/samplers/tmcmc/tmcmc.ts";
import type {LogLikelihood, Prior} from "../../../worker/samplers/types.ts";
import {BY_NAME, openLikelihoods, SMALL} from "./scans.ts";

const FREE: HeterodyneName[] = ["v0", "beta", "f3"];
const {v0: _, beta: __, f3: ___, ...fixed} = BY_NAME;
const bounds = {v0: [780, 830], beta: [-0.3, -0.1], f3: [0.07, 0.13]} as const;
const prior = makePrior({parameters: FREE, bounds});

/** As the engine opens the library's own likelihoods. */
const open = (what: string, f: unknown, options: OpenOptions): Promise<Evaluator> => {
  const target = checkTarget(what, f, options.dimension, {}, options.device);
  if (target.kind !== "own") throw new Error("expected one of the library's own");
  return target.likelihood.open(options);
};

/** Evidence, means and deviations, by the midpoint rule. */
async function integrate(
  f: LogLikelihood & {batch: (theta: Float64Array[]) => PromiseLike<Float64Array>},
  law: Prior
) {
  const {lower, upper} = law;
  const n = 24;
  const axes = FREE.map((_name, k) => {
    const h = (upper[k] - lower[k]) / n;
    return Float64Array.from({length: n}, (_value, i) => lower[k] + (i + 0.5) * h);
  });
  const columns = FREE.map(() => new Float64Array(n ** 3));
  for (let at = 0; at < n ** 3; at++)
    columns.forEach((column, k) => (column[at] = axes[k][Math.floor(at / n ** k) % n]));
  const values = await f.batch(columns);
  const logs = values.map(
    (value, at) => value + law.logDensity(columns.map((column) => column[at]))
  );
  const top = logs.reduce((x, y) => Math.max(x, y));
  const weights = logs.map((x) => Math.exp(x - top));
  const sum = weights.reduce((x, y) => x + y);
  const cell = FREE.reduce((volume, _name, k) => (volume * (upper[k] - lower[k])) / n, 1);
  const mean = columns.map((c) => c.reduce((s, x, at) => s + weights[at] * x, 0) / sum);
  const sd = columns.map((c, k) =>
    Math.sqrt(c.reduce((s, x, at) => s + weights[at] * (x - mean[k]) ** 2, 0) / sum)
  );
  return {logEvidence: top + Math.log(sum * cell), mean, sd};
}

it("is sampled by TMCMC and NUTS as it is on a grid", {timeout: 60_000}, async () => {
  const {logLikelihood} = await openLikelihoods();
  const f = logLikelihood(SMALL, {parameters: FREE, fixed});
  const grid = await integrate(f, prior);
  const tmcmc = makeTmcmc({open});
  const mcmc = makeMcmc({open});
  // the prior's order is another than the likelihood's
  const turned = makePrior({parameters: [...FREE].reverse(), bounds});
  const walk = await tmcmc.sample({logLikelihood: f, prior: turned, particles: 500, seed: 3});
  const leaps = await tmcmc.sample({logLikelihood: f, prior, particles: 300, moves: "mala"});
  const nuts = await mcmc.nuts({logLikelihood: f, prior, chains: 4, samples: 250, warmup: 150});
  for (const {names, mean, sd} of [walk, leaps, nuts]) {
    FREE.forEach((name, k) => {
      const at = names.indexOf(name);
      expect(Math.abs(mean[at] - grid.mean[k])).toBeLessThan(0.2 * grid.sd[k]);
      expect(Math.abs(sd[at] / grid.sd[k] - 1)).toBeLessThan(0.2);
    });
  }
  for (const {logEvidence, logEvidenceError} of [walk, leaps]) {
    expect(logEvidenceError).toBeLessThan(0.5);
    expect(Math.abs(logEvidence - grid.logEvidence)).toBeLessThan(3 * logEvidenceError);
  }
  expect(Math.max(...nuts.rhat)).toBeLessThan(1.05);
  expect(walk.names).toEqual([...FREE].reverse());
});
