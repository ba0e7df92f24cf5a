import {describe, expect, it} from "vitest";
import {digest} from "../../../worker/digest.ts";
import type {CheckpointStore, TmcmcOptions, TmcmcResult} from "../../../worker/samplers/types.ts";
import {gaussian, unequal, type Problem} from "../problems.ts";
import {sample, start} from "./study.ts";

/** Keeps copies, as a store on a disk does. */
function makeStore(): CheckpointStore & {kept: Map<string, unknown>; saved: number} {
  const kept = new Map<string, unknown>();
  const store = {
    kept,
    saved: 0,
    get: (name: string) => Promise.resolve(structuredClone(kept.get(name))),
    set: (name: string, value: unknown) => {
      store.saved++;
      kept.set(name, structuredClone(value));
      return Promise.resolve();
    },
    delete: (name: string) => {
      kept.delete(name);
      return Promise.resolve();
    }
  };
  return store;
}

const WISHES = {
  particles: 150,
  moves: {kind: "random-walk", sweeps: 4},
  checkpoint: "mine"
} as const;

/** Cancels a run in batch number `at`. */
async function breakOff(
  problem: Problem,
  wishes: Partial<TmcmcOptions>,
  store: CheckpointStore,
  at: number
): Promise<TmcmcResult> {
  const handle: {cancel?: () => void} = {};
  const onBatch = (count: number) => {
    if (count === at) handle.cancel!();
  };
  const {run} = start(problem, wishes, {onBatch}, store);
  handle.cancel = () => run.cancel();
  return await run;
}

describe("a checkpoint", () => {
  it.each([
    ["one population", {}],
    ["three populations", {populations: 3}],
    ["gradient moves", {moves: {kind: "mala", sweeps: 3} as const}],
    ["all stages' particles", {keepStages: true}]
  ])("makes a broken run end with the bits of a whole one: %s", async (_title, wishes) => {
    const problem = unequal(4);
    const all = {...WISHES, ...wishes};
    const whole = await sample(problem, {...all, checkpoint: undefined});
    const store = makeStore();
    const broken = await breakOff(problem, all, store, 18);
    expect(broken.status).toBe("cancelled");
    expect(store.kept.size).toBe(1);
    const {run, opened} = start(problem, all, {}, store);
    const resumed = await run;
    expect(digest(resumed)).toBe(digest(whole));
    // it did go on rather than start anew
    expect(opened.points()).toBeLessThan(whole.stats.evaluations - 150);
    expect(resumed.stats.evaluations).toBe(whole.stats.evaluations);
    expect(store.kept.size).toBe(0);
  });

  it("lets a run go on that ran out of stages", async () => {
    const store = makeStore();
    const short = await start(unequal(4), {...WISHES, maxStages: 2}, {}, store).run;
    expect(short.status).toBe("maxSteps");
    const resumed = await start(unequal(4), WISHES, {}, store).run;
    expect(digest(resumed)).toBe(
      digest(await sample(unequal(4), {...WISHES, checkpoint: undefined}))
    );
  });

  it.each<[string, Problem, Partial<TmcmcOptions>]>([
    ["seed", unequal(4), {seed: 2}],
    ["target", unequal(4), {target: {ess: 0.6}}],
    ["prior", {...unequal(4), prior: gaussian(5).prior}, {}],
    ["likelihood", {...unequal(4), logLikelihood: (x) => -x[0] * x[0]}, {}]
  ])(
    "of another %s is refused with a warning, and the run starts anew",
    async (_title, other, more) => {
      const store = makeStore();
      await breakOff(unequal(4), WISHES, store, 18);
      const {warnings, ...rest} = await start(other, {...WISHES, ...more}, {}, store).run;
      expect(warnings.join()).toMatch(/"mine" is of another call/);
      const anew = await sample(other, {...WISHES, ...more, checkpoint: undefined});
      expect(digest(rest.samples)).toBe(digest(anew.samples));
    }
  );

  it("that a store has kept as something else is a warning, and the run starts anew", async () => {
    const store = makeStore();
    await breakOff(unequal(4), WISHES, store, 18);
    const whole = await sample(unequal(4), {...WISHES, checkpoint: undefined});
    const kept = store.kept.get("mine") as {populations: {history: {eves: unknown}[]}[]};
    const short = structuredClone(kept);
    short.populations[0].history[0].eves = new Float64Array(3);
    const text: unknown = JSON.parse(JSON.stringify(kept));
    for (const damaged of [text, short]) {
      store.kept.set("mine", damaged);
      const {warnings, ...rest} = await start(unequal(4), WISHES, {}, store).run;
      expect(warnings).toEqual([
        'The checkpoint "mine" could not be read: it is damaged. This run started anew.'
      ]);
      expect(digest(rest.samples)).toBe(digest(whole.samples));
    }
  });

  it("that cannot be kept is a warning, not a failure", async () => {
    const full: CheckpointStore = {
      get: () => Promise.reject(new Error("closed")),
      set: () => Promise.reject(new Error("full")),
      delete: () => Promise.resolve()
    };
    const {status, warnings} = await start(unequal(2), WISHES, {}, full).run;
    expect(status).toBe("converged");
    expect(warnings).toEqual([
      'The checkpoint "mine" could not be read: closed',
      'The checkpoint "mine" could not be kept: full'
    ]);
    expect((await sample(unequal(2), WISHES)).warnings[0]).toMatch(/no store/);
  });
});
