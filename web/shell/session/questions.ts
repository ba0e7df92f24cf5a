/** Questions to the frame that it answers by number, or not at all. */
export class Questions<T> {
  readonly #waiting = new Map<number, (answer: T | undefined) => void>();
  #last = 0;

  /** `answer` is undefined when none came within `patience` milliseconds. */
  ask(patience: number): {n: number; answer: Promise<T | undefined>} {
    const n = ++this.#last;
    const answer = new Promise<T | undefined>((resolve) => {
      const timer = setTimeout(() => this.hear(n, undefined), patience);
      this.#waiting.set(n, (given) => {
        clearTimeout(timer);
        resolve(given);
      });
    });
    return {n, answer};
  }

  hear(n: number, answer: T | undefined): void {
    this.#waiting.get(n)?.(answer);
    this.#waiting.delete(n);
  }
}
