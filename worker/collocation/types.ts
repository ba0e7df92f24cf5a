// What a reader sees of collocation: smoothing a series, its slope, and matching a model to it.
import type {Bounds, OptimizeStatus, TraceRow} from "../optimize/types.ts";
import type {CompiledModel} from "../model/types.ts";
import type {OdeModel} from "../solvers/ode/types.ts";
import type {Stats} from "../work.ts";

export type KernelShape =
  | "epanechnikov"
  | "uniform"
  | "triangular"
  | "quartic"
  | "triweight"
  | "tricube"
  | "gaussian"
  | "cosine"
  | "logistic"
  | "sigmoid"
  | "silverman"
  | "silverman-sciml";

/** One of the weight functions. */
export interface KernelInfo {
  readonly name: KernelShape;
  /** "compact": zero for |x| > 1. */
  readonly support: "compact" | "unbounded";
  /** in TeX, as a function of x. */
  readonly formula: string;
  /** K(x). */
  readonly value: (x: number) => number;
  /** what a bandwidth is multiplied by so that this kernel smooths as much as epanechnikov does with the bandwidth itself. */
  readonly canonical: number;
}

/** One series, or several over the same times. */
export type Series = ArrayLike<number> | readonly ArrayLike<number>[];

/** The shape of a result follows that of the data. */
export type Like<D extends Series> = D extends readonly ArrayLike<number>[]
  ? Float64Array[]
  : Float64Array;

/** A fraction of the time span, or how to find one: "default": from the number of points alone; "gcv", "loo": from the data. */
export type BandwidthRule = number | "default" | "gcv" | "loo";

export interface CollocateOptions {
  /** default "triangular". */
  kernel?: KernelShape;
  bandwidth?: BandwidthRule;
  /** a bandwidth of its own for the slope; "rule": from that of the series by the rates of both; default: the same. */
  derivativeBandwidth?: number | "same" | "loo" | "rule";
  /** read a number, or the default, as epanechnikov's bandwidth and rescale it: changing the kernel changes the smoothness little. */
  canonical?: boolean;
  /** times to estimate at, in any order; default: those of the data. */
  at?: ArrayLike<number>;
  /** fractions of the span left out at the start and at the end. */
  cutoff?: readonly [number, number];
  /** how far beyond the edge of a window a point still counts, in bandwidths; "strict" (default): not at all. */
  ties?: "strict" | number;
  /** pointwise confidence bands of this level, such as 0.95. */
  confidence?: number;
  threads?: number;
}

/** A band around u and one around du, each of u's shape. */
export interface Bands<S> {
  level: number;
  lower: S;
  upper: S;
  duLower: S;
  duUpper: S;
  /** estimated standard deviation of the noise, one for each series. */
  noise: Float64Array;
}

/** What matching needs: states and their slopes at some times. */
export interface Slopes {
  u: ArrayLike<number> | readonly ArrayLike<number>[];
  du: ArrayLike<number> | readonly ArrayLike<number>[];
  t: ArrayLike<number>;
}

export interface Collocation<S = Float64Array | Float64Array[]> extends Slopes {
  u: S & Slopes["u"];
  /** fitted by itself, by a local parabola: not the derivative of u. */
  du: S & Slopes["du"];
  t: Float64Array;
  kernel: KernelShape;
  bandwidth: number;
  derivativeBandwidth: number;
  /** points with a weight in each window. */
  window: Int32Array;
  /** reciprocal condition of each window's fits, in window units; the estimate is NaN where it is too small. */
  condition: {u: Float64Array; du: Float64Array};
  warnings: string[];
  bands?: Bands<S>;
  stats: Stats;
}

export interface BandwidthOptions {
  kernel?: KernelShape;
  criterion?: "gcv" | "loo";
  /** which bandwidths; default: 40 from the smallest that has enough points to 1, evenly in the logarithm. */
  bandwidths?: ArrayLike<number>;
  threads?: number;
}

/** A criterion over bandwidths, to plot. */
export interface BandwidthCurve {
  bandwidth: Float64Array;
  /**
   * mean squared error of prediction; NaN where a window has too few points. Of several series each error is divided by
   * its series' variance, and their mean taken; of more than 4,096 points as many, evenly spread, are judged.
   */
  value: Float64Array;
  /** the smallest, refined between the points of the curve. */
  best: number;
  criterion: "gcv" | "loo";
}

export type InterpolationMethod =
  "linear" | "quadratic" | "cubic" | "akima" | "makima" | "bspline" | "bspline-fit";

export interface InterpolateOptions {
  method: InterpolationMethod;
  /** beyond the data: an error (default), the end's value, the end piece or its tangent going on, NaN. */
  extrapolate?: "error" | "constant" | "extend" | "linear" | "nan";
  /** of "bspline" and "bspline-fit": default 3. */
  degree?: number;
  /** of "bspline-fit": control points, fewer are smoother. */
  controls?: number;
  /** of "bspline" and "bspline-fit": default "average". */
  knots?: "average" | "uniform";
}

/** A curve through or near the data, and its slope. */
export interface Interpolation<S = Float64Array | Float64Array[]> {
  u: S;
  du: S;
  t: Float64Array;
  warnings: string[];
}

export interface SavitzkyGolayOptions {
  /** points in a window, an odd number; default 2·degree + 5, or as many as there are. */
  window?: number;
  /** instead of `window`: its width in time units. */
  span?: number;
  /** default 3. */
  degree?: number;
  /** times to estimate at, within the data's and in any order; default: those of the data. */
  at?: ArrayLike<number>;
}

export interface TotalVariationOptions {
  /** weight of the slope's total variation against the misfit; larger: fewer, flatter pieces. */
  alpha: number;
  /** at most; default 500. */
  steps?: number;
  /** rounds off the corner of |x|; default 1e-6 in units of the slope's scale. */
  epsilon?: number;
}

/** The right-hand side of u' = f(u, p, t): a compiled model, or an ordinary function. */
export type RightHandSide = OdeModel;

export interface MatchOptions {
  /** how much each state's misfit counts: one number a state, or one vector over the times a state. */
  weights?: ArrayLike<number> | readonly ArrayLike<number>[];
  /** false or 0: the time is left out; one vector over the times, or one a state. */
  mask?: ArrayLike<number | boolean> | readonly ArrayLike<number | boolean>[];
}

/** The misfit ‖u' − f(u, p, t)‖ and its derivative, for many calls: nothing is allocated in them. */
export interface MatchProblem {
  /** how many parameters; for a plain function known from the first call. */
  readonly parameters: number | undefined;
  /** how many points count, and how many were left out: by the mask, or for want of a finite state or slope. */
  readonly points: number;
  readonly leftOut: number;
  /** Σ (u' − f)². */
  sse(p: ArrayLike<number>): number;
  /** its root. */
  value(p: ArrayLike<number>): number;
  /** The derivative of `value` (zero where the value is), in `out`. */
  gradient(p: ArrayLike<number>, out: Float64Array): Float64Array;
  /** The derivative of `sse`, in `out`; gives the sse back. */
  sseGradient(p: ArrayLike<number>, out: Float64Array): number;
}

export interface Loss {
  /** root of the sum of squares. */
  value: number;
  sse: number;
  /** derivative of `value` by p. */
  gradient: Float64Array;
}

/** Data still to be collocated; the same data are collocated once. */
export interface RawSet extends CollocateOptions {
  data: Series;
  t: ArrayLike<number>;
}

export type DataSet = Slopes | RawSet;

export interface FitOptions {
  start: ArrayLike<number>;
  /** default: directly where the model is linear in p; else "lm", with more than 100 unknowns or for "roots" "lbfgs". */
  optimizer?: "auto" | "adam" | "lbfgs" | "lm" | "linear";
  steps?: number;
  bounds?: Bounds;
  /** of "adam": default 0.01. */
  learningRate?: number;
  ftol?: number;
  gtol?: number;
  xtol?: number;
  /** parameters kept positive by writing them as exp or softplus of the unknowns: all, or by their places. */
  positive?: "exp" | "softplus" | Record<number, "exp" | "softplus">;
  /** p as a function of the unknowns, a compiled model of one argument: a network, say; `start` are the unknowns then. */
  map?: CompiledModel;
  /** for each data set (or the one). */
  weights?: MatchOptions["weights"] | readonly MatchOptions[];
  mask?: MatchOptions["mask"];
  /** how much each data set counts; default 1. */
  setWeights?: ArrayLike<number>;
  /** "squares" (default): the root of all squares; "roots": the sum of the sets' roots, as the original has it. */
  combine?: "squares" | "roots";
  threads?: number;
}

export interface Fit {
  p: Float64Array;
  /** with `map` or `positive`: the unknowns behind p. */
  unknowns: Float64Array;
  loss: number;
  sse: number;
  /** the loss of each data set. */
  losses: Float64Array;
  trace: TraceRow[];
  status: OptimizeStatus;
  advice: string;
  /** whether the model was found linear in p (then a linear solve gave the answer, unless another way was asked for). */
  linear: boolean;
  optimizer: "adam" | "lbfgs" | "lm" | "linear";
  /** s²(JᵀJ)⁻¹ by rows at p, NaN where it does not exist or would take longer than the fit; smoothing has correlated the residuals: it is a guide, not a guarantee. */
  covariance: Float64Array;
  /** roots of the covariance's diagonal. */
  errors: Float64Array;
  stats: Stats;
}

/** A small dense network as a compiled model of (x, w); a helper for other models: `(u, p) => net(u, p)`. */
export type Network = CompiledModel<number[]> & {
  /** how many weights. */
  readonly count: number;
  readonly layers: readonly number[];
  /** Weights to start from: scaled uniform by layer, zero biases. */
  initial(options?: {seed?: number; scale?: number}): Float64Array;
};

export interface NetworkOptions {
  /** of the hidden layers; default "tanh". */
  activation?: "tanh" | "softplus" | "sigmoid" | "relu" | "cube" | "identity";
  /** of the last layer; default "identity". */
  output?: "identity" | "softplus" | "exp" | "tanh" | "sigmoid";
}
