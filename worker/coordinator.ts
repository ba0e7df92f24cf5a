// The engine's own thread: owns the devices, runs one job at a time, in order.
import * as Comlink from "comlink";
import {Arena, type MemoryAccount} from "./memory/arena.ts";
import {CopyingDevice, makeLocalLane, type RangeLane} from "./device/copying.ts";
import type {Device, JobSignal} from "./device/device.ts";
import type {Call, Outputs} from "./device/fields.ts";
import type {Flavour} from "./device/features.ts";
import {instantiate} from "./device/module.ts";
import {makeRangeRunner} from "./device/range.ts";
import {ReferenceDevice} from "./device/reference.ts";
import {SharedDevice} from "./device/shared.ts";
import {Control, CONTROL_END} from "./pool/control.ts";
import {Pool} from "./pool/pool.ts";
import {RemoteLane} from "./pool/remoteLane.ts";
import type {Progress, Stats} from "./api.ts";

export interface CoordinatorStart {
  role: "coordinator";
  flavour: Flavour;
  /** the build of that flavour; absent for "reference". */
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
  device: "wasm" | "reference";
  /** at most this many threads; default: all. */
  threads?: number;
}

export interface KernelOutcome {
  outputs: Outputs;
  stats: Pick<Stats, "device" | "threads" | "evaluations" | "elapsed" | "compile">;
}

export type Report = (slot: number, progress: Progress) => void;

export class Coordinator {
  readonly #main: Device;
  readonly #reference: Device;
  #pool: Pool | undefined;
  readonly #lanes: RemoteLane[] = [];
  readonly #report: Report;
  /** the end of the job before: a job waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(start: CoordinatorStart, report: Report) {
    this.#report = report;
    this.#reference = new ReferenceDevice();
    this.#main = this.#makeMain(start);
  }

  #makeMain({flavour, kernels, memory, threads, lanes, limit}: CoordinatorStart): Device {
    if (flavour === "reference" || !kernels) return this.#reference;
    if (memory) {
      const pool = (this.#pool = new Pool(new Control(memory.buffer), threads, () =>
        instantiate(kernels, memory)
      ));
      return new SharedDevice(
        pool,
        new Arena(memory, Math.max(pool.wasm.heapBase, CONTROL_END), limit)
      );
    }
    this.#lanes.push(...lanes.map((port) => new RemoteLane(port)));
    const local: RangeLane[] = [makeLocalLane(makeRangeRunner(kernels, limit))];
    return new CopyingDevice(lanes.length > 0 ? this.#lanes : local, limit);
  }

  /** Runs a kernel when all jobs before it have ended. */
  submit(slot: number, job: KernelJob): Promise<KernelOutcome> {
    this.#main.welcome(slot);
    this.#reference.welcome(slot);
    const turn = this.#last.then(() => this.#runKernel(slot, job));
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  async #runKernel(slot: number, job: KernelJob): Promise<KernelOutcome> {
    const device = job.device === "reference" ? this.#reference : this.#main;
    const threads = Math.min(device.threads, job.threads ?? device.threads);
    const signal: JobSignal = {
      slot,
      threads,
      progress: (done, total) => this.#report(slot, {phase: job.kernel, done, total})
    };
    const {outputs, elapsed} = await device.run(job, signal);
    const stats = {
      device: device.name,
      threads,
      evaluations: job.n,
      elapsed,
      compile: 0
    };
    const buffers = Object.values(outputs).map((array) => array.buffer as ArrayBuffer);
    return Comlink.transfer({outputs, stats}, buffers);
  }

  /** Tells a job to go on (0), pause (1) or stop (2). */
  tell(slot: number, wish: number): void {
    this.#main.tell(slot, wish);
    this.#reference.tell(slot, wish);
  }

  /** Microseconds of `rounds` hand-offs to the lanes; none where they share no memory. */
  async measureHandOff(rounds: number, rest: number): Promise<number[]> {
    await this.#last;
    return this.#pool && this.#pool.threads > 1 ? this.#pool.measureHandOff(rounds, rest) : [];
  }

  memory(): MemoryAccount {
    return this.#main.memory();
  }

  /** A lane without shared memory ended: its range fails, and later ones go to its replacement. */
  replaceLane(index: number, why: string, port: MessagePort): void {
    this.#lanes[index]?.replace(why, port);
  }
}
