// Knows when the thread has come to rest. A loop that awaits settled promises for ever never lets a
// message through, so messages tell what time alone cannot: whether anything else could run.

export class Pauses {
  readonly #ask: () => void;
  readonly close: () => void;
  #epoch = 0;
  #isAsked = false;
  #waiting: (() => void)[] = [];

  constructor() {
    const answer = () => {
      this.#isAsked = false;
      this.#epoch++;
      for (const resolve of this.#waiting.splice(0)) resolve();
    };
    // Node delivers a port's messages in one go, before timers; browsers have no such function
    const {setImmediate} = globalThis as {setImmediate?: (f: () => void) => unknown};
    if (setImmediate) {
      this.#ask = () => setImmediate(answer);
      this.close = () => {};
    } else {
      const {port1, port2} = new MessageChannel();
      port1.onmessage = answer;
      // Firefox lets timers go before messages, and hidden pages delay timers: either will do
      this.#ask = () => {
        port2.postMessage(0);
        setTimeout(answer, 0);
      };
      this.close = () => port1.close();
    }
  }

  /** A number that stays the same as long as nothing else could run on this thread. */
  epoch(): number {
    if (!this.#isAsked) {
      this.#isAsked = true;
      this.#ask();
    }
    return this.#epoch;
  }

  /** Resolves when others have had their turn. */
  next(): Promise<void> {
    this.epoch();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

/** How long the thread has been held without a pause, by what asks, since it first asked. */
export class Held {
  readonly #pauses: Pauses;
  #epoch = -1;
  #since = 0;

  constructor(pauses: Pauses) {
    this.#pauses = pauses;
  }

  /** Milliseconds. */
  time(): number {
    const epoch = this.#pauses.epoch();
    const now = performance.now();
    if (epoch !== this.#epoch) {
      this.#epoch = epoch;
      this.#since = now;
    }
    return now - this.#since;
  }
}

/** Thrown by a loop that held the thread too long. */
export class LoopError extends Error {
  override name = "LoopError";
  /** in the cell. */
  readonly line: number;

  constructor(line: number, limit: number) {
    super(
      `stopped: this loop held the page for ${limit} s without a pause (line ${line}); ` +
        `let it await something that takes time, hand the work to the engine, or allow the cell more with limit=${Math.max(10, 5 * limit)}`
    );
    this.line = line;
  }
}

/** Throws in a loop once the limit is passed, and goes on throwing until the thread comes to rest. */
export function makeGuard(
  pauses: Pauses,
  limit: number,
  onCut: (error: LoopError) => void
): (line: number) => void {
  const held = new Held(pauses);
  held.time();
  return (line) => {
    if (held.time() <= 1000 * limit) return;
    const error = new LoopError(line, limit);
    onCut(error);
    throw error;
  };
}
