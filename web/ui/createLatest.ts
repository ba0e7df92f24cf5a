import {createEffect, createSignal, onCleanup, type Accessor} from "solid-js";

export interface Latest<T> {
  /** the last good value; stays while a newer one is computed or has failed. */
  value: Accessor<T | undefined>;
  error: Accessor<Error | undefined>;
  /** whether the value has been out of date for long enough that a reader would notice. */
  late: Accessor<boolean>;
}

const NOTICEABLE_MS = 300;

/** Computes again whenever the parameters change; while it computes, only the newest ones wait. */
export function createLatest<P, T>(
  params: Accessor<P>,
  compute: (params: P) => Promise<T>
): Latest<T> {
  const [value, setValue] = createSignal<T>();
  const [error, setError] = createSignal<Error>();
  const [late, setLate] = createSignal(false);
  let next: {params: P} | undefined;
  let busy = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const work = async () => {
    busy = true;
    timer = setTimeout(() => setLate(true), NOTICEABLE_MS);
    while (next) {
      const {params: taken} = next;
      next = undefined;
      try {
        const computed = await compute(taken);
        setValue(() => computed);
        setError(undefined);
      } catch (failure) {
        setError(failure instanceof Error ? failure : new Error(String(failure)));
      }
    }
    clearTimeout(timer);
    setLate(false);
    busy = false;
  };

  createEffect(() => {
    next = {params: params()};
    if (!busy) void work();
  });
  onCleanup(() => clearTimeout(timer));
  return {value, error, late};
}
