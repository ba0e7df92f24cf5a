// Fork and join over shared memory, seen from the coordinator, which is lane 0 and works too.
// A job is opened by one store and one notify, and no message is sent while it runs.
import type {KernelName} from "../../kernels-as/registry.ts";
import type {KernelExports} from "../device/module.ts";
import {Cancelled, type JobSignal} from "../device/device.ts";
import type {Control} from "./control.ts";
import {
  ALLOWED, ARGUMENT_COUNT, BLOCK, BUSY, CANCEL, CLOSED, COUNT, EPOCH, FAILED, JOB, KERNEL, LEFT, NEXT, OPEN, STATE
} from "./control.ts"; // prettier-ignore
import {kernelIndex, takeBlocks} from "./lane.ts";

/** Spins of about 50 µs while the other lanes finish their last blocks, before the coordinator parks. */
const SPINS = 40_000;
/** The coordinator looks at least this often whether a lane it waits for has died. */
const PATIENCE = 50;
/** Milliseconds between two reports of progress. */
const REPORT = 100;

export class Pool {
  readonly threads: number;
  readonly control: Control;
  #wasm: KernelExports;
  readonly #instantiate: () => KernelExports;

  constructor(control: Control, threads: number, instantiate: () => KernelExports) {
    this.control = control;
    this.threads = threads;
    this.#instantiate = instantiate;
    this.#wasm = instantiate();
  }

  get wasm(): KernelExports {
    return this.#wasm;
  }

  /** Runs a kernel over [0, n) on the lanes that the job may have; `args` are its pointers and scalars in order. */
  run(
    name: KernelName,
    args: readonly number[],
    n: number,
    block: number,
    signal: JobSignal
  ): void {
    const {words} = this.control;
    const blocks = Math.ceil(n / block);
    if (Atomics.load(words, this.control.job(signal.slot)) === CANCEL) throw new Cancelled();

    words[KERNEL] = kernelIndex(name);
    words[COUNT] = n;
    words[BLOCK] = block;
    words[JOB] = signal.slot;
    words[ARGUMENT_COUNT] = args.length;
    words[ALLOWED] = signal.threads;
    this.control.arguments.set(args);
    Atomics.store(words, NEXT, 0);
    Atomics.store(words, FAILED, 0);
    Atomics.store(words, STATE, OPEN);
    // A job of one block is done before a parked lane would wake.
    if (signal.threads > 1 && blocks > 1) {
      Atomics.add(words, EPOCH, 1);
      Atomics.notify(words, EPOCH);
    }

    let last = now();
    const healthy = takeBlocks(this.control, this.#wasm, 0, (done) => {
      if ((done & 15) !== 0 || now() - last < REPORT) return;
      last = now();
      signal.progress(Math.min(done, blocks), blocks);
    });
    this.#waitForLanes();
    Atomics.store(words, STATE, CLOSED);
    this.#waitForLanes();

    if (!healthy) this.#wasm = this.#instantiate();
    const failed = Atomics.load(words, FAILED);
    if (failed !== 0) throw new Error(`${this.control.failure()} (lane ${failed - 1})`);
    if (Atomics.load(words, this.control.job(signal.slot)) === CANCEL) throw new Cancelled();
  }

  /**
   * Microseconds from opening an empty epoch until every other lane has seen it, `rounds` times: one
   * after the other while the lanes still spin, or each after a rest in which they park.
   */
  measureHandOff(rounds: number, rest: number): number[] {
    const {words} = this.control;
    const times: number[] = [];
    // A batch of hot rounds is timed as one: a browser's clock is coarser than a hand-off.
    const batch = rest > 0 ? 1 : 100;
    for (let round = 0; round < rounds; round++) {
      if (rest > 0) Atomics.wait(words, LEFT, Atomics.load(words, LEFT), rest);
      const began = now();
      for (let k = 0; k < batch; k++) {
        const goal = (Atomics.load(words, LEFT) + this.threads - 1) | 0;
        Atomics.add(words, EPOCH, 1);
        Atomics.notify(words, EPOCH);
        while (Atomics.load(words, LEFT) !== goal && now() - began < 1000) continue;
      }
      times.push(((now() - began) * 1000) / batch);
    }
    return times;
  }

  /** Returns when no other lane is at work. */
  #waitForLanes(): void {
    const {words} = this.control;
    for (let lane = 1; lane < this.threads; lane++) {
      const word = this.control.lane(lane);
      if (Atomics.load(words, word) !== BUSY) continue;
      if (this.#wasm.spin(this.control.address(word), BUSY, SPINS) !== BUSY) continue;
      for (;;) {
        const left = Atomics.load(words, LEFT);
        if (Atomics.load(words, word) !== BUSY) break;
        // Parked here, not in WASM: in Node 20 a coordinator parked in WASM is never woken.
        Atomics.wait(words, LEFT, left, PATIENCE);
      }
    }
  }
}

function now(): number {
  return performance.now();
}
