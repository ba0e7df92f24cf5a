// A handle on work under way, on the caller's side of the door.
import type {Progress, Run, RunStatus} from "./api.ts";

/** How a run steers the work it stands for. */
export interface Steering {
  cancel: () => void;
  pause: () => void;
  resume: () => void;
}

export class RunHandle<T> implements Run<T> {
  #status: RunStatus = "queued";
  readonly #result: Promise<T>;
  readonly #steering: Steering;
  #latest: Progress | undefined;
  /** how many items there have been: each iterator remembers how many it saw. */
  #items = 0;
  #waiting: (() => void)[] = [];
  #reject: (why: Error) => void = () => undefined;

  constructor(result: Promise<T>, steering: Steering) {
    this.#steering = steering;
    const settled = new Promise<T>((resolve, reject) => {
      this.#reject = reject;
      result.then(resolve, reject);
    });
    this.#result = settled.then(
      (value) => {
        this.#end("done");
        return value;
      },
      (error: Error) => {
        this.#end(error.name === "AbortError" ? "cancelled" : "failed");
        throw error;
      }
    );
    // A run that nobody awaits may still be cancelled or fail: its status tells, no global error does.
    this.#result.catch(() => undefined);
  }

  get status(): RunStatus {
    return this.#status;
  }

  /** Called by the engine; iterators see the latest item only. */
  report(progress: Progress): void {
    if (this.#status === "queued") this.#status = "running";
    this.#latest = progress;
    this.#items++;
    this.#wake();
  }

  /** Called by the engine when the work starts. */
  started(): void {
    if (this.#status === "queued") this.#status = "running";
  }

  cancel(): void {
    if (this.#isOver()) return;
    this.#steering.cancel();
  }

  /** Called by the engine when the work cannot go on: it stops, and whoever awaits it hears why at once. */
  fail(why: Error): void {
    if (this.#isOver()) return;
    this.#reject(why);
    this.#steering.cancel();
  }

  pause(): void {
    if (this.#isOver()) return;
    this.#status = "paused";
    this.#steering.pause();
  }

  resume(): void {
    if (this.#status !== "paused") return;
    this.#status = "running";
    this.#steering.resume();
  }

  then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null
  ): Promise<A | B> {
    return this.#result.then(onFulfilled, onRejected);
  }

  catch<U>(onRejected: (reason: unknown) => U | PromiseLike<U>): Promise<T | U> {
    return this.#result.catch(onRejected);
  }

  finally(onFinally: () => void): Promise<T> {
    return this.#result.finally(onFinally);
  }

  /** Yields progress, latest wins, until the work ends; failure shows where the run is awaited. */
  async *[Symbol.asyncIterator](): AsyncIterator<Progress> {
    let seen = this.#items;
    while (!this.#isOver()) {
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
      if (this.#items === seen || !this.#latest) continue;
      seen = this.#items;
      yield this.#latest;
    }
  }

  [Symbol.dispose](): void {
    this.cancel();
  }

  #isOver(): boolean {
    return this.#status === "done" || this.#status === "failed" || this.#status === "cancelled";
  }

  #end(status: RunStatus): void {
    this.#status = status;
    this.#wake();
  }

  #wake(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const resolve of waiting) resolve();
  }
}
