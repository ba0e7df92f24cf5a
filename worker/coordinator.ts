// The engine's own thread: owns the devices, runs one job at a time, in order.
import * as Comlink from "comlink";
import {Arena, type MemoryAccount} from "./memory/arena.ts";
import {CopyingDevice} from "./device/copying.ts";
import {CopyingPrograms} from "./device/copyingPrograms.ts";
import type {Device, JobSignal} from "./device/device.ts";
import type {Call, Outputs} from "./device/fields.ts";
import type {Flavour} from "./device/features.ts";
import {makeLocalLane} from "./device/lanes.ts";
import {instantiate} from "./device/module.ts";
import type {ProgramDevice, ProgramJob, ProgramSpec} from "./device/programs.ts";
import {makeLaneWork} from "./device/range.ts";
import {SharedDevice} from "./device/shared.ts";
import {SharedPrograms} from "./device/sharedPrograms.ts";
import {Control, PROGRAM_DATA_END} from "./pool/control.ts";
import {Pool} from "./pool/pool.ts";
import {RemoteLane} from "./pool/remoteLane.ts";
import {Shelf} from "./pool/shelf.ts";
import {Wishes} from "./pool/wishes.ts";
import type {Progress, Stats} from "./api.ts";

export interface CoordinatorStart {
  role: "coordinator";
  flavour: Flavour;
  /** the build of that flavour; absent for "reference", which runs on the caller's thread. */
  kernels?: Uint8Array<ArrayBuffer>;
  /** the shared memory; absent where there is none. */
  memory?: WebAssembly.Memory;
  threads: number;
  /** ports to lanes that have memories of their own. */
  lanes: MessagePort[];
  /** bytes the memory may grow to. */
  limit: number;
}

export interface KernelJob extends Call {
  /** at most this many threads; default: all. */
  threads?: number;
}

type JobStats = Pick<Stats, "device" | "threads" | "evaluations" | "elapsed" | "compile">;

export interface KernelOutcome {
  outputs: Outputs;
  stats: JobStats;
}

export interface ProgramOutcome {
  /** tiles of the answer, where no memory is shared. */
  outputs?: Float64Array<ArrayBuffer>;
  stats: JobStats;
}

/** The account of a coordinator without a device. */
const NOTHING: MemoryAccount = {live: 0, peak: 0, capacity: 0, limit: 0, byOwner: {}};
/** Who holds the room that callers reserve. */
const RESERVED = "reserved";

export type Report = (slot: number, progress: Progress) => void;

export class Coordinator {
  /** absent without WebAssembly SIMD. */
  readonly #main: Device | undefined;
  #programs: ProgramDevice | undefined;
  #pool: Pool | undefined;
  /** of the shared memory. */
  #arena: Arena | undefined;
  readonly #lanes: RemoteLane[] = [];
  readonly #report: Report;
  /** the end of the job before: a job waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(start: CoordinatorStart, report: Report) {
    this.#report = report;
    this.#main = this.#makeMain(start);
  }

  #makeMain({flavour, kernels, memory, threads, lanes, limit}: CoordinatorStart) {
    if (flavour === "reference" || !kernels) return undefined;
    if (memory) {
      const pool = new Pool(new Control(memory.buffer), threads, new Shelf(memory), () =>
        instantiate(kernels, memory)
      );
      const arena = new Arena(memory, Math.max(pool.wasm.heapBase, PROGRAM_DATA_END), limit);
      this.#pool = pool;
      this.#arena = arena;
      this.#programs = new SharedPrograms(pool, arena);
      return new SharedDevice(pool, arena);
    }
    this.#lanes.push(...lanes.map((port) => new RemoteLane(port)));
    const all = lanes.length > 0 ? this.#lanes : [makeLocalLane(makeLaneWork(kernels, limit))];
    const wishes = new Wishes();
    this.#programs = new CopyingPrograms(all, wishes, limit);
    return new CopyingDevice(all, wishes, limit);
  }

  /** Runs a kernel when all jobs before it have ended. */
  submit(slot: number, job: KernelJob): Promise<KernelOutcome> {
    return this.#queue(slot, () => this.#runKernel(slot, job));
  }

  /** Runs a program over its points when all jobs before it have ended. */
  submitProgram(slot: number, job: ProgramJob): Promise<ProgramOutcome> {
    return this.#queue(slot, () => this.#runProgram(slot, job));
  }

  #queue<T>(slot: number, work: () => Promise<T>): Promise<T> {
    this.#main?.welcome(slot);
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #runKernel(slot: number, job: KernelJob): Promise<KernelOutcome> {
    const device = this.#main;
    if (!device) throw new Error("kernels.run: unsupported without WebAssembly SIMD");
    const signal = this.#signal(
      slot,
      job.kernel,
      Math.min(device.threads, job.threads ?? Infinity)
    );
    const {outputs, elapsed} = await device.run(job, signal);
    const {threads} = signal;
    const stats = {device: "wasm", threads, evaluations: job.n, elapsed, compile: 0} as const;
    const buffers = Object.values(outputs).map((array) => array.buffer as ArrayBuffer);
    return Comlink.transfer({outputs, stats}, buffers);
  }

  async #runProgram(slot: number, job: ProgramJob): Promise<ProgramOutcome> {
    const device = this.#findPrograms();
    const signal = this.#signal(slot, job.label, Math.min(device.threads, job.threads ?? Infinity));
    const {outputs, elapsed, compile} = await device.run(job, signal);
    const {threads} = signal;
    const stats: JobStats = {device: "wasm", threads, evaluations: job.n, elapsed, compile};
    return outputs ? Comlink.transfer({outputs, stats}, [outputs.buffer]) : {stats};
  }

  #signal(slot: number, phase: string, threads: number): JobSignal {
    const progress = (done: number, total: number) => this.#report(slot, {phase, done, total});
    return {slot, threads, progress};
  }

  #findPrograms(): ProgramDevice {
    if (!this.#programs) throw new Error("programs.run: unsupported without WebAssembly SIMD");
    return this.#programs;
  }

  /** Takes in a program under a number above zero that was never used before. */
  install(id: number, spec: ProgramSpec): void {
    this.#findPrograms().install(id, spec);
  }

  forget(id: number): void {
    this.#findPrograms().forget(id);
  }

  /** Room in the shared memory, which the caller fills and reads itself; returns its address. */
  reserve(bytes: number): number {
    return this.#arena!.allocate(bytes, RESERVED);
  }

  release(at: number): void {
    this.#arena!.release(at);
  }

  /** Tells a job to go on (0), pause (1) or stop (2). */
  tell(slot: number, wish: number): void {
    this.#main?.tell(slot, wish);
  }

  /** Microseconds of `rounds` hand-offs to the lanes; none where they share no memory. */
  async measureHandOff(rounds: number, rest: number): Promise<number[]> {
    await this.#last;
    return this.#pool && this.#pool.threads > 1 ? this.#pool.measureHandOff(rounds, rest) : [];
  }

  memory(): MemoryAccount {
    return this.#main?.memory() ?? NOTHING;
  }

  /** A lane without shared memory ended: its range fails, and later ones go to its replacement. */
  replaceLane(index: number, why: string, port: MessagePort): void {
    this.#lanes[index]?.replace(why, port);
  }
}
