// What the owners of jobs want of them, where there are no shared control words to say it by.
import {Cancelled} from "../device/device.ts";
import {CANCEL, GO} from "./control.ts";

/** A thread that computes by itself hears messages this often, in milliseconds. */
const BREATH = 12;
/** A paused job looks this often whether it may go on, in milliseconds. */
const POLL = 20;

export class Wishes {
  readonly #wishes = new Map<number, number>();

  tell(slot: number, wish: number): void {
    this.#wishes.set(slot, wish);
  }

  forget(slot: number): void {
    this.#wishes.delete(slot);
  }

  /** Resolves when the job may go on, rejects when it is to stop. */
  async permission(slot: number): Promise<void> {
    for (;;) {
      const wish = this.#wishes.get(slot) ?? GO;
      if (wish === GO) return;
      if (wish === CANCEL) throw new Cancelled();
      await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }
}

/** A function that lets messages in when the last time is a while ago. */
export function makeBreather(): () => Promise<void> | undefined {
  let last = performance.now();
  return () => {
    if (performance.now() - last <= BREATH) return undefined;
    return new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => {
      last = performance.now();
    });
  };
}
