// Puts an engine together in a home; the homes are worker/node.ts and worker/browser.ts.
import type {KernelName} from "../kernels-as/registry.ts";
import type {Engine, EngineOptions, HandOffs, System} from "./api.ts";
import {makeBench} from "./bench/bench.ts";
import type {GpuStatus} from "./device/gpu/gpuHost.ts";
import {digest} from "./digest.ts";
import type {Home} from "./home.ts";
import {describeInfo} from "./info.ts";
import {makeKernels} from "./kernels.ts";
import {makeRunBatch} from "./model/batch.ts";
import {makeModels} from "./model/models.ts";
import {makeMonitor} from "./monitor.ts";
import {toOptions} from "./options.ts";
import {makeRandom} from "./random.ts";
import {Session} from "./session.ts";
import {makeOde} from "./solvers/ode/ode.ts";
import {makeLoader, SYSTEMS, type SystemHooks} from "./systems.ts";
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
  const monitor = makeMonitor();
  const early: Omit<Engine, System> = {
    info,
    bench: {
      ...makeBench({account: () => session.ask((door) => door.memory()), threads: info.threads}),
      handOff: (rounds = 20) => measureHandOffs(session, rounds)
    },
    digest: (value) => Promise.resolve(digest(value)),
    kernels,
    model: models,
    monitor,
    ode: makeOde(models),
    random,
    selfCheck: async (options) =>
      (await import("./bits/selfCheck.ts")).selfCheck(kernels, random, options),
    gpuStatus: async () => (session.gpu ? (await session.gpu).status() : NO_GPU),
    warmup: () => warmUp(kernels),
    memory: () => session.ask((door) => door.memory()),
    load: async (names = SYSTEMS, store) => {
      if (store) hooks.store ??= store;
      await Promise.all(names.map(loadSystem));
    },
    close: () => {
      hooks.open?.close();
      return session.close();
    }
  };
  const engine = early as Engine;
  const hooks: SystemHooks = {
    session,
    home,
    kernels,
    models,
    monitor,
    random,
    version: info.version,
    store: options.store
  };
  const loadSystem = makeLoader(hooks, (name, system) => Object.assign(engine, {[name]: system}));
  return engine;
}

function measureHandOffs(session: Session, rounds: number): Promise<HandOffs> {
  return session.ask(async (door) => {
    // The first rounds also start the lanes' optimised code.
    await door.measureHandOff(rounds, 0);
    const hot = await door.measureHandOff(rounds, 0);
    return {hot, parked: await door.measureHandOff(rounds, 5)};
  });
}
