// Work over sums as a Run: opened when it starts, closed when it is over, and told what its reader wishes.
import {Cancelled} from "../../device/device.ts";
import {makePace, type Pace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Sums} from "../sums/types.ts";
import type {Progress, Run} from "../../work.ts";

export interface Running<T, L> {
  open: () => Promise<Sums>;
  /** `tell`: reports at once, however little time went by. */
  work: (sums: Sums, pace: Pace, tell: (progress: Progress) => void) => Promise<T>;
  /** goes along with each report of progress. */
  live?: () => L;
  /** The last report, by the answer: of quick work it is the only one. */
  last?: (answer: T) => Progress;
}

export function runOver<T, L extends object>({open, work, live, last}: Running<T, L>): Run<T> {
  const tell = (progress: Progress) => handle.report({...progress, ...live?.()});
  const pace = makePace(tell);
  let opened: Sums | undefined;
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => (stop = () => reject(new Cancelled())));
  stopped.catch(() => undefined);
  const all = async (): Promise<T> => {
    handle.started();
    const opening = open();
    try {
      opened = await Promise.race([stopped, opening]);
      const answer = await work(opened, pace, tell);
      if (last) tell(last(answer));
      return answer;
    } finally {
      pace.close();
      void opening.then(
        (sums) => sums.close(),
        () => undefined
      );
    }
  };
  const handle: RunHandle<T> = new RunHandle(Promise.resolve().then(all), {
    ...pace.steering,
    cancel() {
      pace.steering.cancel();
      // before the sums are there, there is no answer to keep
      stop();
      opened?.cancel();
    }
  });
  return handle;
}
