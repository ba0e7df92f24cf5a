// Kernel runs by the references: on the caller's thread, which they leave now and then, one after the other.
import type {Ran} from "./device/device.ts";
import type {Call} from "./device/fields.ts";
import {makePace, type Pace} from "./pace.ts";
import {CANCEL, PAUSE} from "./pool/control.ts";
import type {Session} from "./session.ts";
import type {Run} from "./work.ts";

/** Starts a run on inputs that nobody will write to. */
export type RunByReference = <T>(what: string, call: Call, finish: (ran: Ran) => T) => Run<T>;

export function makeReferenceRuns(session: Session): RunByReference {
  /** the end of the run before: a run waits for it. */
  let last: Promise<unknown> = Promise.resolve();
  const compute = async (call: Call, pace: Pace): Promise<Ran> => {
    const {runReference} = await import("./device/reference.ts");
    return runReference(call, pace, () => pace.isCancelled || session.isClosed);
  };
  return (what, call, finish) => {
    let pace: Pace;
    return session.submit(
      what,
      (_door, slot) => {
        pace = makePace((progress) => session.spec.onProgress(slot, progress));
        const turn = last.then(() => compute(call, pace)).finally(() => pace.close());
        last = turn.catch(() => undefined);
        return turn.then(finish);
      },
      (_slot, wish) => steer(pace, wish)
    );
  };
}

function steer({steering}: Pace, wish: number): void {
  if (wish === CANCEL) steering.cancel();
  else if (wish === PAUSE) steering.pause();
  else steering.resume();
}
