// The lanes lent to the caller of the engine, for work that is shorter than a message to the coordinator and back: the caller
// leads them itself, as pool.ts does, and takes blocks as lane 0. It may be a page's main thread, which must not
// wait in its sleep: so it only takes the key if that is free, and spins for the lanes' last blocks.
import type {Entry} from "../compiler/wasm/abi.ts";
import {
  ALLOWED, BUSY, CALLER, CLOSED, Control, EPOCH, FAILED, FREE, JOB, KEY, MAX_JOBS, NEXT, OPEN, ROUSED, STATE
} from "./control.ts"; // prettier-ignore
import {writeWork, type ProgramWork} from "./work.ts";

/** Behind the jobs' own words: one that nobody ever pauses or cancels. */
const NO_JOB = MAX_JOBS;
/** A lane that keeps its block for so many milliseconds is not only waiting for a processor. */
const PATIENCE = 5000;

export class Loan {
  readonly threads: number;
  readonly #control: Control;
  #isBroken = false;

  constructor(memory: WebAssembly.Memory, threads: number) {
    this.threads = threads;
    this.#control = new Control(memory.buffer);
  }

  /** Wakes the lanes ahead of work that is being prepared: a parked one takes 20 to 60 µs. */
  rouse(): void {
    const {words} = this.#control;
    if (Atomics.compareExchange(words, STATE, CLOSED, ROUSED) === OPEN) return;
    Atomics.add(words, EPOCH, 1);
    Atomics.notify(words, EPOCH);
  }

  /**
   * Runs a program over [0, n) on `threads` of them, at once; false where the crew has other work. `entry` is the caller's own
   * instance of the program.
   */
  run(work: ProgramWork, entry: Entry, threads = this.threads): boolean {
    const {words} = this.#control;
    if (this.#isBroken) return false;
    if (Atomics.compareExchange(words, KEY, FREE, CALLER) !== FREE) return false;
    try {
      writeWork(this.#control, work);
      words[JOB] = NO_JOB;
      words[ALLOWED] = threads;
      Atomics.store(words, NEXT, 0);
      Atomics.store(words, FAILED, 0);
      Atomics.store(words, STATE, OPEN);
      Atomics.add(words, EPOCH, 1);
      Atomics.notify(words, EPOCH);
      this.#takeBlocks(work, entry);
    } finally {
      Atomics.store(words, STATE, CLOSED);
      try {
        this.#waitForLanes(work.label);
      } finally {
        // awake for what may follow at once, as in a fit
        Atomics.store(words, STATE, ROUSED);
        Atomics.store(words, KEY, FREE);
        Atomics.notify(words, KEY);
      }
    }
    const failed = Atomics.load(words, FAILED);
    if (failed === 0) return true;
    throw new Error(`${work.label}: ${this.#control.failure()} (lane ${failed - 1})`);
  }

  #takeBlocks({args, n, block}: ProgramWork, entry: Entry): void {
    const {words} = this.#control;
    for (;;) {
      const begin = block * Atomics.add(words, NEXT, 1);
      if (begin >= n || Atomics.load(words, STATE) !== OPEN) return;
      entry(...args, begin, Math.min(begin + block, n));
    }
  }

  /** Every block has been taken, or nobody takes one any more. */
  #waitForLanes(label: string): void {
    const {words} = this.#control;
    for (let lane = 1; lane < this.threads; lane++) {
      const word = this.#control.lane(lane);
      if (Atomics.load(words, word) !== BUSY) continue;
      const began = performance.now();
      while (Atomics.load(words, word) === BUSY) {
        if (performance.now() - began < PATIENCE) continue;
        // whatever it still does must not meet other work of the caller's; the coordinator waits for it
        this.#isBroken = true;
        throw new Error(`${label}: a thread of the engine does not answer`);
      }
    }
  }
}
