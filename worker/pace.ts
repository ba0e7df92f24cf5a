// Long work on the calling thread in slices: between them the page paints, and the work hears cancel and pause.
import type {Progress} from "./work.ts";
import type {Steering} from "./run.ts";

/** Milliseconds of a slice, and between two reports of progress. */
const SLICE = 8;
const REPORT = 100;

export interface Pace {
  readonly isCancelled: boolean;
  /** Whether the slice is over, or somebody wants the work held. */
  isDue: () => boolean;
  /** Lets others run, and waits while the work is paused. */
  rest: (progress: () => Progress) => Promise<void>;
  /** Starts the account of time: what came before, such as loading what works, was waiting. */
  begin: () => void;
  /** Milliseconds of work, rests apart. */
  elapsed: () => number;
  close: () => void;
  steering: Steering;
}

/**
 * Between slices others get their turn by Node's own means, else by a message to itself: unlike a timer it comes back at
 * once when nobody else has work. (Node takes its messages by the thousand before it looks at timers.)
 */
export function makePace(report: (progress: Progress) => void): Pace {
  let isCancelled = false;
  let held: {until: Promise<void>; release: () => void} | undefined;
  let worked = 0;
  let began = performance.now();
  let reported = began;
  let channel: MessageChannel | undefined;

  const turn = (): Promise<void> => {
    if (typeof setImmediate === "function") return new Promise((resolve) => setImmediate(resolve));
    channel ??= new MessageChannel();
    const {port1, port2} = channel;
    return new Promise((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(0);
    });
  };
  const release = (): void => {
    held?.release();
    held = undefined;
  };
  return {
    get isCancelled() {
      return isCancelled;
    },
    isDue: () => isCancelled || held !== undefined || performance.now() - began > SLICE,
    async rest(progress) {
      const now = performance.now();
      worked += now - began;
      if (now - reported >= REPORT) {
        reported = now;
        report(progress());
      }
      if (!isCancelled) await turn();
      while (held) await held.until;
      began = performance.now();
    },
    begin() {
      worked = 0;
      began = performance.now();
    },
    elapsed: () => worked + performance.now() - began,
    close: () => channel?.port1.close(),
    steering: {
      cancel: () => {
        isCancelled = true;
        release();
      },
      pause: () => {
        if (held) return;
        let free = (): void => undefined;
        held = {until: new Promise((resolve) => (free = resolve)), release: () => free()};
      },
      resume: release
    }
  };
}
