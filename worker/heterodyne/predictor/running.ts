// Work on the calling thread as a Run.
import {makePace, type Pace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Run} from "../../work.ts";

/** `onCancel`: what else a cancel stops, the last one that was said. */
export function runHere<T>(
  work: (pace: Pace, onCancel: (stop: () => void) => void) => Promise<T>
): Run<T> {
  let stop = (): void => undefined;
  const pace = makePace((progress) => handle.report(progress));
  const all = async (): Promise<T> => {
    handle.started();
    try {
      return await work(pace, (other) => (stop = other));
    } finally {
      pace.close();
    }
  };
  const handle: RunHandle<T> = new RunHandle(Promise.resolve().then(all), {
    ...pace.steering,
    cancel() {
      pace.steering.cancel();
      stop();
    }
  });
  return handle;
}
