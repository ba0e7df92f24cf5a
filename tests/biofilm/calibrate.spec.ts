import {describe, expect, it} from "vitest";
import type {BiofilmHooks} from "../../worker/biofilm/hooks.ts";
import type {
  BiofilmLikelihood,
  CalibrateOptions,
  CalibrateProgress
} from "../../worker/biofilm/types.ts";
import {digest} from "../../worker/digest.ts";
import type {CheckpointStore} from "../../worker/samplers/types.ts";
import {makePart} from "./part.ts";
import {makeScriptedTmcmc, type Script} from "./scriptedTmcmc.ts";

/** Waits until so many runs of the sampler have begun. */
async function begun(scripts: Script[], count: number): Promise<void> {
  while (scripts.length < count) await new Promise((resolve) => setTimeout(resolve, 5));
}

function makeScripted(other: Partial<BiofilmHooks> = {}) {
  const {tmcmc, scripts} = makeScriptedTmcmc();
  const {biofilm, solver} = makePart({tmcmc, ...other});
  const open = solver.openLikelihood.bind(solver);
  // the forecast's likelihoods are not worth their time here
  solver.openLikelihood = async (...call) => {
    const evaluator = await open(...call);
    evaluator.evaluate = () => Promise.resolve();
    return evaluator;
  };
  return {biofilm, solver, scripts};
}

const QUICK = {particles: 64, integrator: "adaptive"} as const;

describe("biofilm.calibrate", () => {
  it("runs M1 and M2 together, then M3 with their best held fixed", async () => {
    const {biofilm, scripts, solver} = makeScripted();
    const run = biofilm.calibrate({...QUICK, seed: 4});
    await begun(scripts, 2);
    expect(scripts.map(({options}) => options.prior.names.join())).toEqual([
      "a11,a12,a22,b1,b2",
      "a33,a34,a44,b3,b4"
    ]);
    expect(scripts.map(({options}) => [options.seed, options.particles])).toEqual([
      [4, 64],
      [5, 64]
    ]);
    scripts[1].finish();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(scripts).toHaveLength(2);
    scripts[0].finish();
    await begun(scripts, 3);
    const {options} = scripts[2];
    expect(options.prior.names).toEqual(["a13", "a14", "a23", "a24"]);
    expect([...options.prior.lower, ...options.prior.upper]).toEqual([0, 0, 0, 0, 3, 3, 3, 3]);
    scripts[2].finish();
    const answer = await run;
    const {M1, M2, M3, theta, data, status, validation, forecast} = answer;
    expect(status).toBe("converged");
    for (const part of [M1, M2, M3])
      part.names.forEach((name, k) => expect(theta[name]).toBe(part.map[k]));
    // the likelihood of M3 held the ten fixed, and let all 14 scatter
    const own = biofilm.logLikelihood({
      ...{model: "M3", data: data.M3.data, at: data.M3.at, fixed: theta},
      ...{aleatory: biofilm.parameters, integrator: "adaptive", rtol: 1e-5}
    });
    const point = Array.from(M3.map);
    expect((options.logLikelihood as unknown as BiofilmLikelihood)(point)).toBe(own(point));
    expect(validation.lower).toHaveLength(4);
    expect(validation.model).toBe("M3val");
    expect(forecast.total).toBeCloseTo(forecast.M1 + forecast.M2 + forecast.M3, 12);
    expect(forecast.actual!.total).toBeGreaterThanOrEqual(forecast.actual!.M3!);
    // times of this run, which another does not share
    expect(digest(answer)).toBe(digest({...answer, forecast: {}}));
    expect(solver.open).toBe(0);
  });

  it("carries the mean where that is wished", async () => {
    const {biofilm, scripts} = makeScripted();
    const run = biofilm.calibrate({...QUICK, carry: "mean"});
    await begun(scripts, 2);
    scripts.forEach(({finish}) => finish());
    await begun(scripts, 3);
    scripts[2].finish();
    const {M1, M3, theta} = await run;
    M1.names.forEach((name, k) => expect(theta[name]).toBe(M1.mean[k]));
    M3.names.forEach((name, k) => expect(theta[name]).toBe(M3.map[k]));
  });

  it("carries whole posteriors: all 14 are inferred, ten of them by what was found", async () => {
    const {biofilm, scripts} = makeScripted();
    const run = biofilm.calibrate({...QUICK, carry: "posterior"});
    await begun(scripts, 2);
    scripts.forEach(({finish}) => finish());
    await begun(scripts, 3);
    const {prior} = scripts[2].options;
    expect(prior.names).toEqual(biofilm.parameters);
    const middle = new Float64Array(14).fill(1.5);
    const far = middle.slice();
    far[0] = 2.9;
    expect(prior.logDensity(far)).toBeLessThan(prior.logDensity(middle));
    const cross = middle.slice();
    cross[13] = 2.9;
    expect(prior.logDensity(cross)).toBe(prior.logDensity(middle));
    cross[13] = 3.1;
    expect(prior.logDensity(cross)).toBe(-Infinity);
    scripts[2].finish();
    const {theta, M3} = await run;
    expect(Object.keys(theta)).toHaveLength(14);
    M3.names.forEach((name, k) => expect(theta[name]).toBe(M3.map[k]));
  });

  it.each([1, 3])(
    "tells where all parts are, and how long it will take; populations: %i",
    async (populations) => {
      const {biofilm, scripts} = makeScripted();
      const run = biofilm.calibrate({...QUICK, populations});
      const seen: CalibrateProgress[] = [];
      const watching = (async () => {
        for await (const progress of run) seen.push(progress);
      })();
      await begun(scripts, 2);
      scripts[0].tell(3);
      await new Promise((resolve) => setTimeout(resolve, 5));
      scripts[1].tell(2);
      await new Promise((resolve) => setTimeout(resolve, 5));
      const [now] = seen.slice(-1);
      expect(now.phase).toBe("M1 stage 4 | M2 stage 3");
      expect(now.stages.M1).toHaveLength(3);
      expect(now.stages.M2).toHaveLength(2);
      expect(now.done).toBe(5);
      expect(now.forecast!.M2).toBeGreaterThan(0);
      scripts[0].tell(400);
      scripts[0].finish();
      scripts[1].finish();
      await begun(scripts, 3);
      scripts[2].finish();
      await run;
      await watching;
      const done = seen.map((progress) => progress.done);
      expect(done).toEqual([...done].sort((a, b) => a - b));
      const [last] = seen.slice(-1);
      expect(last.total).toBeGreaterThan(last.done);
      expect(last.phase).toBe("validation");
    }
  );

  it("keeps what was reached where it is cancelled after a stage", async () => {
    const {biofilm, scripts, solver} = makeScripted();
    const run = biofilm.calibrate(QUICK);
    await begun(scripts, 2);
    scripts[0].tell(2);
    run.cancel();
    const {M1, M2, M3, status, theta, advice} = await run;
    expect(status).toBe("cancelled");
    expect(advice).toMatch(/cancelled/);
    expect(M1.stages).toHaveLength(2);
    expect([M2, M3]).toEqual([undefined, undefined]);
    expect(Object.keys(theta)).toEqual(["a11", "a12", "a22", "b1", "b2"]);
    expect(scripts.map(({told}) => told)).toEqual([["cancel"], ["cancel"]]);
    expect(solver.open).toBe(0);
  });

  it("rejects where it is cancelled before there is anything", async () => {
    const {biofilm, scripts} = makeScripted();
    const early = biofilm.calibrate(QUICK);
    early.cancel();
    await expect(early).rejects.toMatchObject({name: "AbortError"});
    const run = biofilm.calibrate(QUICK);
    await begun(scripts, 2);
    run.cancel();
    await expect(run).rejects.toMatchObject({name: "AbortError"});
    expect(run.status).toBe("cancelled");
  });

  it("ends as cancelled between M3 and the validation, with all three parts", async () => {
    const {biofilm, scripts} = makeScripted();
    const run = biofilm.calibrate(QUICK);
    await begun(scripts, 2);
    scripts.forEach(({finish}) => finish());
    await begun(scripts, 3);
    scripts[2].finish();
    run.cancel();
    const {M3, status, validation} = await run;
    expect(status).toBe("cancelled");
    expect(M3.status).toBe("converged");
    expect(validation).toBeUndefined();
  });

  it("passes pause and resume on, also to what begins later", async () => {
    const {biofilm, scripts} = makeScripted();
    const run = biofilm.calibrate(QUICK);
    await begun(scripts, 2);
    run.pause();
    expect(scripts.map(({told}) => told)).toEqual([["pause"], ["pause"]]);
    scripts.forEach(({finish}) => finish());
    await begun(scripts, 3);
    expect(scripts[2].told).toEqual(["pause"]);
    run.resume();
    expect(scripts[2].told).toEqual(["pause", "resume"]);
    scripts[2].finish();
    expect((await run).status).toBe("converged");
  });

  it("stops the other part where one fails, and says why", async () => {
    const {biofilm, scripts} = makeScripted();
    const run = biofilm.calibrate(QUICK);
    await begun(scripts, 2);
    scripts[1].tell(1);
    scripts[0].fail(new Error("out of memory"));
    await expect(run).rejects.toThrow("out of memory");
    expect(scripts[1].told).toEqual(["cancel"]);
  });

  it("does not go on from parts that found nothing", async () => {
    const {biofilm, scripts} = makeScripted();
    const run = biofilm.calibrate(QUICK);
    await begun(scripts, 2);
    scripts[0].finish("nonfinite");
    scripts[1].finish();
    const {status, M3} = await run;
    expect([status, M3]).toEqual(["nonfinite", undefined]);
  });

  it("keeps parts that are over under the checkpoint's name, for the same call only", async () => {
    const kept = new Map<string, unknown>();
    const checkpoints: CheckpointStore = {
      get: (name) => Promise.resolve(kept.get(name)),
      set: (name, value) => Promise.resolve(void kept.set(name, structuredClone(value))),
      delete: (name) => Promise.resolve(void kept.delete(name))
    };
    const first = makeScripted({checkpoints});
    const run = first.biofilm.calibrate({...QUICK, checkpoint: "night"});
    await begun(first.scripts, 2);
    expect(first.scripts.map(({options}) => options.checkpoint)).toEqual(["night-M1", "night-M2"]);
    first.scripts.forEach(({finish}) => finish());
    await begun(first.scripts, 3);
    run.cancel();
    await run;
    expect([...kept.keys()]).toEqual(["night-parts"]);

    const other = makeScripted({checkpoints});
    const another = other.biofilm.calibrate({...QUICK, seed: 2, checkpoint: "night"});
    await begun(other.scripts, 2);
    another.cancel();
    await another.catch(() => undefined);

    // a store of the simplest kind, that holds text
    const text = JSON.parse(JSON.stringify(kept.get("night-parts"))) as unknown;
    const simple = new Map([["night-parts", text]]) as unknown as CheckpointStore;
    const third = makeScripted({checkpoints: simple});
    const anew = third.biofilm.calibrate({...QUICK, checkpoint: "night"});
    await begun(third.scripts, 2);
    anew.cancel();
    await anew.catch(() => undefined);

    const second = makeScripted({checkpoints});
    const again = second.biofilm.calibrate({...QUICK, checkpoint: "night"});
    await begun(second.scripts, 1);
    expect(second.scripts[0].options.checkpoint).toBe("night-M3");
    second.scripts[0].finish();
    const {M1, status} = await again;
    expect(M1.names).toEqual(["a11", "a12", "a22", "b1", "b2"]);
    expect(status).toBe("converged");
    expect(kept.size).toBe(0);
  });

  it("takes given observations, and makes the others from the seed", async () => {
    const {biofilm, scripts} = makeScripted();
    const M1 = await biofilm.data({model: "M1", count: 5, seed: 9});
    const run = biofilm.calibrate({...QUICK, data: {M1}, seed: 2});
    await begun(scripts, 2);
    scripts.forEach(({tell}) => tell(1));
    run.cancel();
    const {data} = await run;
    expect(data.M1).toBe(M1);
    expect(data.M2).toEqual(await biofilm.data({model: "M2", seed: 2}));
  });
});

describe("a tiny calibration, sampled for real", () => {
  it("is the same for the same seed", async () => {
    const {biofilm, solver} = makePart();
    const wish: CalibrateOptions = {
      ...{particles: 8, integrator: "adaptive", rtol: 1e-2, sigma: 0.2},
      data: await tinyData(biofilm),
      moves: {kind: "random-walk", sweeps: 1, finalSweeps: 1}
    };
    const [one, two] = [await biofilm.calibrate(wish), await biofilm.calibrate(wish)];
    expect(one.status).toBe("converged");
    expect(two.theta).toEqual(one.theta);
    expect(two.validation).toEqual(one.validation);
    expect(one.M3.logEvidence).toBe(two.M3.logEvidence);
    expect(one.validation.coverage).toBeGreaterThan(0);
    expect(solver.open).toBe(0);
  });
});

async function tinyData(biofilm: ReturnType<typeof makePart>["biofilm"]) {
  const make = (model: "M1" | "M2" | "M3" | "M3val") => biofilm.data({model, at: [40, 80]});
  return {
    ...{M1: await make("M1"), M2: await make("M2")},
    ...{M3: await make("M3"), M3val: await make("M3val")}
  };
}
