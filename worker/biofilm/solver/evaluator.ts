// Log-likelihoods of many points, as samplers ask for them.
import {LIKELIHOOD_ROWS} from "../../../kernels-as/biofilm/constants.ts";
import type {Evaluator, EvaluatorStats} from "../../samplers/evaluator.ts";
import type {Probe} from "../../spans.ts";
import {toLogLikelihood} from "./decode.ts";
import type {Points} from "./points.ts";
import {Turns} from "./turns.ts";

interface Parts {
  points: Points;
  dimension: number;
  capacity: number;
  /** how many residuals a point has. */
  terms: number;
  probe: Probe;
}

export class LikelihoodEvaluator implements Evaluator {
  readonly dimension: number;
  readonly hasGradient = false;
  readonly #points: Points;
  readonly #turns: Turns;
  readonly #terms: number;
  readonly #rows: Float64Array[];
  readonly #one = new Float64Array(LIKELIHOOD_ROWS);

  constructor({points, dimension, capacity, terms, probe}: Parts) {
    this.dimension = dimension;
    this.#points = points;
    this.#terms = terms;
    this.#turns = new Turns("biofilm.logLikelihood", points, {capacity, dimension, probe});
    this.#rows = Array.from({length: LIKELIHOOD_ROWS}, () => new Float64Array(capacity));
  }

  get msPerPoint(): number {
    return this.#turns.msPerPoint;
  }

  async evaluate(
    theta: readonly Float64Array[],
    values: Float64Array,
    gradient?: readonly Float64Array[],
    within?: Probe
  ): Promise<void> {
    if (gradient)
      throw new TypeError("biofilm.logLikelihood: unsupported derivatives, got gradient");
    await this.#turns.take(theta, values.length, () => this.#combine(values), within);
  }

  #combine(values: Float64Array): void {
    const {length} = values;
    if (length === 0) return;
    const one = this.#one;
    this.#rows.forEach((row, k) => this.#points.read(k, row.subarray(0, length)));
    for (let i = 0; i < length; i++) {
      for (let k = 0; k < one.length; k++) one[k] = this.#rows[k][i];
      values[i] = toLogLikelihood(one, this.#terms);
    }
  }

  cancel(): void {
    this.#turns.cancel();
  }

  describe(): EvaluatorStats {
    return this.#points.describe();
  }

  close(): void {
    this.#turns.close();
  }
}
