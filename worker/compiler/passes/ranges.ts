// Between which numbers an i32 value lies, as far as that is plain.
import type {ApplyOp, ForOp, Value} from "../ir.ts";

const LEAST = -2147483648;
const MOST = 2147483647;

export class Ranges {
  // by value; absent: anything
  #least: (number | undefined)[] = [];
  #most: (number | undefined)[] = [];

  least(value: Value): number {
    return this.#least[value] ?? LEAST;
  }

  most(value: Value): number {
    return this.#most[value] ?? MOST;
  }

  isWithin(value: Value, least: number, most: number): boolean {
    return this.least(value) >= least && this.most(value) <= most;
  }

  constant(value: Value, number: number): void {
    this.#set(value, number, number);
  }

  /** The index in the loop's body. */
  index({index, from, to}: ForOp): void {
    this.#set(index, this.least(from), Math.max(this.least(from), this.most(to) - 1));
  }

  apply({name, args: [a, b], result}: ApplyOp): void {
    const [leastA, mostA] = [this.least(a), this.most(a)];
    const [leastB, mostB] = [this.least(b), this.most(b)];
    switch (name) {
      case "iadd":
        return this.#set(result, leastA + leastB, mostA + mostB);
      case "isub":
        return this.#set(result, leastA - mostB, mostA - leastB);
      case "imul": {
        const ends = [leastA * leastB, leastA * mostB, mostA * leastB, mostA * mostB];
        return this.#set(result, Math.min(...ends), Math.max(...ends));
      }
      case "idiv":
        if (leastA >= 0 && leastB > 0)
          this.#set(result, Math.floor(leastA / mostB), Math.floor(mostA / leastB));
        return;
      case "irem":
        if (leastA >= 0 && leastB > 0) this.#set(result, 0, Math.min(mostA, mostB - 1));
        return;
      default:
    }
  }

  /** What would not fit wraps around, so that nothing is known. */
  #set(value: Value, least: number, most: number): void {
    if (least < LEAST || most > MOST) return;
    this.#least[value] = least;
    this.#most[value] = most;
  }
}
