// A generator's own work as a span. What it waits for is somebody else's: the batch is evaluated for all populations at once,
// and others propose meanwhile.
import type {Probe} from "../../spans.ts";
import type {Step} from "./walk.ts";

/** Each time that the work goes on after an evaluation is a call of its own. */
export function* booked<T>(
  probe: Probe,
  name: string,
  work: Generator<Step, T>
): Generator<Step, T> {
  let span = probe.begin(name);
  try {
    for (;;) {
      const {done, value} = work.next();
      if (done) return value;
      if (value) span.end();
      yield value;
      if (value) span = probe.begin(name);
    }
  } finally {
    span.end();
  }
}
