// Calls one after the other: there is one place for the points of a request.
import {Cancelled} from "../../device/device.ts";
import {during, probeWithin, type Probe} from "../../spans.ts";
import type {Points} from "./points.ts";

interface Room {
  capacity: number;
  dimension: number;
  /** where turns that are part of nothing larger say what they are doing. */
  probe: Probe;
}

export class Turns {
  readonly #what: string;
  readonly #points: Points;
  readonly #capacity: number;
  readonly #dimension: number;
  readonly #probe: Probe;
  #last: Promise<unknown> = Promise.resolve();
  #cancels = 0;
  #ms = 0;
  #done = 0;
  #isOpen = true;

  constructor(what: string, points: Points, {capacity, dimension, probe}: Room) {
    this.#what = what;
    this.#points = points;
    this.#capacity = capacity;
    this.#dimension = dimension;
    this.#probe = probe;
  }

  /** Milliseconds per point so far; NaN before any. */
  get msPerPoint(): number {
    return this.#done === 0 ? NaN : this.#ms / this.#done;
  }

  /** Computes the points, then has the answer taken before anyone else's turn comes. */
  take<T>(
    theta: readonly Float64Array[],
    count: number,
    answer: () => T,
    within?: Probe
  ): Promise<T> {
    this.#check(theta, count);
    const probe = within ? probeWithin(within, "solver") : this.#probe;
    const cancels = this.#cancels;
    const turn = this.#last.then(async () => {
      if (!this.#isOpen) throw new Error(`${this.#what}: unsupported on what is closed`);
      if (cancels !== this.#cancels) throw new Cancelled();
      const began = performance.now();
      if (count > 0) await during(probe, "compute", () => this.#points.compute(theta, count));
      this.#ms += performance.now() - began;
      this.#done += count;
      return during(probe, "decode", answer);
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  cancel(): void {
    this.#cancels++;
    this.#points.cancel();
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.cancel();
    void this.#last.then(() => this.#points.close());
  }

  #check(theta: readonly Float64Array[], count: number): void {
    const what = this.#what;
    if (count > this.#capacity)
      throw new RangeError(`${what}: expected at most ${this.#capacity} points, got ${count}`);
    if (theta.length !== this.#dimension)
      throw new RangeError(
        `${what}: expected ${this.#dimension} vectors in theta, got ${theta.length}`
      );
    const wrong = theta.find(({length}) => length !== count);
    if (wrong)
      throw new RangeError(
        `${what}: expected vectors of ${count} points in theta, got one of ${wrong.length}`
      );
  }
}
