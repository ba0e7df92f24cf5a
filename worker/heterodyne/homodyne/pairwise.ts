// Sums of squares pair by pair, on the calling thread: of any model that gives its correlation by rows.
import {Cancelled} from "../../device/device.ts";
import {makePace, type Pace} from "../../pace.ts";
import type {EvaluatorStats} from "../../samplers/evaluator.ts";
import type {TakenAngle, TakenScan} from "../takenScan.ts";
import type {Evaluated, Normal, NormalOptions, Sums, SumsOptions} from "../sums/types.ts";
import {passAngle, type AngleSums, type Bench, type PassWish} from "./anglePass.ts";
import {fold, type Elements} from "./elements.ts";
import {LOSSES} from "./losses.ts";
import {triangle, type PairModel} from "./pairModel.ts";

/** Sums of a model with its own number of parameters, which stands where the contract of `Sums` says 14. */
export interface PairwiseSums extends Sums {
  readonly parameters: number;
  evaluate(theta: Float64Array, gradient?: boolean): Evaluated | Promise<Evaluated>;
  normal(theta: Float64Array, options?: NormalOptions): Normal | Promise<Normal>;
}

/** Work below this many products of two numbers is done at once: a few milliseconds. */
const AT_ONCE = 1_500_000;

/** The scan is folded here and now: a second copy of one triangle is kept. */
export function makePairwise(
  model: PairModel,
  taken: TakenScan,
  options: SumsOptions = {}
): PairwiseSums {
  const {frames} = taken.grid;
  if (model.frames !== frames)
    throw new RangeError(
      `heterodyne: expected a model of the scan's ${frames} frames, got one of ${model.frames}`
    );
  return new Pairwise(model, taken, options);
}

interface Opened {
  angle: TakenAngle;
  elements: Elements;
}

class Pairwise implements PairwiseSums {
  readonly parameters: number;
  readonly angles: number;
  readonly #bench: Bench;
  readonly #opened: readonly Opened[];
  #pace: Pace | undefined;
  #isClosed = false;

  constructor(model: PairModel, taken: TakenScan, {angles}: SumsOptions) {
    const {frames} = taken.grid;
    const chosen = angles ? angles.map((place) => taken.angles[place]) : taken.angles;
    this.parameters = model.parameters;
    this.angles = chosen.length;
    this.#opened = chosen.map((angle) => ({angle, elements: fold(angle, frames)}));
    this.#bench = {
      model,
      theory: new Float64Array(triangle(frames)),
      factors: new Float64Array(0),
      columns: Array.from({length: model.parameters + 3}, () => new Float64Array(frames))
    };
  }

  evaluate(theta: Float64Array, gradient = false): Evaluated | Promise<Evaluated> {
    const wish: PassWish = {wants: gradient ? "gradient" : "value"};
    return this.#settle(this.#evaluations(theta, wish), this.#costOf(wish, 1), (sums) =>
      toEvaluated(sums, gradient ? this.parameters : 0)
    );
  }

  normal(theta: Float64Array, options: NormalOptions = {}): Normal | Promise<Normal> {
    const {loss = "squares", lossScale, active, valueOnly = false} = options;
    if (lossScale && lossScale.length !== this.angles)
      throw new RangeError(
        `heterodyne: expected lossScale with ${this.angles} numbers, got ${lossScale.length}`
      );
    const law = loss === "squares" ? undefined : LOSSES[loss];
    if (law && this.#bench.factors.length === 0)
      this.#bench.factors = new Float64Array(this.#bench.theory.length);
    const wants = law && valueOnly ? "value" : "normal";
    const wish: PassWish = {wants, law, lossScale, active};
    const P = this.parameters;
    return this.#settle(this.#evaluations(theta, wish), this.#costOf(wish, 1), (sums) => ({
      ...toEvaluated(sums, 0),
      gradient: join(sums, ({gradient}) => gradient, P),
      normal: join(sums, ({normal}) => normal, P * P),
      cost: Float64Array.from(sums, ({cost}) => cost)
    }));
  }

  async batch(
    theta: readonly Float64Array[],
    ssr: readonly Float64Array[],
    gradient?: readonly Float64Array[]
  ): Promise<void> {
    const points = theta[0].length;
    const wish: PassWish = {wants: gradient ? "gradient" : "value"};
    const work = this.#points(theta, ssr, gradient, wish);
    await this.#settle(work, this.#costOf(wish, points), () => undefined);
  }

  cancel(): void {
    this.#pace?.steering.cancel();
  }

  describe(): EvaluatorStats {
    const why = "pair by pair on the calling thread";
    return {device: "reference", why, threads: 1, compile: 0, reproducible: true};
  }

  close(): void {
    this.cancel();
    this.#isClosed = true;
  }

  *#evaluations(theta: Float64Array, wish: PassWish): Generator<void, AngleSums[]> {
    const {model} = this.#bench;
    model.load(theta, wish.wants !== "value");
    const sums: AngleSums[] = [];
    for (const [a, {angle, elements}] of this.#opened.entries()) {
      model.turn(angle.phi);
      sums.push(yield* passAngle(this.#bench, elements, angle.mean, wish, a));
    }
    return sums;
  }

  *#points(
    theta: readonly Float64Array[],
    ssr: readonly Float64Array[],
    gradient: readonly Float64Array[] | undefined,
    wish: PassWish
  ): Generator<void> {
    const point = new Float64Array(this.parameters);
    for (let k = 0; k < theta[0].length; k++) {
      theta.forEach((values, p) => (point[p] = values[k]));
      const sums = yield* this.#evaluations(point, wish);
      sums.forEach((sum, a) => {
        ssr[a][k] = sum.ssr;
        sum.gradient.forEach((slope, p) => {
          if (gradient) gradient[a * this.parameters + p][k] = slope;
        });
      });
    }
  }

  /** In products of two numbers. */
  #costOf({wants, law}: PassWish, points: number): number {
    const P = this.parameters;
    const columns = wants === "value" ? 5 : wants === "gradient" ? 4 * P : P * (P + 7);
    return points * this.angles * this.#bench.theory.length * (columns + (law ? 100 : 0));
  }

  /** At once where the work is small, else in slices. */
  #settle<T, R>(work: Generator<void, T>, cost: number, finish: (done: T) => R): R | Promise<R> {
    if (this.#isClosed) throw new Error("heterodyne: these sums are closed");
    if (cost > AT_ONCE) return this.#inSlices(work).then(finish);
    let step = work.next();
    while (!step.done) step = work.next();
    return finish(step.value);
  }

  async #inSlices<T>(work: Generator<void, T>): Promise<T> {
    const pace = makePace(() => undefined);
    this.#pace = pace;
    try {
      for (;;) {
        const step = work.next();
        if (step.done) return step.value;
        if (pace.isDue()) await pace.rest(() => ({phase: "sums", done: 0, total: 1}));
        if (pace.isCancelled) throw new Cancelled();
      }
    } finally {
      pace.close();
      this.#pace = undefined;
    }
  }
}

/** `parameters`: 0 where no gradient was asked for. */
function toEvaluated(sums: readonly AngleSums[], parameters: number): Evaluated {
  const pick = (of: (sum: AngleSums) => number): Float64Array => Float64Array.from(sums, of);
  const evaluated: Evaluated = {
    ssr: pick(({ssr}) => ssr),
    contrast: pick(({contrast}) => contrast),
    offset: pick(({offset}) => offset),
    meanTheory: pick(({meanTheory}) => meanTheory),
    stt: pick(({stt}) => stt)
  };
  if (parameters > 0) evaluated.gradient = join(sums, ({gradient}) => gradient, parameters);
  return evaluated;
}

/** One vector after the other; where there is none, zeros. */
function join(
  sums: readonly AngleSums[],
  of: (sum: AngleSums) => Float64Array,
  length: number
): Float64Array {
  const whole = new Float64Array(sums.length * length);
  sums.forEach((sum, a) => whole.set(of(sum), a * length));
  return whole;
}
