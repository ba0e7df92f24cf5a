// Who runs a search: evaluates its probes, keeps the trace, rests between slices, and ends it where that is asked for.
import type {Pace} from "../pace.ts";
import type {Progress} from "../work.ts";
import {isReport, type Probe, type Search, type SearchEnd, type SquaresProbe} from "./search.ts";
import {makeTrace} from "./trace.ts";
import type {TraceRow} from "./types.ts";

export interface DriveOptions {
  pace: Pace;
  /** for the progress; default "search". */
  phase?: string;
  /** what the progress counts up to: the search's own limit. */
  steps: number;
  /** after each step, with the point evaluated last; the array is the search's own. */
  onStep?: (row: TraceRow, x: Float64Array) => void;
}

export interface Driven extends SearchEnd {
  trace: TraceRow[];
  /** how many probes were evaluated. */
  evaluations: number;
}

/** Fills a probe in, at once or after a wait. Where it is cancelled on its way it may leave it as it is. */
export type Evaluate<P> = (probe: P) => void | Promise<void>;

/** To the end of the search, or until the pace is cancelled: then with the best point so far. */
export async function drive<P extends Probe | SquaresProbe = Probe>(
  search: Search<P>,
  evaluate: Evaluate<P>,
  {pace, phase = "search", steps, onStep}: DriveOptions
): Promise<Driven> {
  const trace = makeTrace();
  const best: SearchEnd = {x: new Float64Array(0), value: NaN, status: "cancelled", steps: 0};
  const progress = (): Progress => ({phase, done: best.steps, total: steps});
  let evaluations = 0;
  let x = best.x;
  try {
    for (;;) {
      if (pace.isDue()) await pace.rest(progress);
      if (pace.isCancelled && evaluations > 0) return {...best, trace: trace.rows(), evaluations};
      const {done, value: item} = search.next();
      if (done) return {...item, trace: trace.rows(), evaluations};
      if (isReport(item)) {
        best.steps = item.step;
        const row: TraceRow = {...item, evaluations};
        trace.add(row);
        onStep?.(row, x);
        continue;
      }
      x = item.x;
      // before the first value the start is the best there is
      if (evaluations === 0) best.x = x.slice();
      const wait = evaluate(item);
      if (wait) await wait;
      if (wait && pace.isCancelled) return {...best, trace: trace.rows(), evaluations};
      evaluations++;
      if (!(item.value >= best.value) && !Number.isNaN(item.value)) {
        best.value = item.value;
        best.x.set(x);
      }
    }
  } finally {
    search.return(best);
  }
}

/** Runs work to its end, resting where a slice is over; without a promise where it never is. */
export function inSlices(
  work: Iterator<unknown>,
  pace: Pace,
  progress: () => Progress
): void | Promise<void> {
  while (!work.next().done) if (pace.isDue()) return restAndGoOn(work, pace, progress);
}

async function restAndGoOn(
  work: Iterator<unknown>,
  pace: Pace,
  progress: () => Progress
): Promise<void> {
  do {
    if (pace.isDue()) await pace.rest(progress);
    if (pace.isCancelled) return;
  } while (!work.next().done);
}
