// One call's points on their way through the workers: who is done with some takes the next. A point's bits do not
// depend on who computes it.
import type {FunctionWorker} from "./functionCrew.ts";
import type {Failure, FunctionAnswer} from "./functionWork.ts";
import type {Asked} from "./way.ts";

/** How often a worker comes back for more: enough to even out what points cost. */
const SHARES = 4;

interface Shared {
  /** the first point that failed, whoever was first to meet one. */
  failure: Failure | undefined;
  /** milliseconds, all workers together. */
  busy: number;
}

export class Sharing {
  /** when no worker is at work any more. */
  readonly finished: Promise<Shared>;
  readonly #theta: readonly Float64Array[];
  readonly #values: Float64Array;
  readonly #step: number;
  readonly #finish: (shared: Shared) => void;
  readonly #shared: Shared = {failure: undefined, busy: 0};
  /** the next point that nobody has yet. */
  #next = 0;
  /** how many stretches are being computed. */
  #out = 0;

  constructor({theta, values}: Asked, workers: number) {
    this.#theta = theta;
    this.#values = values;
    this.#step = Math.ceil(values.length / (workers === 1 ? 1 : SHARES * workers));
    let finish: (shared: Shared) => void = () => undefined;
    this.finished = new Promise((resolve) => (finish = resolve));
    this.#finish = finish;
  }

  /** Has a worker take points as long as there are any. */
  async employ(worker: FunctionWorker): Promise<void> {
    while (this.#isGoing) {
      const begin = this.#next;
      const end = Math.min(begin + this.#step, this.#values.length);
      this.#next = end;
      this.#out++;
      const answer = await worker.evaluate(packPoints(this.#theta, begin, end));
      this.#out--;
      this.#take(answer, begin);
      if (!this.#isGoing && this.#out === 0) this.#finish(this.#shared);
    }
  }

  get #isGoing(): boolean {
    return this.#next < this.#values.length && !this.#shared.failure;
  }

  /** Points go out in order, so all before a failed one are out: the first of those that fail is always found. */
  #take({values, ms, failure}: FunctionAnswer, begin: number): void {
    const shared = this.#shared;
    shared.busy += ms;
    this.#values.set(values, begin);
    if (!failure) return;
    const at = begin + failure.at;
    if (!shared.failure || at < shared.failure.at) shared.failure = {...failure, at};
  }
}

/** Some points as vectors one after the other. */
function packPoints(
  theta: readonly Float64Array[],
  begin: number,
  end: number
): Float64Array<ArrayBuffer> {
  const points = new Float64Array((end - begin) * theta.length);
  let at = 0;
  for (let i = begin; i < end; i++) for (const row of theta) points[at++] = row[i];
  return points;
}
