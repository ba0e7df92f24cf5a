// Several runs behind one handle: cancel, pause and resume reach all that are under way and those that begin later.
import {Cancelled} from "../../device/device.ts";
import type {Run} from "../../work.ts";

export class Control {
  #isCancelled = false;
  #isPaused = false;
  readonly #active = new Set<Pick<Run<unknown>, "cancel" | "pause" | "resume">>();

  get isCancelled(): boolean {
    return this.#isCancelled;
  }

  /** Starts a run, unless all is cancelled, and waits for its end. */
  async run<R extends Run<unknown>>(start: () => R, watch?: (run: R) => void): Promise<Awaited<R>> {
    this.check();
    const run = start();
    this.#active.add(run);
    if (this.#isPaused) run.pause();
    watch?.(run);
    try {
      return await run;
    } finally {
      this.#active.delete(run);
    }
  }

  /** Throws where there is nothing more to do. */
  check(): void {
    if (this.#isCancelled) throw new Cancelled();
  }

  cancel(): void {
    this.#isCancelled = true;
    for (const run of this.#active) run.cancel();
  }

  pause(): void {
    this.#isPaused = true;
    for (const run of this.#active) run.pause();
  }

  resume(): void {
    this.#isPaused = false;
    for (const run of this.#active) run.resume();
  }
}
