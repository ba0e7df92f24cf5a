// The systems that load when they are first needed, and how each is made of the engine: a page's first result does
// without them.
import type {Engine, Kernels, System} from "./api.ts";
import type {OpenBatch} from "./collocation/matching/crewSums.ts";
import type {Home} from "./home.ts";
import type {Models} from "./model/models.ts";
import type {Monitor} from "./monitor.ts";
import type {Open} from "./samplers/targets/open.ts";
import type {Random} from "./random.ts";
import type {CheckpointStore} from "./samplers/types.ts";
import type {Session} from "./session.ts";

/** What systems are made of. */
export interface SystemHooks {
  session: Session;
  home: Home;
  kernels: Kernels;
  models: Models;
  monitor: Monitor;
  random: Random;
  version: string;
  /** where runs keep their checkpoints. */
  store: CheckpointStore | undefined;
  /** made when a sampler is first loaded; to be closed with the engine. */
  open?: Open;
}

type Load<S extends System> = (
  hooks: SystemHooks,
  other: <T extends System>(name: T) => Promise<Engine[T]>
) => Promise<Engine[S]>;

const LOADS: {[S in System]: Load<S>} = {
  async collocation({session, kernels, models}) {
    const {makeCollocation} = await import("./collocation/collocation.ts");
    const openBatch: OpenBatch = (call) => session.programs.open(call);
    // without shared memory every sum would wait for its points to be copied
    const lent = session.crew.memory ? {openBatch} : {};
    return makeCollocation({kernels, models, ...lent});
  },
  async optimize() {
    return (await import("./optimize/optimize.ts")).makeOptimize();
  },
  async prior() {
    return (await import("./samplers/priors/priors.ts")).prior;
  },
  async tmcmc(hooks) {
    const {makeTmcmc} = await import("./samplers/tmcmc/tmcmc.ts");
    const open = await openTargets(hooks);
    return makeTmcmc({
      open,
      probe: hooks.monitor.probe("tmcmc"),
      get checkpoints() {
        return hooks.store;
      }
    });
  },
  async mcmc(hooks) {
    const {makeMcmc} = await import("./samplers/mcmc/mcmc.ts");
    return makeMcmc({open: await openTargets(hooks)});
  },
  async biofilm(hooks, other) {
    const {session, home, monitor} = hooks;
    const [{makeBiofilm}, {makeSolver}, tmcmc, prior] = await Promise.all([
      import("./biofilm/biofilm.ts"),
      import("./biofilm/solver/solver.ts"),
      other("tmcmc"),
      other("prior")
    ]);
    const solver = makeSolver({
      openBatch: (call) => session.programs.open(call),
      loadProgram: (file) => home.program(file),
      simd: session.spec.features.simd,
      relaxed: session.spec.flavour === "relaxed",
      probe: monitor.probe("solver")
    });
    return makeBiofilm({
      solver,
      tmcmc,
      prior,
      threads: session.crew.threads,
      spans: monitor.probe("hierarchical"),
      get checkpoints() {
        return hooks.store;
      }
    });
  },
  async heterodyne(hooks) {
    const {session, home, random, version} = hooks;
    const [{makeHeterodyne}, {makeSums}] = await Promise.all([
      import("./heterodyne/heterodyne.ts"),
      import("./heterodyne/sums/sums.ts")
    ]);
    const sums = makeSums({
      programs: session.programs,
      session,
      loadProgram: (file) => home.program(file),
      simd: session.spec.features.simd,
      relaxed: session.spec.flavour === "relaxed",
      memory: session.options.memory
    });
    return makeHeterodyne({
      sums,
      life: session,
      random,
      version,
      gpu: () => session.gpu,
      probe: hooks.monitor.probe("heterodyne"),
      get checkpoints() {
        return hooks.store;
      }
    });
  }
};

/** What samplers open likelihoods with: one for all of them. */
async function openTargets(hooks: SystemHooks): Promise<Open> {
  const {makeOpen} = await import("./samplers/targets/open.ts");
  const {session, home, models} = hooks;
  hooks.open ??= makeOpen({
    programs: session.programs,
    compile: models.compile,
    simd: session.spec.features.simd,
    relaxed: session.spec.flavour === "relaxed",
    threads: session.options.threads,
    spawn: home.spawn,
    gpu: () => session.gpu,
    ask: (question) => session.ask(question),
    functionCode: async () => new TextDecoder().decode(await home.program("functions.js"))
  });
  return hooks.open;
}

export const SYSTEMS = Object.keys(LOADS) as System[];

/** Loads systems one by one, each once, and hands them to `place`. */
export function makeLoader(
  hooks: SystemHooks,
  place: (name: System, system: object) => void
): (name: System) => Promise<void> {
  const loading = new Map<System, Promise<object>>();
  const load = <S extends System>(name: S): Promise<Engine[S]> => {
    const known = loading.get(name);
    if (known) return known as Promise<Engine[S]>;
    const made = (LOADS[name] as Load<S>)(hooks, load).then((system) => {
      place(name, system);
      return system;
    });
    loading.set(name, made);
    // not loaded now may be loaded later
    made.catch(() => loading.delete(name));
    return made;
  };
  return async (name) => void (await load(name));
}
