import {describe, expect, it} from "vitest";
import type {Evaluator} from "../../../worker/samplers/evaluator.ts";
import {makeMcmc} from "../../../worker/samplers/mcmc/mcmc.ts";
import {makeTarget} from "../../../worker/samplers/mcmc/target.ts";
import {makePace} from "../../../worker/pace.ts";
import {prior} from "../../../worker/samplers/priors/priors.ts";
import type {Mcmc, StretchOptions} from "../../../worker/samplers/types.ts";
import type {Progress} from "../../../worker/work.ts";
import {oblique} from "./densities.ts";
import {fake} from "./fakeEvaluator.ts";

const SAMPLERS = ["stretch", "nuts", "tempering"] as const;
const options = {logLikelihood: oblique.value, prior: oblique.prior, samples: 40, warmup: 40};
/** Calls of the likelihood after which the warm-up is over and samples are still missing. */
const ENOUGH = {stretch: 120, nuts: 700, tempering: 60};
const turn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe.each(SAMPLERS)("a run of %s", (sampler) => {
  const start = (made = fake(oblique), more: Partial<StretchOptions> = {}) =>
    makeMcmc(made)[sampler]({...options, ...more});

  it("has the same bits for the same seed, however long a batch takes", async () => {
    const slow = fake(oblique, turn);
    const [once, again, other] = await Promise.all([
      start(),
      start(slow),
      start(fake(oblique), {seed: 2})
    ]);
    expect(again.samples).toEqual(once.samples);
    expect(again.logLikelihood).toEqual(once.logLikelihood);
    expect(other.samples).not.toEqual(once.samples);
    expect(slow).toMatchObject({opened: 1, closed: 1});
  });

  it("tells what the samples are", async () => {
    const result = await start();
    const theta = result.samples.map((column) => column[7]);
    expect(result.names).toEqual(["a", "b"]);
    expect(result.logLikelihood[7]).toBe(oblique.value(Float64Array.from(theta)));
    expect(result.logPrior[7]).toBeCloseTo(-Math.log(6400), 12);
    expect(result.samples[0].length).toBe(result.chains * 40);
    expect(result.acceptance.length).toBe(result.chains);
    expect(result.stats).toMatchObject({device: "reference", why: "a test", threads: 1});
  });

  it("rejects when it is cancelled in the warm-up", async () => {
    const made: ReturnType<typeof fake> = fake(oblique, () => {
      if (made.batches.length === 20) run.cancel();
    });
    const run = start(made);
    await expect(run).rejects.toMatchObject({name: "AbortError"});
    expect(run.status).toBe("cancelled");
    expect(made).toMatchObject({cancelled: 1, closed: 1});
  });

  it("keeps what there is when it is cancelled later", async () => {
    const whole = await start();
    const made: ReturnType<typeof fake> = fake(oblique, async ({batches}) => {
      if (batches.length === ENOUGH[sampler]) run.cancel();
      if (made.cancelled > 0) throw Object.assign(new Error("cancelled"), {name: "AbortError"});
      await turn();
    });
    const run = start(made);
    const part = await run;
    const count = part.samples[0].length / part.chains;
    expect(part.status).toBe("cancelled");
    expect(part.advice).toMatch(/Cancelled after \d+ of 40 samples of each chain/);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(40);
    for (let c = 0; c < part.chains; c++)
      expect(part.samples[1].slice(c * count, (c + 1) * count)).toEqual(
        whole.samples[1].slice(c * 40, c * 40 + count)
      );
    expect(made.closed).toBe(1);
  });

  it("rejects when it is cancelled before the likelihood is there", async () => {
    const made = fake(oblique);
    let open = (): void => undefined;
    const opened = new Promise<void>((resolve) => (open = resolve));
    const run = makeMcmc({open: (...args) => opened.then(() => made.open(...args))})[sampler](
      options
    );
    run.cancel();
    await expect(run).rejects.toMatchObject({name: "AbortError"});
    open();
    await turn();
    expect(made).toMatchObject({opened: 1, closed: 1, batches: []});
  });

  it("goes on after a pause as if there had been none", async () => {
    const made: ReturnType<typeof fake> = fake(oblique, async () => {
      if (made.batches.length === 30) {
        run.pause();
        setTimeout(() => run.resume(), 20);
      }
      await turn();
    });
    const run = start(made);
    const [paused, whole] = await Promise.all([run, start()]);
    expect(paused.samples).toEqual(whole.samples);
  });

  it("reports warm-up and sampling", async () => {
    const run = start(
      fake(oblique, () => new Promise((resolve) => setTimeout(resolve, 9))),
      {
        samples: 30,
        warmup: 10
      }
    );
    const seen: Progress[] = [];
    for await (const progress of run) {
      seen.push(progress);
      if (progress.done > 10) run.cancel();
    }
    expect(seen.every(({total, done}) => total === 40 && done >= 0 && done <= 40)).toBe(true);
    expect(seen[seen.length - 1].phase).toBe("sampling");
    expect(seen[0].phase).toBe("warm-up");
    expect((await run).status).toBe("cancelled");
  });

  it("passes on what the likelihood throws", async () => {
    const made = fake({
      ...oblique,
      value: () => {
        throw new RangeError("logLikelihood: no such θ");
      }
    });
    await expect(start(made)).rejects.toThrow("logLikelihood: no such θ");
    expect(made.closed).toBe(1);
  });
});

describe("points of a batch", () => {
  it("have the same values whatever the batch holds, and none outside the prior is evaluated", async () => {
    const box = prior.independent(oblique.prior);
    const theta = [
      Float64Array.of(0, 41, 1, -2, 3, NaN, 7),
      Float64Array.of(1, 0, -1, 5, -41, 0, 7)
    ];
    const score = async (capacity: number) => {
      const made = fake(oblique);
      const evaluator: Evaluator = await made.open("test", oblique.value, {
        dimension: 2,
        names: box.names,
        capacity
      });
      const pace = makePace(() => undefined);
      const progress = () => ({phase: "test", done: 0, total: 1});
      const target = makeTarget({prior: box, evaluator, capacity, pace, progress});
      const [logPrior, logLikelihood] = [new Float64Array(7), new Float64Array(7)];
      const gradient = [new Float64Array(7).fill(9), new Float64Array(7).fill(9)];
      await target.score(theta, logPrior, logLikelihood, gradient);
      pace.close();
      expect(target.evaluations).toBe(4);
      return {logPrior, logLikelihood, gradient};
    };
    const whole = await score(7);
    expect(await score(1)).toEqual(whole);
    expect(await score(3)).toEqual(whole);
    const isOutside = [false, true, false, false, true, true, false];
    expect(Array.from(whole.logLikelihood, (value) => value === -Infinity)).toEqual(isOutside);
    expect(Array.from(whole.gradient[0], (value) => value === 0)).toEqual(isOutside);
  });
});

describe("what is asked", () => {
  const {value: logLikelihood, prior: box} = oblique;
  const ask = (sampler: keyof Mcmc, more: object) => () =>
    (makeMcmc(fake(oblique))[sampler] as (options: object) => unknown)({
      logLikelihood,
      prior: box,
      ...more
    });

  it.each([
    ["stretch", {walkers: 7}, "mcmc.stretch: expected walkers as an even number, got 7"],
    ["stretch", {walkers: 4}, "mcmc.stretch: expected walkers as an integer from 6 to"],
    ["stretch", {stretch: 1}, "mcmc.stretch: expected stretch between 1 and Infinity, got 1"],
    ["stretch", {chains: 3}, 'mcmc.stretch: unknown option "chains"'],
    ["nuts", {acceptance: 1}, "mcmc.nuts: expected acceptance between 0 and 1, got 1"],
    ["nuts", {metric: "full"}, 'mcmc.nuts: expected metric as one of "diagonal", "dense"'],
    ["nuts", {maxDepth: 0}, "mcmc.nuts: expected maxDepth as an integer from 1 to 20, got 0"],
    ["tempering", {temperatures: 1}, "mcmc.tempering: expected temperatures as an integer from 2"],
    ["tempering", {samples: 0}, "mcmc.tempering: expected samples as an integer from 1"],
    ["tempering", {warmup: -1}, "mcmc.tempering: expected warmup as an integer from 0"],
    ["tempering", {seed: 0.5}, "mcmc.tempering: expected seed as an integer"],
    [
      "tempering",
      {logLikelihood: 1},
      "mcmc.tempering: expected logLikelihood as a function, got 1"
    ],
    ["tempering", {prior: {}}, "mcmc.tempering: expected prior with a parameter, got none"],
    ["tempering", {constants: 3}, "mcmc.tempering: expected constants as an object, got 3"]
  ] as const)("of %s with %o is refused at the call", (sampler, more, message) => {
    expect(ask(sampler, more)).toThrow(message);
  });

  it("is refused at the call by what opens the likelihood, too", () => {
    const open = () => {
      throw new ReferenceError("mcmc.stretch: rate is not defined");
    };
    expect(() => makeMcmc({open}).stretch({logLikelihood, prior: box})).toThrow(ReferenceError);
  });
});
