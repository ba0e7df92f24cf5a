// Fork and join over shared memory, seen from the coordinator, which is lane 0 and works too.
// A job is opened by one store and one notify, and no message is sent while it runs.
import type {KernelExports} from "../device/module.ts";
import {Cancelled, type JobSignal} from "../device/device.ts";
import type {Control} from "./control.ts";
import {
  ALLOWED, BUSY, CALLER, CANCEL, CLOSED, COORDINATOR, EPOCH, FAILED, FREE, JOB, KEY, LEFT, NEXT, OPEN, STATE
} from "./control.ts"; // prettier-ignore
import {takeBlocks} from "./lane.ts";
import type {Shelf} from "./shelf.ts";
import type {PlacedProgram} from "./shelf.ts";
import {writeWork, type Work} from "./work.ts";

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
  readonly #shelf: Shelf;
  readonly #instantiate: () => KernelExports;

  constructor(control: Control, threads: number, shelf: Shelf, instantiate: () => KernelExports) {
    this.control = control;
    this.threads = threads;
    this.#shelf = shelf;
    this.#instantiate = instantiate;
    this.#wasm = instantiate();
  }

  get wasm(): KernelExports {
    return this.#wasm;
  }

  /** Compiles the coordinator's own copy of a program; returns the milliseconds, none where it has one. */
  prepare(program: PlacedProgram): number {
    if (this.#shelf.has(program.id)) return 0;
    const began = now();
    this.#shelf.take(program);
    return now() - began;
  }

  /** Runs a kernel or a program over [0, n) on the lanes that the job may have. */
  run(work: Work, signal: JobSignal): void {
    this.#withKey(() => this.#run(work, signal));
  }

  #run(work: Work, signal: JobSignal): void {
    const {words} = this.control;
    const blocks = Math.ceil(work.n / work.block);
    if (Atomics.load(words, this.control.job(signal.slot)) === CANCEL) throw new Cancelled();

    // none is, but where the caller lost patience
    this.#waitForLanes();
    writeWork(this.control, work);
    words[JOB] = signal.slot;
    words[ALLOWED] = signal.threads;
    Atomics.store(words, NEXT, 0);
    Atomics.store(words, FAILED, 0);
    Atomics.store(words, STATE, OPEN);
    // A job of one block is done before a parked lane would wake.
    if (signal.threads > 1 && blocks > 1) {
      Atomics.add(words, EPOCH, 1);
      Atomics.notify(words, EPOCH);
    }

    let last = now();
    const tools = {wasm: this.#wasm, shelf: this.#shelf};
    const healthy = takeBlocks(this.control, tools, 0, (done) => {
      if ((done & 15) !== 0 || now() - last < REPORT) return;
      last = now();
      signal.progress(Math.min(done, blocks), blocks);
    });
    this.#waitForLanes();
    Atomics.store(words, STATE, CLOSED);
    this.#waitForLanes();

    if (!healthy) this.#wasm = this.#instantiate();
    const failed = Atomics.load(words, FAILED);
    if (failed !== 0) {
      throw new Error(`${work.label}: ${this.control.failure()} (lane ${failed - 1})`);
    }
    if (Atomics.load(words, this.control.job(signal.slot)) === CANCEL) throw new Cancelled();
  }

  /**
   * Microseconds from opening an empty epoch until every other lane has seen it, `rounds` times: one
   * after the other while the lanes still spin, or each after a rest in which they park.
   */
  measureHandOff(rounds: number, rest: number): number[] {
    return this.#withKey(() => this.#measureHandOff(rounds, rest));
  }

  #measureHandOff(rounds: number, rest: number): number[] {
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

  /** Whoever has the key leads the lanes: the caller has it for fractions of a millisecond (loan.ts). */
  #withKey<T>(work: () => T): T {
    const {words} = this.control;
    while (Atomics.compareExchange(words, KEY, FREE, COORDINATOR) !== FREE)
      Atomics.wait(words, KEY, CALLER, PATIENCE);
    try {
      return work();
    } finally {
      Atomics.store(words, KEY, FREE);
    }
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
