// When running cells let others have the thread: the page's messages, and the screen.
import {Held, type Pauses} from "./pauses.ts";

/** Milliseconds of running cells after which others get their turn. */
const BREATH = 30;
/** After a value of a stream, such as a slider's, what its first readers drew is to be seen in the next frame. */
const FIRST_BREATH = 8;
/** Where no frame comes, because nobody looks. */
const NO_FRAME = 100;

export class Breath {
  readonly #pauses: Pauses;
  readonly #held: Held;
  readonly #frame: () => Promise<void>;
  /** when a stream's value was taken of which nothing has been painted yet. */
  #owesFrameSince: number | undefined;

  constructor(pauses: Pauses, frame: () => Promise<void>) {
    this.#pauses = pauses;
    this.#held = new Held(pauses);
    this.#frame = frame;
  }

  /** A stream's value was taken. */
  oweFrame(): void {
    this.#owesFrameSince ??= performance.now();
  }

  /** Nothing is left to run: the frame comes by itself. */
  rest(): void {
    this.#owesFrameSince = undefined;
  }

  isDue(): boolean {
    return this.#held.time() > BREATH || this.#isFrameDue();
  }

  #isFrameDue(): boolean {
    const since = this.#owesFrameSince;
    return since !== undefined && performance.now() - since > FIRST_BREATH;
  }

  /** Resolves when others have had their turn. */
  async take(): Promise<void> {
    if (this.#isFrameDue()) {
      this.#owesFrameSince = undefined;
      await new Promise<void>((resolve) => {
        void this.#frame().then(resolve);
        setTimeout(resolve, NO_FRAME);
      });
    }
    await this.#pauses.next();
  }
}
