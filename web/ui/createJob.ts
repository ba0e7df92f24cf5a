import {createSignal, type Accessor} from "solid-js";

/** What a job is given: how it is stopped, and whom it tells how far it is. */
export interface JobTools {
  signal: AbortSignal;
  onProgress: (done: number, total: number) => void;
}

/** Work behind a button: one at a time, with progress and cancel; the last result stays. */
export interface Job<T> {
  state: Accessor<"idle" | "running" | "done">;
  progress: Accessor<{done: number; total: number}>;
  result: Accessor<T | undefined>;
  error: Accessor<Error | undefined>;
  run: () => void;
  cancel: () => void;
}

export function createJob<T>(work: (tools: JobTools) => Promise<T>): Job<T> {
  const [running, setRunning] = createSignal<AbortController>();
  const [progress, setProgress] = createSignal({done: 0, total: 1});
  const [result, setResult] = createSignal<T>();
  const [error, setError] = createSignal<Error>();

  const start = async () => {
    if (running()) return;
    const control = new AbortController();
    const {signal} = control;
    setRunning(control);
    setError(undefined);
    setProgress({done: 0, total: 1});
    try {
      const value = await work({signal, onProgress: (done, total) => setProgress({done, total})});
      setResult(() => value);
    } catch (failure) {
      if (!signal.aborted)
        setError(failure instanceof Error ? failure : new Error(String(failure)));
    } finally {
      setRunning(undefined);
    }
  };

  return {
    state: () => (running() ? "running" : result() === undefined ? "idle" : "done"),
    progress,
    result,
    error,
    run: () => void start(),
    cancel: () => running()?.abort()
  };
}
