// Puts an engine together in a home; the homes are worker/node.ts and worker/browser.ts.
import type {KernelName} from "../kernels-as/registry.ts";
import type {Engine, EngineOptions, HandOffs} from "./api.ts";
import {selfCheck} from "./bits/selfCheck.ts";
import {bench} from "./bench/bench.ts";
import type {GpuStatus} from "./device/gpu/gpuHost.ts";
import {digest} from "./digest.ts";
import type {Home} from "./home.ts";
import type {OpenBatch} from "./collocation/matching/crewSums.ts";
import {describeInfo} from "./info.ts";
import {makeKernels} from "./kernels.ts";
import {makeRunBatch} from "./model/batch.ts";
import {makeModels} from "./model/models.ts";
import {makeMonitor} from "./monitor.ts";
import {toOptions} from "./options.ts";
import {makeRandom} from "./random.ts";
import {Session} from "./session.ts";
import {makeOde} from "./solvers/ode/ode.ts";
import {warmUp} from "./warmUp.ts";

export type {Engine} from "./api.ts";

const NO_GPU: GpuStatus = {
  available: false,
  why: "no WebGPU here",
  features: [],
  memory: {live: 0, pooled: 0, peak: 0}
};

export async function createEngineIn(home: Home, options: EngineOptions = {}): Promise<Engine> {
  const session = new Session(home, toOptions(home, options));
  await session.start();
  const kernels = makeKernels(session);
  const random = makeRandom(async (kernel, call) => {
    const {outputs} = await kernels.run(kernel as KernelName, call);
    return outputs;
  });
  const info = describeInfo(session);
  const {models} = makeModels({
    runBatch: makeRunBatch(session),
    kernels: (flavour) => home.builds[flavour]
  });
  const early: Omit<Engine, Later> = {
    info,
    bench: {...bench, handOff: (rounds = 20) => measureHandOffs(session, rounds)},
    digest: (value) => Promise.resolve(digest(value)),
    kernels,
    model: models,
    monitor: makeMonitor(),
    ode: makeOde(models),
    random,
    selfCheck: (options) => selfCheck(kernels, random, options),
    gpuStatus: async () => (session.gpu ? (await session.gpu).status() : NO_GPU),
    warmup: () => warmUp(kernels),
    memory: () => session.ask((door) => door.memory()),
    load() {
      loading ??= loadLater().catch((error: unknown) => {
        // not loaded now may be loaded later
        loading = undefined;
        throw error;
      });
      return loading;
    },
    close: () => session.close()
  };
  const engine = early as Engine;
  let loading: Promise<void> | undefined;
  const loadLater = async (): Promise<void> => {
    const [{makeCollocation}, {makeOptimize}] = await Promise.all([
      import("./collocation/collocation.ts"),
      import("./optimize/optimize.ts")
    ]);
    const openBatch: OpenBatch = (call) => session.programs.open(call);
    // without shared memory every sum would wait for its points to be copied
    const lent = info.shared ? {openBatch} : {};
    const later: Pick<Engine, Later> = {
      collocation: makeCollocation({kernels, models, ...lent}),
      optimize: makeOptimize()
    };
    Object.assign(engine, later);
  };
  return engine;
}

/** Parts that a page's first result does without. */
type Later = "collocation" | "optimize";

function measureHandOffs(session: Session, rounds: number): Promise<HandOffs> {
  return session.ask(async (door) => {
    // The first rounds also start the lanes' optimised code.
    await door.measureHandOff(rounds, 0);
    const hot = await door.measureHandOff(rounds, 0);
    return {hot, parked: await door.measureHandOff(rounds, 5)};
  });
}
