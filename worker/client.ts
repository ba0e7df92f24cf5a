// The engine as its user holds it: checks every argument, hands jobs to the crew, returns runs.
import type {ScalarValues} from "../kernels-as/kernel.ts";
import {registry, type KernelName} from "../kernels-as/registry.ts";
import {selfCheck, type SelfCheck} from "./bits/selfCheck.ts";
import {bench, type Bench} from "./bench/bench.ts";
import type {
  DeviceWish, EngineInfo, EngineOptions, KernelCall, KernelResult, MemoryAccount, Progress, Run, Stats
} from "./api.ts"; // prettier-ignore
import {startCrew, type Crew, type CrewSpec} from "./crew.ts";
import {Cancelled} from "./device/device.ts";
import {findFeatures, toFlavour} from "./device/features.ts";
import {findKernel, type Call, type Outputs} from "./device/fields.ts";
import type {GpuStatus} from "./device/gpu/gpuHost.ts";
import {digest} from "./digest.ts";
import type {GpuDoor, Home} from "./home.ts";
import {describeInfo, toOptions, type ResolvedOptions} from "./options.ts";
import {toCall} from "./call.ts";
import {makeMonitor, type Monitor} from "./monitor.ts";
import {CANCEL, GO, MAX_JOBS, PAUSE} from "./pool/control.ts";
import {makeRandom, type Random} from "./random.ts";
import {RunHandle} from "./run.ts";
import {checkOneOf} from "./check.ts";
import {warmUp, type WarmUpReport} from "./warmUp.ts";

export interface Engine {
  readonly info: EngineInfo;
  /** counter-based random numbers: the same bits for any number of threads. */
  readonly random: Random;
  readonly bench: Bench & HandOffBench;
  readonly kernels: Kernels;
  readonly monitor: Monitor;
  /** SHA-256 of a value, 64 hex characters; null for what has no bits, such as a function. */
  digest(value: unknown): Promise<string | null>;
  /** Runs every kernel once at a small size, so that later calls find them compiled. */
  warmup(): Promise<WarmUpReport>;
  /** What the GPU is, or why there is none; opens it to find out. */
  gpuStatus(): Promise<GpuStatus>;
  /** Whether this machine gives the recorded bits, kernel by kernel. */
  selfCheck(onRow?: (done: number, total: number) => void): Promise<SelfCheck>;
  /** What the engine's memory holds now, by owner. */
  memory(): Promise<MemoryAccount>;
  /** Ends all work and every thread. */
  close(): Promise<void>;
}

export interface HandOffBench {
  /** Microseconds to wake the pool: while its lanes still spin, and when they are parked; empty without shared memory. */
  handOff(rounds?: number): Promise<{hot: number[]; parked: number[]}>;
}

export interface Kernels {
  /** the specs, by name. */
  readonly registry: typeof registry;
  /** Runs one kernel over its axis. */
  run<N extends KernelName>(
    name: N,
    call: KernelCall<N>,
    options?: {device?: DeviceWish}
  ): Run<KernelResult<N>>;
}

/** Starts an engine in a home; the homes are worker/node.ts and worker/browser.ts. */
export async function createEngineIn(home: Home, options: EngineOptions = {}): Promise<Engine> {
  const resolved = toOptions(home, options);
  const client = new Client(home, resolved);
  await client.start();
  return client.toEngine();
}

const NO_GPU: GpuStatus = {
  available: false,
  why: "no WebGPU here",
  features: [],
  memory: {live: 0, pooled: 0, peak: 0}
};

/** A job the crew has not answered yet. */
interface Pending {
  report: (progress: Progress) => void;
  fail: (error: Error) => void;
}

function toResult<N extends KernelName>(
  call: Call,
  outputs: Outputs,
  stats: Stats
): KernelResult<N> {
  const value = findKernel(call.kernel).combine?.(outputs as never, call.n, call.scalars);
  return {outputs, value, stats} as unknown as KernelResult<N>;
}

class Client {
  readonly #home: Home;
  readonly #options: ResolvedOptions;
  readonly #spec: CrewSpec;
  #crew!: Crew;
  /** the crew that is being started, if one is. */
  #starting: Promise<void> | undefined;
  readonly #pending = new Map<number, Pending>();
  #gpu: Promise<GpuDoor> | undefined;
  #closed = false;
  /** how many promises of ours are awaited now. */
  #held = 0;

  constructor(home: Home, options: ResolvedOptions) {
    this.#home = home;
    this.#options = options;
    const features = findFeatures(home.builds);
    this.#spec = {
      threads: options.threads,
      flavour: toFlavour(features, options.numerics),
      features,
      limit: options.memory,
      shared: options.shared && features.shared,
      onProgress: (slot, progress) => this.#pending.get(slot)?.report(progress),
      onLost: (why) => this.#lose(why)
    };
  }

  start(): Promise<void> {
    this.#starting ??= startCrew(this.#home, this.#spec).then((crew) => {
      this.#crew = crew;
      this.#starting = undefined;
    });
    return this.#starting;
  }

  toEngine(): Engine {
    const run: Kernels["run"] = (name, call, options) => this.#run(name, call, options);
    const {info} = this;
    const random = makeRandom(async (kernel, {inputs, scalars, n}) => {
      const call = {inputs, scalars, n} as unknown as KernelCall<KernelName>;
      return (await run(kernel as KernelName, call)).outputs as Outputs;
    });
    return {
      info,
      bench: {...bench, handOff: (rounds = 20) => this.#measureHandOff(rounds)},
      digest: (value) => Promise.resolve(digest(value)),
      kernels: {registry, run},
      monitor: makeMonitor(),
      random,
      selfCheck: (onRow) => selfCheck({run}, random, onRow),
      gpuStatus: async () => {
        if (!this.#home.gpu) return NO_GPU;
        this.#gpu ??= this.#home.gpu();
        return (await this.#gpu).status();
      },
      warmup: () => warmUp(run),
      memory: () => this.#hold(() => this.#crew.door.memory()),
      close: () => this.#close()
    };
  }

  get info(): EngineInfo {
    return describeInfo(this.#options, this.#spec, this.#crew, this.#home.gpu !== undefined);
  }

  #run<N extends KernelName>(
    name: N,
    given: KernelCall<N>,
    {device = "auto"}: {device?: DeviceWish} = {}
  ): Run<KernelResult<N>> {
    const what = "kernels.run";
    const call = toCall(
      what,
      name,
      given as {inputs: Record<string, ArrayLike<number>>; scalars?: ScalarValues; n?: number}
    );
    checkOneOf(what, "device", device, ["auto", "wasm", "gpu", "reference"]);
    if (device === "gpu") return this.#runOnGpu(call);
    const why = device === "auto" ? "numerics are strict: the GPU is never chosen" : "asked for";
    const job = {...call, device: device === "reference" ? device : ("wasm" as const)};
    const slot = this.#takeSlot(what);
    return this.#submit(slot, async (door) => {
      const {outputs, stats} = await door.submit(slot, job);
      const reproducible = this.#options.numerics === "strict";
      return toResult<N>(call, outputs, {...stats, why, reproducible});
    });
  }

  /** The GPU lives on this thread: no slot and no worker is needed. */
  #runOnGpu<N extends KernelName>(call: Call): Run<KernelResult<N>> {
    const open = this.#home.gpu;
    if (!open) throw new Error('kernels.run: unsupported device "gpu", this home has no WebGPU');
    const work = async (): Promise<KernelResult<N>> => {
      const began = performance.now();
      this.#gpu ??= open();
      const {outputs, why} = await (await this.#gpu).run(call.kernel, call);
      const elapsed = performance.now() - began;
      return toResult<N>(call, outputs, {
        device: "gpu",
        why: `asked for; ${why}`,
        threads: 1,
        evaluations: call.n,
        elapsed,
        compile: 0,
        reproducible: false
      });
    };
    // A dispatch cannot be called back; its answer is dropped.
    let cancel = (): void => undefined;
    const stopped = new Promise<never>((_, reject) => (cancel = () => reject(new Cancelled())));
    const nothing = () => undefined;
    return new RunHandle(Promise.race([work(), stopped]), {
      cancel,
      pause: nothing,
      resume: nothing
    });
  }

  /** Sends a job to the crew, now or when there is one again, and makes the handle on it. */
  #submit<T>(slot: number, send: (door: Crew["door"]) => Promise<T>): Run<T> {
    let wish = GO;
    let isSent = false;
    const go = (): Promise<T> => {
      if (wish === CANCEL) return Promise.reject(new Cancelled());
      this.#crew.welcome(slot);
      const answer = send(this.#crew.door);
      isSent = true;
      queueMicrotask(() => handle.started()); // the handle is made right after this returns
      // What was wished before the job went out is told after it: messages keep their order.
      if (wish !== GO) this.#crew.tell(slot, wish);
      return Promise.race([answer, lost]);
    };
    const pending: Pending = {report: () => undefined, fail: () => undefined};
    const lost = new Promise<never>((_, reject) => (pending.fail = reject));
    lost.catch(() => undefined);
    this.#pending.set(slot, pending);
    const answer = this.#hold(go);
    void answer.catch(() => undefined).finally(() => this.#pending.delete(slot));

    const tell = (next: number) => {
      wish = next;
      if (isSent) this.#crew.tell(slot, next);
      // The caller hears at once; the crew winds up within a block, and keeps the slot until then.
      if (next === CANCEL) stop(new Cancelled());
    };
    let stop: (why: Error) => void = () => undefined;
    const stopped = new Promise<never>((_, reject) => (stop = reject));
    const handle = new RunHandle(Promise.race([answer, stopped]), {
      cancel: () => tell(CANCEL),
      pause: () => tell(PAUSE),
      resume: () => tell(GO)
    });
    pending.report = (progress) => handle.report(progress);
    return handle;
  }

  #measureHandOff(rounds: number): Promise<{hot: number[]; parked: number[]}> {
    return this.#hold(async () => {
      const {door} = this.#crew;
      // The first rounds also start the lanes' optimised code.
      await door.measureHandOff(rounds, 0);
      const hot = await door.measureHandOff(rounds, 0);
      return {hot, parked: await door.measureHandOff(rounds, 5)};
    });
  }

  /** Awaits work with a crew in place, and keeps the process alive meanwhile. */
  async #hold<T>(work: () => Promise<T>): Promise<T> {
    if (this.#held++ === 0) this.#home.keepAlive?.(true);
    try {
      if (this.#starting) await this.#starting;
      return await work();
    } finally {
      if (--this.#held === 0) this.#home.keepAlive?.(false);
    }
  }

  #takeSlot(what: string): number {
    if (this.#closed) throw new Error(`${what}: unsupported on a closed engine`);
    for (let slot = 0; slot < MAX_JOBS; slot++) if (!this.#pending.has(slot)) return slot;
    throw new RangeError(`${what}: expected at most ${MAX_JOBS} runs at one time, got one more`);
  }

  /** The coordinator died: its jobs fail with the reason, and a new crew takes the next ones. */
  #lose(why: string): void {
    this.#crew.close();
    for (const {fail} of this.#pending.values()) fail(new Error(`engine: lost its worker, ${why}`));
    if (!this.#closed) void this.start();
  }

  async #close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#starting;
    if (this.#gpu) (await this.#gpu).dispose();
    for (const {fail} of this.#pending.values())
      fail(new Error("engine: closed while work was under way"));
    this.#crew.close();
  }
}
