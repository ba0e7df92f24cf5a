// Work under way and what it leaves behind: the types that every part of the engine answers with.
export type Numerics = "strict" | "fast";
export type DeviceWish = "auto" | "wasm" | "gpu" | "reference";

export interface Progress {
  /** what the work is at. */
  phase: string;
  done: number;
  total: number;
}

export interface Stats {
  device: "wasm" | "gpu" | "reference";
  /** why that device. */
  why: string;
  threads: number;
  /** how many indices of the axis, or calls of a model, were evaluated. */
  evaluations: number;
  /** milliseconds of computing. */
  elapsed: number;
  /** milliseconds spent on compiling for this call. */
  compile: number;
  /** false where the bits depend on the machine. */
  reproducible: boolean;
}

export type RunStatus = "queued" | "running" | "paused" | "done" | "failed" | "cancelled";

/** Work under way: awaitable, iterable for its progress, and it can be stopped. */
export interface Run<T> extends PromiseLike<T>, AsyncIterable<Progress>, Disposable {
  readonly status: RunStatus;
  /** Stops the work within milliseconds; awaiting it then rejects with an AbortError, unless it has a partial answer. */
  cancel(): void;
  /** Holds the work where it is. */
  pause(): void;
  /** Lets paused work go on. */
  resume(): void;
  catch<U>(onRejected: (reason: unknown) => U | PromiseLike<U>): Promise<T | U>;
  finally(onFinally: () => void): Promise<T>;
}
