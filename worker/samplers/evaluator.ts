// What a sampler asks of a log-likelihood, whatever that is made of: many points at a time.
import type {Probe} from "../spans.ts";
import type {Stats} from "../work.ts";

/** How an evaluator works, for `stats`. */
export type EvaluatorStats = Pick<Stats, "device" | "why" | "threads" | "compile" | "reproducible">;

export interface Evaluator {
  /** how many parameters a point has. */
  readonly dimension: number;
  /** whether `evaluate` can give derivatives. */
  readonly hasGradient: boolean;
  /** milliseconds per point, measured on the work so far; NaN before any. */
  readonly msPerPoint: number;
  /**
   * Log-likelihoods of as many points as `values` is long, at most the capacity it was opened with: `theta` holds a
   * vector of that length for each parameter. −∞ is a likelihood of zero, NaN a point that could not be computed.
   * A point's bits depend on nothing but the point. Rejects with an AbortError after `cancel`. `within`: the piece of
   * work that it is part of.
   */
  evaluate(
    theta: readonly Float64Array[],
    values: Float64Array,
    gradient?: readonly Float64Array[],
    within?: Probe
  ): Promise<void>;
  /** The same in less precision, where that is much cheaper (f32 on the GPU): for delayed acceptance. */
  screen?(theta: readonly Float64Array[], values: Float64Array): Promise<void>;
  /** Stops what is under way; the evaluator stays usable. */
  cancel(): void;
  describe(): EvaluatorStats;
  close(): void;
}

export interface EvaluatorOptions {
  /** the most points of one call. */
  capacity: number;
  /** a likelihood of the library's own: the order in which points list its parameters; default: that of its names. */
  names?: readonly string[] | undefined;
  /** at most this many threads; default: all, or one where the likelihood is too cheap to share out. */
  threads?: number | undefined;
  /** what a plain function's free names stand for. */
  constants?: Record<string, unknown> | undefined;
  /** "gpu": screen on the GPU, score what is kept in f64. */
  device?: "auto" | "wasm" | "gpu" | undefined;
  /** derivatives will be asked for. */
  gradient?: boolean | undefined;
  /** the piece of work that opening it is part of. */
  within?: Probe | undefined;
}

/** A log-likelihood of the library's own, behind the function a reader is given. */
export interface Likelihood {
  /** what its parameters are called, in the order of its points. */
  readonly names: readonly string[];
  /** the piece of work that sampling it is part of. */
  readonly within?: Probe | undefined;
  /** whether its evaluators can screen on the GPU. */
  readonly canScreen?: boolean | undefined;
  open(options: EvaluatorOptions): Promise<Evaluator>;
}

const known = new WeakMap<object, Likelihood>();

/** Makes a function of one point known as a likelihood that can do many. */
export function rememberLikelihood<F extends object>(f: F, likelihood: Likelihood): F {
  known.set(f, likelihood);
  return f;
}

/** What is behind a function, if it is one of the library's likelihoods. */
export function likelihoodOf(f: unknown): Likelihood | undefined {
  return typeof f === "function" ? known.get(f) : undefined;
}
