// An evaluator over a plain function on this thread, for tests of samplers.
import type {Evaluator, EvaluatorOptions} from "../../../worker/samplers/evaluator.ts";
import type {LogLikelihood} from "../../../worker/samplers/types.ts";

type Gradient = (theta: ArrayLike<number>, out: Float64Array) => void;

export interface PlainOptions {
  gradient?: Gradient | undefined;
  /** evaluates in batches of this many points, the last first. */
  chunk?: number;
  /** called before each batch, with the number of batches so far. */
  onBatch?: (count: number, points: number) => void | Promise<void>;
  screen?: (theta: Float64Array) => number;
}

export interface Opened {
  open: (
    what: string,
    f: LogLikelihood,
    options: EvaluatorOptions & {dimension: number}
  ) => Promise<Evaluator>;
  /** points evaluated so far, and the sizes of the batches. */
  points: () => number;
  batches: number[];
  closed: () => number;
}

export function openPlain({gradient, chunk, onBatch, screen}: PlainOptions = {}): Opened {
  let points = 0;
  let closed = 0;
  const batches: number[] = [];
  const at = (theta: readonly Float64Array[], k: number) =>
    Float64Array.from(theta, (column) => column[k]);
  return {
    points: () => points,
    batches,
    closed: () => closed,
    open: (_what, f, {dimension, capacity}) => {
      let isCancelled = false;
      const abort = () => Object.assign(new Error("cancelled"), {name: "AbortError"});
      return Promise.resolve<Evaluator>({
        dimension,
        hasGradient: gradient !== undefined,
        msPerPoint: NaN,
        async evaluate(theta, values, slopes) {
          const n = values.length;
          if (n > capacity || theta.some((column) => column.length !== n))
            throw new Error(`a batch of ${n} does not fit`);
          await onBatch?.(batches.length, points);
          if (isCancelled) {
            isCancelled = false;
            throw abort();
          }
          batches.push(n);
          points += n;
          const size = chunk ?? n;
          for (let begin = Math.floor((n - 1) / size) * size; begin >= 0; begin -= size) {
            for (let k = begin; k < Math.min(n, begin + size); k++) {
              const x = at(theta, k);
              values[k] = f(x);
              if (!slopes) continue;
              const out = new Float64Array(dimension);
              gradient!(x, out);
              slopes.forEach((column, j) => (column[k] = out[j]));
            }
            if (chunk !== undefined) await Promise.resolve();
          }
        },
        ...(screen && {
          screen: (theta: readonly Float64Array[], values: Float64Array) => {
            for (let k = 0; k < values.length; k++) values[k] = screen(at(theta, k));
            return Promise.resolve();
          }
        }),
        cancel: () => (isCancelled = true),
        describe: () => ({
          device: "reference",
          why: "a test",
          threads: 1,
          compile: 0,
          reproducible: true
        }),
        close: () => closed++
      });
    }
  };
}
