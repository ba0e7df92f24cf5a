// An evaluator around a way of computing: what is asked is checked, done in turn, timed, and stopped.
import {Cancelled} from "../../device/device.ts";
import type {Evaluator, EvaluatorStats} from "../evaluator.ts";
import {Thrift} from "./thrift.ts";
import type {Way} from "./way.ts";

/** Log-likelihoods in less precision. */
export interface Screen {
  compute(theta: readonly Float64Array[], values: Float64Array): Promise<void>;
  cancel(): void;
  readonly why: string;
}

interface Parts {
  what: string;
  way: Way;
  dimension: number;
  capacity: number;
  /** the most threads there are to ask for. */
  most: number;
  /** at most so many, whether that pays or not. */
  threads: number | undefined;
  /** on the GPU, if it is wanted and there. */
  screen: Screen | undefined;
  /** what has become of a wish for the GPU, if it was none. */
  note: string | undefined;
}

export class TargetEvaluator implements Evaluator {
  readonly screen?: Evaluator["screen"];
  readonly #parts: Parts;
  readonly #thrift = {value: new Thrift(), gradient: new Thrift()};
  #last: Promise<unknown> = Promise.resolve();
  #cancels = 0;
  #isOpen = true;
  #ms = 0;
  #points = 0;
  #threads: number;
  /** whether the last batch was too cheap to share out. */
  #isCheap = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    const {screen, threads, most} = parts;
    this.#threads = Math.min(threads ?? most, most);
    if (!screen) return;
    this.screen = async (theta, values) => {
      this.#check(theta, values.length);
      if (values.length > 0) await this.#inTurn(() => screen.compute(theta, values));
    };
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  get dimension(): number {
    return this.#parts.dimension;
  }

  get hasGradient(): boolean {
    return this.#parts.way.hasGradient;
  }

  get msPerPoint(): number {
    return this.#points === 0 ? NaN : this.#ms / this.#points;
  }

  async evaluate(
    theta: readonly Float64Array[],
    values: Float64Array,
    gradient?: readonly Float64Array[]
  ): Promise<void> {
    const {what, way, most, threads = most} = this.#parts;
    const n = values.length;
    this.#check(theta, n);
    if (gradient) {
      if (!way.hasGradient)
        throw new TypeError(
          `${what}: expected logLikelihood as a model that compiles, for derivatives, got a plain function`
        );
      this.#checkRows("gradient", gradient, n);
    }
    if (n === 0) return;
    return this.#inTurn(async () => {
      const thrift = this.#thrift[gradient ? "gradient" : "value"];
      this.#isCheap = this.#parts.threads === undefined && most > 1 && thrift.isCheap(n);
      const wanted = this.#isCheap ? 1 : Math.min(threads, most);
      const began = performance.now();
      const done = await way.compute({theta, values, gradient, threads: wanted});
      this.#ms += performance.now() - began;
      this.#points += n;
      this.#threads = done.threads;
      thrift.learn(n, done.threads, done.busy);
    });
  }

  /** One after the other: a way has one place for its points. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const {what} = this.#parts;
    const cancels = this.#cancels;
    const turn = this.#last.then(() => {
      if (cancels !== this.#cancels) throw new Cancelled();
      if (!this.#isOpen) throw new Error(`${what}: unsupported on a closed evaluator`);
      return work();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  #check(theta: readonly Float64Array[], n: number): void {
    const {what, capacity} = this.#parts;
    if (n > capacity)
      throw new RangeError(`${what}: expected at most ${capacity} points at a time, got ${n}`);
    this.#checkRows("theta", theta, n);
  }

  #checkRows(name: string, rows: readonly Float64Array[], n: number): void {
    const {what, dimension} = this.#parts;
    if (rows.length !== dimension)
      throw new RangeError(`${what}: expected ${dimension} vectors in ${name}, got ${rows.length}`);
    const wrong = rows.find(({length}) => length !== n);
    if (wrong)
      throw new RangeError(
        `${what}: expected vectors of ${n} points in ${name}, got one of ${wrong.length}`
      );
  }

  cancel(): void {
    this.#cancels++;
    this.#parts.way.cancel();
    this.#parts.screen?.cancel();
  }

  describe(): EvaluatorStats {
    const {way, screen, note} = this.#parts;
    const own = way.describe();
    const reasons = [own.why];
    if (this.#isCheap) reasons.push("one thread: so few points are done before another is woken");
    if (note) reasons.push(note);
    if (!screen) return {...own, why: reasons.join("; "), threads: this.#threads};
    const why = [screen.why, ...reasons].join("; ");
    return {...own, device: "gpu", why, threads: this.#threads, reproducible: false};
  }

  close(): void {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.cancel();
    this.#parts.way.close();
  }
}
