// Long work on the calling thread as a Run: a generator that yields where it may rest.
import {Cancelled} from "../../device/device.ts";
import {makePace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Progress, Run} from "../../work.ts";

/** `work` keeps `progress` up to date and yields every millisecond or so. */
export function runSliced<T>(
  phase: string,
  total: number,
  work: (progress: Progress) => Generator<void, T>
): Run<T> {
  const progress: Progress = {phase, done: 0, total};
  const pace = makePace((latest) => handle.report(latest));
  const drive = async (): Promise<T> => {
    handle.started();
    pace.begin();
    const steps = work(progress);
    try {
      for (;;) {
        if (pace.isCancelled) throw new Cancelled();
        const {done, value} = steps.next();
        if (done) return value;
        if (pace.isDue()) await pace.rest(() => ({...progress}));
      }
    } finally {
      pace.close();
    }
  };
  const handle: RunHandle<T> = new RunHandle(Promise.resolve().then(drive), pace.steering);
  return handle;
}
