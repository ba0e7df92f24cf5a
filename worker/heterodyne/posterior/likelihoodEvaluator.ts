// Many points of a likelihood, for samplers: sums of squares by the engine, likelihoods of them here.
import {PARAMETERS} from "../../../kernels-as/heterodyne/constants.ts";
import {Cancelled} from "../../device/device.ts";
import {makePace, type Pace} from "../../pace.ts";
import type {Evaluator, EvaluatorStats} from "../../samplers/evaluator.ts";
import {NAMES} from "../parameters.ts";
import type {Sums} from "../sums/types.ts";
import type {LikelihoodAsked} from "./asked.ts";
import type {AngleLaw} from "./law.ts";
import {LocalSums} from "./localSums.ts";
import {widen} from "./points.ts";

/** Points handed over at a time: their derivatives take some megabytes. */
const PIECE = 1024;

/** Values of many points in less precision. */
export interface Screen {
  readonly why: string;
  /** `theta`: the 14 vectors. */
  compute(theta: readonly Float64Array[], values: Float64Array): Promise<void>;
  cancel(): void;
}

export interface EvaluatorParts {
  asked: LikelihoodAsked;
  laws: readonly AngleLaw[];
  sums: Sums;
  /** the order of a point's numbers. */
  names: readonly string[];
  /** the GPU, where it was wanted and is there. */
  screen?: Screen | undefined;
  /** what became of a wish for the GPU, if it was none. */
  note?: string | undefined;
}

export class LikelihoodEvaluator implements Evaluator {
  readonly dimension: number;
  readonly hasGradient: boolean;
  readonly screen?: Evaluator["screen"];
  readonly #parts: EvaluatorParts;
  /** the parameters in the order of the points. */
  readonly #order: Pick<LikelihoodAsked, "parameters" | "theta">;
  readonly #spread: LocalSums | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #cancels = 0;
  #pace: Pace | undefined;
  #ms = 0;
  #points = 0;

  constructor(parts: EvaluatorParts) {
    this.#parts = parts;
    const {asked, names, screen} = parts;
    const {taken, scaling, angles} = asked;
    this.dimension = names.length;
    this.#order = {parameters: names as LikelihoodAsked["parameters"], theta: asked.theta};
    const isMarginal = scaling === "marginal";
    // of weighted elements nothing tells how the spread changes but loops over all of them
    this.hasGradient = !(isMarginal && taken.isWeighted);
    if (isMarginal && this.hasGradient) this.#spread = new LocalSums(taken, angles, false);
    if (!screen) return;
    this.screen = (theta, values) =>
      this.#inTurn(() => screen.compute(widen(this.#order, theta), values));
  }

  get msPerPoint(): number {
    return this.#points === 0 ? NaN : this.#ms / this.#points;
  }

  evaluate(
    theta: readonly Float64Array[],
    values: Float64Array,
    gradient?: readonly Float64Array[]
  ): Promise<void> {
    return this.#inTurn(async () => {
      const began = performance.now();
      const pace = makePace(() => undefined);
      this.#pace = pace;
      try {
        for (let begin = 0; begin < values.length; begin += PIECE) {
          const cut = (vector: Float64Array): Float64Array =>
            vector.subarray(begin, Math.min(begin + PIECE, values.length));
          await this.#evaluatePiece(theta.map(cut), cut(values), gradient?.map(cut), pace);
        }
      } finally {
        pace.close();
        this.#pace = undefined;
      }
      this.#ms += performance.now() - began;
      this.#points += values.length;
    });
  }

  async #evaluatePiece(
    columns: readonly Float64Array[],
    values: Float64Array,
    gradient: readonly Float64Array[] | undefined,
    pace: Pace
  ): Promise<void> {
    const {asked, laws} = this.#parts;
    const theta = widen(this.#order, columns);
    const count = values.length;
    const rows = (length: number): Float64Array[] =>
      Array.from({length}, () => new Float64Array(count));
    const ssr = rows(laws.length);
    const slopes = gradient && rows(PARAMETERS * laws.length);
    const stt = asked.scaling === "marginal" && !slopes ? rows(laws.length) : undefined;
    if (stt) await this.#sumOneByOne(theta, ssr, stt, pace);
    else await this.#sum(theta, ssr, slopes);
    const places = this.#order.parameters.map((name) => NAMES.indexOf(name));
    values.fill(0);
    gradient?.forEach((row) => row.fill(0));
    const point = new Float64Array(PARAMETERS);
    for (let k = 0; k < count; k++) {
      for (let p = 0; p < PARAMETERS; p++) point[p] = theta[p][k];
      const spread = slopes && this.#spread?.evaluateSpread(point, true);
      for (let a = 0; a < laws.length; a++) {
        const own = spread ? spread.stt[a] : stt ? stt[a][k] : 0;
        const {value, bySsr, byStt} = laws[a].weigh(ssr[a][k], own);
        values[k] += value;
        if (!gradient || !slopes) continue;
        places.forEach((place, j) => {
          const at = a * PARAMETERS + place;
          gradient[j][k] += bySsr * slopes[at][k] + (spread ? byStt * spread.sttSlopes![at] : 0);
        });
      }
      if (!pace.isDue()) continue;
      await pace.rest(() => ({phase: "likelihoods", done: k, total: count}));
      if (pace.isCancelled) throw new Cancelled();
    }
  }

  /** All threads may help with one point; of many, each thread has points of its own. */
  async #sum(
    theta: readonly Float64Array[],
    ssr: readonly Float64Array[],
    slopes: readonly Float64Array[] | undefined
  ): Promise<void> {
    const {sums} = this.#parts;
    if (theta[0].length > 1) return sums.batch(theta, ssr, slopes);
    const point = Float64Array.from(theta, ([value]) => value);
    const evaluated = await sums.evaluate(point, slopes !== undefined);
    ssr.forEach((vector, a) => (vector[0] = evaluated.ssr[a]));
    slopes?.forEach((vector, at) => (vector[0] = evaluated.gradient![at]));
  }

  /** A batch tells nothing of the theory's spread. */
  async #sumOneByOne(
    theta: readonly Float64Array[],
    ssr: readonly Float64Array[],
    stt: readonly Float64Array[],
    pace: Pace
  ): Promise<void> {
    const total = theta[0].length;
    for (let k = 0; k < total; k++) {
      if (pace.isDue()) await pace.rest(() => ({phase: "likelihoods", done: k, total}));
      if (pace.isCancelled) throw new Cancelled();
      const point = Float64Array.from(theta, (vector) => vector[k]);
      const now = this.#parts.sums.evaluate(point);
      const evaluated = now instanceof Promise ? await now : now;
      ssr.forEach((vector, a) => (vector[k] = evaluated.ssr[a]));
      stt.forEach((vector, a) => (vector[k] = evaluated.stt[a]));
    }
  }

  /** The sums do one thing at a time. */
  #inTurn(work: () => Promise<void>): Promise<void> {
    const cancels = this.#cancels;
    const turn = this.#last.then(async () => {
      if (cancels !== this.#cancels) throw new Cancelled();
      await work();
      if (cancels !== this.#cancels) throw new Cancelled();
    });
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  cancel(): void {
    this.#cancels++;
    this.#pace?.steering.cancel();
    this.#parts.screen?.cancel();
    this.#parts.sums.cancel();
  }

  describe(): EvaluatorStats {
    const {sums, screen, note} = this.#parts;
    const own = sums.describe();
    if (note) return {...own, why: `${own.why}; ${note}`};
    if (!screen) return own;
    return {...own, device: "gpu", why: `${screen.why}; ${own.why}`, reproducible: false};
  }

  close(): void {
    this.cancel();
    const {sums} = this.#parts;
    void this.#last.then(() => sums.close());
  }
}
