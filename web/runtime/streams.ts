// Values that come one after another: generators, async generators, and the progress of runs.

export type Stream = Iterator<unknown, unknown> | AsyncIterator<unknown, unknown>;

export function isStream(value: unknown): value is Stream {
  const {next, return: end} = (value ?? {}) as {next?: unknown; return?: unknown};
  return typeof value === "object" && typeof next === "function" && typeof end === "function";
}

/** Marks a stream that gives the latest of its values only, so that nobody counts on seeing each. */
export const LATEST = Symbol("latest");

export function isOfLatest(stream: Stream): boolean {
  return (stream as {[LATEST]?: boolean})[LATEST] === true;
}

export function isThenable(value: unknown): value is PromiseLike<unknown> {
  if ((typeof value !== "object" && typeof value !== "function") || value === null) return false;
  return typeof (value as {then?: unknown}).then === "function";
}

export interface RunLike extends PromiseLike<unknown> {
  cancel(): void;
  [Symbol.asyncIterator]?(): AsyncIterator<{phase: string; done: number; total: number}>;
}

export function isRun(value: unknown): value is RunLike {
  return isThenable(value) && typeof (value as {cancel?: unknown}).cancel === "function";
}

export interface Follower {
  take: (value: unknown) => void;
  fail: (error: unknown) => void;
  /** resolves when the next value may be taken. */
  ready: () => Promise<unknown>;
}

/** Takes a stream's values until it ends or is stopped; `first` resolves with the first one. */
export function follow(
  stream: Stream,
  follower: Follower
): {first: Promise<unknown>; stop: () => void} {
  let isOver = false;
  const takeFirst = async () => {
    const {done, value} = await stream.next();
    if (done) return undefined;
    void takeRest();
    return value;
  };
  const takeRest = async () => {
    try {
      for (;;) {
        await follower.ready();
        if (isOver) return;
        const {done, value} = await stream.next();
        if (done || isOver) return;
        follower.take(value);
      }
    } catch (error) {
      if (!isOver) follower.fail(error);
    }
  };
  const stop = () => {
    isOver = true;
    try {
      const ended = stream.return?.();
      if (isThenable(ended)) ended.then(undefined, () => undefined);
    } catch {
      // the cell is done with it; what its last lines throw interests nobody
    }
  };
  return {first: takeFirst(), stop};
}
