// Whether a batch is worth sharing out: one thread gives the same bits, and spares the others being woken.

/** A few hand-offs from one thread to another, in milliseconds. */
const HAND_OFFS = 0.2;

export class Thrift {
  /** milliseconds a point takes on one thread, at most. */
  #serial = Infinity;
  #isOnTrial = false;

  /** Whether one thread does so many points in the time it takes to wake others. */
  isCheap(n: number): boolean {
    return this.#isOnTrial || this.#serial * n < HAND_OFFS;
  }

  /** `busy`: milliseconds on all threads, which may be mostly waiting. */
  learn(n: number, threads: number, busy: number): void {
    // as little as that says nothing of one thread yet: it is tried
    const isUnclear = threads > 1 && busy >= HAND_OFFS && busy < threads * HAND_OFFS;
    this.#isOnTrial = isUnclear && this.#serial === Infinity;
    if (threads === 1 || busy < HAND_OFFS) this.#serial = busy / n;
  }
}
