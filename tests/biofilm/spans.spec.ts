import {describe, expect, it} from "vitest";
import type {BiofilmHooks} from "../../worker/biofilm/hooks.ts";
import type {Biofilm, CalibrateOptions} from "../../worker/biofilm/types.ts";
import {makeMonitor} from "../../worker/monitor.ts";
import {makeEngine} from "../worker/makeEngine.ts";
import {makeSpanTree} from "../worker/spanTree.ts";
import {makePart} from "./part.ts";
import {makeStandIn} from "./standIn.ts";

async function makeWish(biofilm: Biofilm): Promise<CalibrateOptions> {
  const make = (model: "M1" | "M2" | "M3" | "M3val") => biofilm.data({model, at: [40, 80]});
  return {
    ...{particles: 8, integrator: "adaptive", rtol: 1e-2, sigma: 0.2},
    // M3val is made by the calibration itself
    data: {M1: await make("M1"), M2: await make("M2"), M3: await make("M3")},
    moves: {kind: "random-walk", sweeps: 1, finalSweeps: 1}
  };
}

function makeListened(other: Partial<BiofilmHooks> = {}) {
  const tree = makeSpanTree("hierarchical");
  return {tree, ...makePart({spans: tree.probe, ...other})};
}

describe("the spans of a calibration", () => {
  it("are its parts, with the samplers' and the solver's within them", async () => {
    const {biofilm, tree} = makeListened();
    const wish = await makeWish(biofilm);
    expect(tree.spans).toEqual([]);
    const {M1, M2, M3} = await biofilm.calibrate(wish);
    const calls = tree.calls();
    expect(calls).toMatchObject({
      run: 1,
      "run/data": 1,
      "run/data/solver:trajectory": 1,
      "run/data/solver:trajectory/compute": 1,
      "run/data/solver:trajectory/decode": 1,
      "run/forecast": 1,
      "run/forecast/solver:open": 3,
      "run/M1": 1,
      "run/M2": 1,
      "run/M3": 1,
      "run/validation": 1,
      "run/validation/solver:open": 1,
      "run/validation/solver:compute": 1,
      "run/validation/solver:decode": 1
    });
    for (const [name, {stages}] of Object.entries({M1, M2, M3})) {
      const part = `run/${name}/tmcmc:run`;
      const sweeps = stages.reduce((sum, stage) => sum + stage.sweeps, 0);
      expect(calls[part]).toBe(1);
      expect(calls[`${part}/open/solver:open`]).toBe(1);
      expect(calls[`${part}/choose β`]).toBe(stages.length);
      expect(calls[`${part}/propose`]).toBe(sweeps);
      // the solver works for an evaluation, and for nothing else of a sampler
      const evaluations = calls[`${part}/evaluate`];
      expect(evaluations).toBeGreaterThan(stages.length / 2);
      expect(calls[`${part}/evaluate/solver:compute`]).toBe(evaluations);
      expect(calls[`${part}/evaluate/solver:decode`]).toBe(evaluations);
    }
    expect(tree.open()).toEqual([]);
    expect(tree.faults).toEqual([]);
  });

  it("nest by the clock, though M1 and M2 run side by side", async () => {
    let now = 0;
    const monitor = makeMonitor(() => ++now);
    const {biofilm} = makePart({spans: monitor.probe("hierarchical")});
    await biofilm.calibrate(await makeWish(biofilm));
    const rows = monitor.hotSpots();
    for (const {self, total} of rows) {
      expect(self).toBeGreaterThanOrEqual(0);
      expect(self).toBeLessThanOrEqual(total);
    }
    const totalOf = (component: string, name: string) =>
      rows.find((row) => row.component === component && row.name === name)!.total;
    const whole = totalOf("hierarchical", "run");
    const [M1, M2, M3] = ["M1", "M2", "M3"].map((name) => totalOf("hierarchical", name));
    const rest = ["data", "forecast", "validation"].map((name) => totalOf("hierarchical", name));
    const after = [M3, ...rest].reduce((sum, total) => sum + total, 0);
    expect(Math.max(M1, M2) + after).toBeLessThanOrEqual(whole);
    expect(M1 + M2 + after).toBeGreaterThan(whole);
    expect(totalOf("tmcmc", "run")).toBeLessThanOrEqual(M1 + M2 + M3);
    expect(totalOf("solver", "compute")).toBeLessThan(whole + M2);
  });

  it("are ended where it is cancelled or fails", async () => {
    for (const end of ["cancel", "fail"] as const) {
      const solver = makeStandIn();
      const {biofilm, tree} = makeListened({solver});
      const wish = await makeWish(biofilm);
      const open = solver.openLikelihood.bind(solver);
      let count = 0;
      solver.openLikelihood = async (...call) => {
        const evaluator = await open(...call);
        // the first three are the forecast's
        if (++count < 4) return evaluator;
        evaluator.evaluate = () => {
          if (end === "cancel") run.cancel();
          return Promise.reject(
            Object.assign(new Error(end), {name: end === "cancel" ? "AbortError" : "Error"})
          );
        };
        return evaluator;
      };
      const run = biofilm.calibrate(wish);
      await expect(Promise.resolve(run)).rejects.toThrow();
      expect(run.status).toBe(end === "cancel" ? "cancelled" : "failed");
      expect(tree.calls()["run/M1/tmcmc:run/evaluate"]).toBe(1);
      expect(tree.open()).toEqual([]);
    }
  });
});

describe("the solver's spans", () => {
  it("stand for themselves where nothing larger runs", async () => {
    const tree = makeSpanTree("solver");
    const solver = makeStandIn(tree.probe);
    const {biofilm} = makePart({solver});
    await biofilm.simulate({model: "M1", at: [0, 10]});
    expect(tree.calls()).toEqual({trajectory: 1, "trajectory/compute": 1, "trajectory/decode": 1});
    const {exact: data} = await biofilm.data({model: "M1", at: [10]});
    tree.spans.length = 0;
    const likelihood = biofilm.logLikelihood({model: "M1", data, at: [10]});
    const theta = likelihood.parameters.map(() => [1, 1.1]);
    await likelihood.batch(theta);
    await biofilm.predict({model: "M1", samples: theta, at: [10]});
    expect(tree.calls()).toEqual({
      ...{batch: 1, "batch/open": 1, "batch/compute": 1, "batch/decode": 1},
      ...{predict: 1, "predict/open": 1, "predict/compute": 1, "predict/decode": 1}
    });
    expect(tree.open()).toEqual([]);
  });

  it("are in an engine's monitor, on its threads, within the sampler's", async () => {
    const {engine} = await makeEngine({threads: 2});
    const {biofilm, tmcmc, prior, monitor} = engine;
    const at = [20, 40];
    const {exact: data} = await biofilm.data({model: "M1", at});
    const all = () => monitor.hotSpots().map(({component, name}) => `${component} ${name}`);
    expect(all().sort()).toEqual([
      ...["solver compute", "solver decode", "solver open", "solver trajectory"]
    ]);
    monitor.reset();
    const uniform = prior.uniform(0, 3);
    await tmcmc.sample({
      // in another order than the likelihood's own
      logLikelihood: biofilm.logLikelihood({model: "M1", at, data, parameters: ["a11", "b2"]}),
      prior: prior.independent({b2: uniform, a11: uniform}),
      ...{particles: 16, moves: {kind: "random-walk", sweeps: 1, finalSweeps: 1}}
    });
    const find = (component: string, wanted: string) =>
      monitor.hotSpots().find((row) => row.component === component && row.name === wanted)!;
    expect(find("solver", "compute").calls).toBe(find("tmcmc", "evaluate").calls);
    // within, not beside: what the solver takes is not the sampler's own
    const evaluate = find("tmcmc", "evaluate");
    expect(evaluate.self).toBeCloseTo(
      evaluate.total - find("solver", "compute").total - find("solver", "decode").total,
      6
    );
    monitor.reset();
    await monitor.time("mine", () =>
      biofilm.predict({model: "M1", samples: [[1], [1], [1], [1], [1]], at})
    );
    const [mine, predict] = [find("own", "mine"), find("solver", "predict")];
    expect(mine.self).toBeCloseTo(mine.total - predict.total, 6);
    monitor.record(false);
    monitor.reset();
    await biofilm.simulate({model: "M1", at});
    expect(monitor.hotSpots()).toEqual([]);
  });
});
