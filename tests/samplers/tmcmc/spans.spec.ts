import {describe, expect, it} from "vitest";
import {digest} from "../../../worker/digest.ts";
import {makeMonitor} from "../../../worker/monitor.ts";
import {makeTmcmc} from "../../../worker/samplers/tmcmc/tmcmc.ts";
import type {
  CheckpointStore,
  TmcmcOptions,
  TmcmcResult,
  TmcmcRun
} from "../../../worker/samplers/types.ts";
import type {Probe} from "../../../worker/spans.ts";
import {makeSpanTree} from "../../worker/spanTree.ts";
import {gauss2} from "../problems.ts";
import {openPlain, type PlainOptions} from "./openPlain.ts";

const FEW = {particles: 600, moves: {kind: "random-walk", sweeps: 3}} as const;

interface Listened {
  run: TmcmcRun;
  batches: number[];
}

function listen(
  probe: Probe | undefined,
  wishes: Partial<TmcmcOptions>,
  plain: PlainOptions = {},
  checkpoints?: CheckpointStore
): Listened {
  const {open, batches} = openPlain({gradient: gauss2.gradient, ...plain});
  const tmcmc = makeTmcmc({open, probe, checkpoints});
  const {prior, logLikelihood} = gauss2;
  const run = tmcmc.sample({logLikelihood, prior, ...FEW, ...wishes});
  return {run, batches};
}

/** Within a run one piece comes after the other: only so are the pieces' own times what they took. */
const makeTree = () => makeSpanTree("tmcmc", (path) => path === "run");

const sweepsOf = ({stages}: TmcmcResult) => stages.reduce((sum, {sweeps}) => sum + sweeps, 0);

describe("the spans of tmcmc.sample", () => {
  it("are the steps of each stage, one after the other within the run", async () => {
    const {probe, calls, open, faults} = makeTree();
    const result = await listen(probe, {}).run;
    const stages = result.stages.length;
    const sweeps = sweepsOf(result);
    expect(stages).toBeGreaterThan(1);
    expect(calls()).toEqual({
      run: 1,
      "run/open": 1,
      "run/prior draws": 1,
      "run/choose β": stages,
      "run/covariance": stages,
      "run/resample": stages,
      "run/propose": sweeps,
      "run/evaluate": sweeps + 1,
      "run/accept": sweeps,
      "run/evidence": stages,
      "run/result": 1
    });
    expect(open()).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("of several populations do not overlap: they wait for their batch outside of all pieces", async () => {
    const {probe, calls, open, faults} = makeTree();
    const {run, batches} = listen(probe, {populations: 3});
    const {populations} = await run;
    const stages = populations.reduce((sum, each) => sum + each.stages.length, 0);
    expect(calls()).toMatchObject({
      "run/prior draws": 3,
      "run/choose β": stages,
      "run/evaluate": batches.length
    });
    expect(faults).toEqual([]);
    expect(open()).toEqual([]);
  });

  it("of a trajectory are proposing between its gradients", async () => {
    const {probe, calls, faults} = makeTree();
    const result = await listen(probe, {moves: {kind: "hmc", sweeps: 2, steps: 3}}).run;
    const sweeps = sweepsOf(result);
    expect(calls()).toMatchObject({
      "run/propose": 4 * sweeps,
      "run/evaluate": 3 * sweeps + 1,
      "run/accept": sweeps
    });
    expect(faults).toEqual([]);
  });

  it("tell screening from evaluating", async () => {
    const {probe, calls, faults} = makeTree();
    const screen = (theta: Float64Array) => gauss2.logLikelihood(theta) + 0.01;
    const result = await listen(probe, {}, {screen}).run;
    expect(calls()["run/screen"]).toBe(sweepsOf(result) + 1);
    expect(faults).toEqual([]);
  });

  it("hold what checkpoints take", async () => {
    const {probe, calls, open} = makeTree();
    const kept = new Map<string, unknown>();
    const store: CheckpointStore = {
      get: (name) => Promise.resolve(kept.get(name)),
      set: (name, value) => Promise.resolve(void kept.set(name, value)),
      delete: (name) => Promise.resolve(void kept.delete(name))
    };
    const {stages} = await listen(probe, {checkpoint: "night"}, {}, store).run;
    // it is opened, written after each stage, and removed
    expect(calls()["run/checkpoint"]).toBe(stages.length + 2);
    expect(open()).toEqual([]);
  });

  it("are ended where the run is cancelled in the midst of a piece", async () => {
    const {probe, spans, open} = makeTree();
    let densities = 0;
    const prior = {
      ...gauss2.prior,
      logDensity(theta: ArrayLike<number>) {
        // the first 600 are of the prior's draws
        if (++densities === 700) run.cancel();
        return gauss2.prior.logDensity(theta);
      }
    };
    const {run} = listen(probe, {prior});
    expect((await run).status).toBe("cancelled");
    // 512 particles after the cancel's: there it stops, before it asks for any likelihood
    expect(spans[spans.length - 2].path).toBe("run/propose");
    expect(spans[spans.length - 1].path).toBe("run/result");
    expect(densities).toBeLessThan(600 + 600);
    expect(open()).toEqual([]);
  });

  it("are ended where it is cancelled before an answer, or fails", async () => {
    const {probe, open} = makeTree();
    const {run} = listen(probe, {});
    run.cancel();
    await expect(Promise.resolve(run)).rejects.toThrow("cancelled");
    const onBatch = () => Promise.reject(new Error("lost"));
    await expect(Promise.resolve(listen(probe, {}, {onBatch}).run)).rejects.toThrow("lost");
    expect(open()).toEqual([]);
  });

  it("are ended where misuse throws at the call", () => {
    const {probe, spans, open} = makeTree();
    const tmcmc = makeTmcmc({
      open: () => {
        throw new TypeError("no");
      },
      probe
    });
    expect(() => tmcmc.sample({...gauss2})).toThrow();
    const {prior, logLikelihood} = gauss2;
    expect(() => tmcmc.sample({prior, logLikelihood})).toThrow("no");
    expect(spans.map(({path}) => path)).toEqual(["run", "run/open"]);
    expect(open()).toEqual([]);
  });

  it("add up to the run, by a clock that ticks each time it is looked at", async () => {
    let now = 0;
    const monitor = makeMonitor(() => ++now);
    await listen(monitor.probe("tmcmc"), {populations: 2}).run;
    const rows = monitor.hotSpots({component: "tmcmc"});
    const whole = rows.find(({name}) => name === "run")!;
    const pieces = rows.filter((row) => row !== whole);
    expect(pieces.length).toBe(10);
    for (const {self, total} of rows) {
      expect(self).toBeGreaterThanOrEqual(0);
      expect(self).toBeLessThanOrEqual(total);
    }
    expect(pieces.reduce((sum, {total}) => sum + total, 0)).toBe(whole.total - whole.self);
  });

  it("change no bit of the answer", async () => {
    const wishes = {populations: 2} as const;
    const quiet = await listen(undefined, wishes).run;
    const heard = await listen(makeTree().probe, wishes).run;
    expect(digest(heard)).toBe(digest(quiet));
    expect(digest(quiet)).not.toBeNull();
  });
});

describe("one population", () => {
  it("has no R-hat, and is not told that populations disagree", async () => {
    for (const particles of [20, 100, 600]) {
      const {rhat, advice} = await listen(undefined, {particles, moves: "basis"}).run;
      expect(rhat.every(Number.isNaN)).toBe(true);
      expect(advice).not.toMatch(/disagree|R-hat/);
    }
    const two = await listen(undefined, {particles: 20, moves: "basis", populations: 2}).run;
    expect(two.advice).toMatch(/^The populations disagree \(largest R-hat \d/);
  });
});
