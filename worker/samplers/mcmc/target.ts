// The posterior that chains look at: many points at a time, those outside the prior without their likelihood.
import {Cancelled} from "../../device/device.ts";
import type {Pace} from "../../pace.ts";
import type {Progress} from "../../work.ts";
import type {Evaluator} from "../evaluator.ts";
import type {Prior} from "../types.ts";

export interface Target {
  readonly prior: Prior;
  /** likelihoods computed so far, and how many of them gave NaN. */
  readonly evaluations: number;
  readonly failed: number;
  /**
   * Log-densities of the first points of `theta`, one vector a parameter, as many as `logPrior` is long. A point that
   * cannot be computed has a likelihood of zero; one outside the prior is not looked at. Derivatives are those of the
   * log-likelihood, zero where there is none. Rests where a slice is over; rejects with an AbortError once cancelled.
   */
  score(
    theta: readonly Float64Array[],
    logPrior: Float64Array,
    logLikelihood: Float64Array,
    gradient?: readonly Float64Array[]
  ): Promise<void>;
}

export interface TargetParts {
  prior: Prior;
  evaluator: Evaluator;
  /** the most points of one call of the evaluator. */
  capacity: number;
  pace: Pace;
  progress: () => Progress;
}

export function makeTarget({prior, evaluator, capacity, pace, progress}: TargetParts): Target {
  const d = prior.names.length;
  const makeColumns = () => Array.from({length: d}, () => new Float64Array(capacity));
  const points = makeColumns();
  const slopes = makeColumns();
  const values = new Float64Array(capacity);
  const places = new Int32Array(capacity);
  const theta = new Float64Array(d);
  let evaluations = 0;
  let failed = 0;

  async function flush(
    count: number,
    logLikelihood: Float64Array,
    gradient: readonly Float64Array[] | undefined
  ): Promise<void> {
    if (pace.isDue()) await pace.rest(progress);
    if (pace.isCancelled) throw new Cancelled();
    if (count === 0) return;
    const cut = (column: Float64Array) => column.subarray(0, count);
    await evaluator.evaluate(points.map(cut), cut(values), gradient && slopes.map(cut));
    evaluations += count;
    for (let k = 0; k < count; k++) {
      const isNumber = !Number.isNaN(values[k]);
      if (!isNumber) failed++;
      logLikelihood[places[k]] = isNumber ? values[k] : -Infinity;
      if (gradient) for (let j = 0; j < d; j++) gradient[j][places[k]] = slopes[j][k];
    }
  }

  return {
    prior,
    get evaluations() {
      return evaluations;
    },
    get failed() {
      return failed;
    },
    async score(columns, logPrior, logLikelihood, gradient) {
      let count = 0;
      for (let i = 0; i < logPrior.length; i++) {
        for (let j = 0; j < d; j++) theta[j] = columns[j][i];
        logPrior[i] = prior.logDensity(theta);
        logLikelihood[i] = -Infinity;
        if (gradient) for (let j = 0; j < d; j++) gradient[j][i] = 0;
        if (logPrior[i] === -Infinity) continue;
        for (let j = 0; j < d; j++) points[j][count] = theta[j];
        places[count++] = i;
        if (count < capacity) continue;
        await flush(count, logLikelihood, gradient);
        count = 0;
      }
      await flush(count, logLikelihood, gradient);
    }
  };
}
