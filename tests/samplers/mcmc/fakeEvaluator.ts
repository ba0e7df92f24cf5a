// Evaluators over plain functions, with a record of what was asked of them.
import type {ChainHooks} from "../../../worker/samplers/mcmc/chainRun.ts";
import type {Evaluator} from "../../../worker/samplers/evaluator.ts";

export interface Density {
  value: (theta: Float64Array) => number;
  gradient?: (theta: Float64Array) => number[];
}

export interface Fake extends ChainHooks {
  /** how many points each call had. */
  batches: number[];
  opened: number;
  closed: number;
  cancelled: number;
}

/** `onBatch` may wait, or throw. */
export function fake(
  {value, gradient}: Density,
  onBatch: (fake: Fake) => void | Promise<void> = () => undefined
): Fake {
  const made: Fake = {
    batches: [],
    opened: 0,
    closed: 0,
    cancelled: 0,
    open(_what, _logLikelihood, {dimension, capacity}) {
      made.opened++;
      const evaluator: Evaluator = {
        dimension,
        hasGradient: gradient !== undefined,
        msPerPoint: NaN,
        async evaluate(theta, values, slopes) {
          if (values.length > capacity || theta.some((column) => column.length !== values.length))
            throw new Error(`${values.length} points of ${capacity}`);
          made.batches.push(values.length);
          await onBatch(made);
          for (let i = 0; i < values.length; i++) {
            const point = Float64Array.from(theta, (column) => column[i]);
            values[i] = value(point);
            gradient?.(point).forEach((slope, j) => slopes && (slopes[j][i] = slope));
          }
        },
        cancel: () => made.cancelled++,
        describe: () => ({
          device: "reference",
          why: "a test",
          threads: 1,
          compile: 0,
          reproducible: true
        }),
        close: () => made.closed++
      };
      return Promise.resolve(evaluator);
    }
  };
  return made;
}
