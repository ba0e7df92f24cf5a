// Lanes with memories of their own: what one can be asked, and how a job is shared out among them.
import {makeBreather, type Wishes} from "../pool/wishes.ts";
import type {JobSignal} from "./device.ts";
import type {Outputs} from "./fields.ts";
import type {ProgramStretch, ProgramTask} from "./programLane.ts";
import type {LaneWork, Range} from "./range.ts";

/** A lane that does one thing at a time. */
export interface RangeLane {
  run: (range: Range) => Promise<Outputs>;
  /** A stretch of a program's points; the lane is given the task when it has another one open. */
  compute: (task: ProgramTask, stretch: ProgramStretch) => Promise<Float64Array<ArrayBuffer>>;
}

/** Milliseconds between two reports of progress. */
const REPORT = 100;

interface Sharing {
  lanes: readonly RangeLane[];
  wishes: Wishes;
  signal: JobSignal;
  /** how many pieces there are. */
  total: number;
}

/** Has the lanes do pieces 0 … total − 1; the first failure ends it, when every lane is done with its piece. */
export async function shareOut(
  {lanes, wishes, signal, total}: Sharing,
  doPiece: (lane: RangeLane, k: number) => Promise<void>
): Promise<void> {
  let next = 0;
  let done = 0;
  let last = performance.now();
  const work = async (lane: RangeLane): Promise<void> => {
    while (next < total) {
      await wishes.permission(signal.slot);
      if (next >= total) return;
      await doPiece(lane, next++).catch((error: unknown) => {
        next = total; // the other lanes need not go on
        throw error;
      });
      done++;
      if (performance.now() - last < REPORT) continue;
      last = performance.now();
      signal.progress(done, total);
    }
  };
  // Every lane is waited for, also after a failure: its next piece must not be this job's.
  const ends = await Promise.allSettled(lanes.slice(0, signal.threads).map(work));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed) throw failed.reason;
}

/** A lane that is the calling thread itself, which breathes between pieces. */
export function makeLocalLane(work: LaneWork): RangeLane {
  const breathe = makeBreather();
  let opened: ProgramTask | undefined;
  return {
    async run(range) {
      await breathe();
      return work.run(range);
    },
    async compute(task, stretch) {
      await breathe();
      if (opened !== task) work.open(task);
      opened = undefined;
      const outputs = work.compute(stretch);
      opened = task;
      return outputs;
    }
  };
}
