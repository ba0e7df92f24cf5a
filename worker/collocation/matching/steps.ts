// Work in steps to its end, in slices of the calling thread, with waits for what other threads compute.
import type {Pace} from "../../pace.ts";
import type {Progress} from "../../work.ts";

export type Steps = Iterator<Promise<void> | undefined, void>;

/** Without a promise where nothing has to be waited for. Where the pace is cancelled the work is left where it is. */
export function take(work: Steps, pace: Pace, progress: () => Progress): void | Promise<void> {
  for (;;) {
    const {done, value} = work.next();
    if (done === true) return;
    if (value) return value.then(() => goOn(work, pace, progress));
    if (pace.isDue()) return goOn(work, pace, progress);
  }
}

async function goOn(work: Steps, pace: Pace, progress: () => Progress): Promise<void> {
  for (;;) {
    if (pace.isDue()) await pace.rest(progress);
    if (pace.isCancelled) return;
    const {done, value} = work.next();
    if (done) return;
    if (value) await value;
  }
}
