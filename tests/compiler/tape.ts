// A list of choices that is read once, from its start.

export class Tape {
  #choices: readonly number[];
  #at = 0;

  constructor(choices: readonly number[]) {
    this.#choices = choices;
  }

  get isOver(): boolean {
    return this.#at >= this.#choices.length;
  }

  /** A whole number below `n`: the next on the tape, zero past its end. */
  choose(n: number): number {
    return (this.#choices[this.#at++] ?? 0) % n;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.choose(items.length)];
  }
}
