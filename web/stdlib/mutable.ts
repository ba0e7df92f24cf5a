import {makeStream} from "./makeStream.ts";

/** A value that its owner sets and that other cells see as a stream of values. */
export interface Mutable<T> extends AsyncGenerator<T, void, undefined> {
  /** what it is now; setting it runs the cells that read the name. */
  value: T;
}

export function makeMutable<T>(initial: T): Mutable<T> {
  let current = initial;
  let send: (value: T) => void = () => undefined;
  const stream = makeStream<T>((push) => {
    send = push;
    push(current);
  });
  return Object.defineProperty(stream, "value", {
    get: () => current,
    set: (value: T) => {
      current = value;
      send(value);
    }
  }) as Mutable<T>;
}
