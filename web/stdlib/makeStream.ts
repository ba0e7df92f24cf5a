// A stream of values that are pushed: an async generator whose `return` takes effect at once, also while
// somebody waits for the next value. (That of an `async function*` waits for the value first.)

import {LATEST} from "../runtime/streams.ts";

/** What ends the source of a stream. */
export type Stop = (() => void) | undefined | void;

export interface StreamOptions {
  /** keep every value until it is taken, instead of the latest only. */
  queue?: boolean;
}

/** Starts the source when the first value is asked for. */
export function makeStream<T>(
  start: (push: (value: T) => void) => Stop,
  {queue = false}: StreamOptions = {}
): AsyncGenerator<T, void, undefined> {
  const END: IteratorResult<T, void> = {done: true, value: undefined};
  const values: T[] = [];
  const waiting: ((result: IteratorResult<T, void>) => void)[] = [];
  let state: "new" | "open" | "over" = "new";
  let stop: Stop;

  const push = (value: T) => {
    if (state === "over") return;
    const taker = waiting.shift();
    if (taker) return taker({done: false, value});
    if (!queue) values.length = 0;
    values.push(value);
  };
  const end = () => {
    if (state === "over") return;
    state = "over";
    values.length = 0;
    for (const taker of waiting.splice(0)) taker(END);
    stop?.();
  };
  const stream: AsyncGenerator<T, void, undefined> = {
    next() {
      if (state === "new") {
        state = "open";
        stop = start(push);
      }
      if (values.length > 0) return Promise.resolve({done: false, value: values.shift() as T});
      if (state === "over") return Promise.resolve(END);
      return new Promise((resolve) => waiting.push(resolve));
    },
    return() {
      end();
      return Promise.resolve(END);
    },
    throw(error: Error) {
      end();
      return Promise.reject(error);
    },
    [Symbol.asyncIterator]() {
      return this;
    },
    [Symbol.asyncDispose]() {
      end();
      return Promise.resolve();
    }
  };
  return Object.defineProperty(stream, LATEST, {value: !queue});
}
