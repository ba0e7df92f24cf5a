// Work that may go to the GPU: what the GPU is must be known before the choice.
import type {Run} from "./api.ts";
import {Cancelled} from "./device/device.ts";
import type {GpuStatus} from "./device/gpu/gpuHost.ts";
import {RunHandle} from "./run.ts";
import type {Session} from "./session.ts";

/** Asks the GPU how it is, then has `start` choose: a promise is the GPU's answer, a run the CPU's work. */
export function runWhereBest<T>(
  session: Session,
  start: (gpu: GpuStatus) => Promise<T> | Run<T>
): Run<T> {
  let inner: Run<T> | undefined;
  let isCancelled = false;
  let isPaused = false;
  // A dispatch cannot be called back: its answer is dropped.
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => (stop = () => reject(new Cancelled())));
  const work = async (): Promise<T> => {
    const status = await (await session.gpu!).status();
    if (isCancelled) throw new Cancelled();
    const started = start(status);
    if (started instanceof Promise) return started;
    inner = started;
    if (isPaused) inner.pause();
    void passOn(inner);
    return inner;
  };
  const passOn = async (run: Run<T>): Promise<void> => {
    for await (const progress of run) handle.report(progress);
  };
  const handle: RunHandle<T> = new RunHandle(Promise.race([work(), stopped]), {
    cancel() {
      isCancelled = true;
      stop();
      inner?.cancel();
    },
    pause() {
      isPaused = true;
      inner?.pause();
    },
    resume() {
      isPaused = false;
      inner?.resume();
    }
  });
  return handle;
}
