// What crosses the doors: the types that a page, a notebook cell or Node sees of the engine.
import type {ArraysOf, NumbersOf} from "../kernels-as/kernel.ts";
import type {KernelName, registry} from "../kernels-as/registry.ts";
import type {specs} from "../kernels-as/specs.ts";
import type {Bench} from "./bench/bench.ts";
import type {Biofilm} from "./biofilm/types.ts";
import type {CollocationPart} from "./collocation/part.ts";
import type {GpuStatus} from "./device/gpu/gpuHost.ts";
import type {Heterodyne} from "./heterodyne/part.ts";
import type {MemoryAccount} from "./memory/arena.ts";
import type {Models} from "./model/models.ts";
import type {Monitor} from "./monitor.ts";
import type {Optimize} from "./optimize/types.ts";
import type {Random} from "./random.ts";
import type {CheckpointStore, Mcmc, Priors, Tmcmc} from "./samplers/types.ts";
import type {Ode} from "./solvers/ode/types.ts";
import type {DeviceWish, Numerics, Run, Stats} from "./work.ts";

export type {KernelName, MemoryAccount, Models};
export type * from "./work.ts";
export type * from "./model/types.ts";
export type * from "./solvers/ode/types.ts";
export type * from "./collocation/part.ts";
export type * from "./collocation/types.ts";
export type * from "./collocation/refine/types.ts";
export type * from "./optimize/types.ts";
export type * from "./samplers/types.ts";
export type * from "./biofilm/types.ts";
export type {
  Exported, FitRun, FitStatus, Geometry, Heterodyne, HeterodyneFit, HeterodyneName, HeterodyneParameter,
  HeterodyneSettings, Lacking, Loaded, LoadOptions, RobustFit, RobustRun, Scan, Semantics
} from "./heterodyne/part.ts"; // prettier-ignore

export interface EngineOptions {
  /** threads that compute; default: the machine's cores. */
  threads?: number;
  /** "strict" (default): the same bits everywhere; "fast": fused multiply-adds and the GPU allowed. */
  numerics?: Numerics;
  /** bytes the engine's memory may grow to; default 1 GiB. */
  memory?: number;
  /** false: work without shared memory even where it exists. */
  shared?: boolean;
  /** where runs keep their `checkpoint`; in a notebook it is the notebook's store. */
  store?: CheckpointStore;
}

export interface EngineInfo {
  /** threads that compute. */
  threads: number;
  /** whether the threads share one memory. */
  shared: boolean;
  numerics: Numerics;
  simd: boolean;
  relaxedSimd: boolean;
  /** whether a WebGPU device may be asked for. */
  gpu: boolean;
  version: string;
  /** what is missing here and what follows from it, one sentence each. */
  notes: string[];
}

type SpecOf<N extends KernelName> = (typeof registry)[N];

/** The arguments of one kernel run. */
export interface KernelCall<N extends KernelName> {
  inputs: {[K in keyof SpecOf<N>["inputs"]]: ArrayLike<number>};
  scalars?: NumbersOf<SpecOf<N>["scalars"]>;
  /** length of the iteration axis; only needed by kernels without inputs along it. */
  n?: number;
}

export interface KernelOptions {
  /** where to run it; default "auto". */
  device?: DeviceWish;
  /** at most this many of the CPU's threads; default: all. The bits do not depend on it. */
  threads?: number;
}

export interface KernelResult<N extends KernelName> {
  outputs: ArraysOf<SpecOf<N>["outputs"]>;
  /** the answer of a reduction, combined from its partial results. */
  value: SpecOf<N> extends {combine: (...args: never[]) => infer R} ? R : undefined;
  stats: Stats;
}

export interface Kernels {
  /** what it takes to run each kernel, by name: its arrays, scalars and block. */
  readonly registry: typeof registry;
  /** The same with equation, measured errors, reference, example and GPU twin; loaded when first asked for. */
  specs(): Promise<typeof specs>;
  /** Runs one kernel over its axis. */
  run<N extends KernelName>(
    name: N,
    call: KernelCall<N>,
    options?: KernelOptions
  ): Run<KernelResult<N>>;
}

/** Microseconds to wake the pool's other lanes; empty without shared memory. */
export interface HandOffs {
  /** while the lanes still spin. */
  hot: number[];
  /** when they are parked. */
  parked: number[];
}

export interface BitsRow {
  name: string;
  digest: string;
  /** what was recorded; undefined for something new. */
  recorded: string | undefined;
  equal: boolean;
}

export interface SelfCheckOptions {
  /** sees the count of digests as they come. */
  onRow?: (done: number, total: number) => void;
  /** stops the check, which then rejects with the signal's reason. */
  signal?: AbortSignal;
}

export interface SelfCheck {
  /** whether everything recorded came out the same. */
  equal: boolean;
  rows: BitsRow[];
}

/** What warming up took, kernel by kernel. */
export interface WarmUpReport {
  /** milliseconds. */
  elapsed: number;
  kernels: {name: KernelName; first: number; second: number}[];
}

/** The parts of an engine that are loaded when they are first needed. */
export type System =
  "collocation" | "optimize" | "tmcmc" | "prior" | "mcmc" | "biofilm" | "heterodyne";

export interface Engine {
  readonly info: EngineInfo;
  /** counter-based random numbers: the same bits for any number of threads. */
  readonly random: Random;
  readonly bench: Bench & {handOff(rounds?: number): Promise<HandOffs>};
  /** smoothing a series, its slope, and matching a model to it. */
  readonly collocation: CollocationPart;
  readonly kernels: Kernels;
  /** ordinary functions, compiled. */
  readonly model: Models;
  readonly monitor: Monitor;
  /** solvers of ordinary differential and differential-algebraic equations. */
  readonly ode: Ode;
  /** smallest values and least squares. */
  readonly optimize: Optimize;
  /** transitional Markov chain Monte Carlo. */
  readonly tmcmc: Tmcmc;
  /** what is believed before the data. */
  readonly prior: Priors;
  /** other samplers over the same targets, and diagnostics. */
  readonly mcmc: Mcmc;
  /** a biofilm of several species. */
  readonly biofilm: Biofilm;
  /** scattering by what flows: two-time correlations, their model and its fit. */
  readonly heterodyne: Heterodyne;
  /** SHA-256 of a value, 64 hex characters; null for what has no bits, such as a function. */
  digest(value: unknown): Promise<string | null>;
  /** Runs every kernel once at a small size, so that later calls find them compiled. */
  warmup(): Promise<WarmUpReport>;
  /** What the GPU is, or why there is none; opens it to find out. */
  gpuStatus(): Promise<GpuStatus>;
  /** Whether this machine gives the recorded bits, kernel by kernel. */
  selfCheck(options?: SelfCheckOptions): Promise<SelfCheck>;
  /** What the engine's memory holds now, by owner. */
  memory(): Promise<MemoryAccount>;
  /**
   * Resolves when the systems named are there, by default all: Node has them from the start, a page loads them for the first
   * cell that names them. `store`: where runs keep their checkpoints, from then on.
   */
  load(systems?: readonly System[], store?: CheckpointStore): Promise<void>;
  /** Ends all work and every thread. */
  close(): Promise<void>;
}
