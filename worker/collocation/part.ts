// `engine.collocation` as a reader sees it.
import type {Run} from "../work.ts";
import type {
  Bias,
  BiasOptions,
  Bootstrap,
  BootstrapOptions,
  Profile,
  ProfileOptions,
  RefineOptions,
  Refined
} from "./refine/types.ts";
import type {
  BandwidthCurve,
  BandwidthOptions,
  CollocateOptions,
  Collocation,
  DataSet,
  Fit,
  FitOptions,
  InterpolateOptions,
  Interpolation,
  KernelInfo,
  Like,
  Loss,
  MatchOptions,
  MatchProblem,
  Network,
  NetworkOptions,
  RightHandSide,
  SavitzkyGolayOptions,
  Series,
  Slopes,
  TotalVariationOptions
} from "./types.ts";

export interface CollocationPart {
  /** The weight functions: name, support, formula, value. */
  readonly kernels: readonly KernelInfo[];
  /**
   * Smooths series over the same times and estimates their slopes, by a local line and a local parabola around every time.
   * @example const {u, du} = await collocation.collocate(data, t, {kernel: "epanechnikov", bandwidth: "loo"})
   */
  collocate<D extends Series>(
    data: D,
    t: ArrayLike<number>,
    options?: CollocateOptions
  ): Run<Collocation<Like<D>>>;
  /**
   * A criterion over bandwidths, to plot, and where it is smallest.
   * @example const {bandwidth, value, best} = await collocation.bandwidths(data, t, {criterion: "gcv"})
   */
  bandwidths(data: Series, t: ArrayLike<number>, options?: BandwidthOptions): Run<BandwidthCurve>;
  /**
   * A curve through the data and its slope, at any times.
   * @example const {u, du} = await collocation.interpolate(data, t, at, {method: "cubic"})
   */
  interpolate<D extends Series>(
    data: D,
    t: ArrayLike<number>,
    at: ArrayLike<number>,
    options: InterpolateOptions
  ): Promise<Interpolation<Like<D>>>;
  /**
   * A polynomial in a sliding window, for regular and irregular times.
   * @example const {u, du} = await collocation.savitzkyGolay(data, t, {window: 15, degree: 3})
   */
  savitzkyGolay<D extends Series>(
    data: D,
    t: ArrayLike<number>,
    options?: SavitzkyGolayOptions
  ): Promise<Interpolation<Like<D>>>;
  /**
   * The slope with the least up and down that still explains the data: for signals with kinks.
   * @example const {du} = await collocation.totalVariation(data, t, {alpha: 0.1})
   */
  totalVariation<D extends Series>(
    data: D,
    t: ArrayLike<number>,
    options: TotalVariationOptions
  ): Run<Interpolation<Like<D>>>;
  /**
   * How badly a model explains the slopes, and the exact gradient of that by p.
   * @example const {value, gradient} = await collocation.loss(f, smooth, [1, 1, 1, 1])
   */
  loss(
    rhs: RightHandSide,
    slopes: Slopes,
    p: ArrayLike<number>,
    options?: MatchOptions
  ): Promise<Loss>;
  /**
   * The same for many calls: synchronous, and nothing is allocated in them.
   * @example const problem = collocation.problem(f, smooth); problem.value(p); problem.gradient(p, out)
   */
  problem(rhs: RightHandSide, slopes: Slopes, options?: MatchOptions): MatchProblem;
  /**
   * The parameters that explain the slopes best, of one data set or of many that share them.
   * @example const {p, errors} = await collocation.fit(f, smooth, {start: [1, 1, 1, 1]})
   */
  fit(
    rhs: RightHandSide | readonly RightHandSide[],
    sets: DataSet | readonly DataSet[],
    options: FitOptions
  ): Run<Fit>;
  /**
   * A small dense network as a compiled model, which other models may call.
   * @example const net = await collocation.network([2, 16, 2]); const f = await model.compile((u, p) => net(u, p), {u: 2, p: net.count}, {helpers: {net}})
   */
  network(layers: readonly number[], options?: NetworkOptions): Promise<Network>;
  /**
   * Fits the model's trajectory to the data themselves, from the collocation's parameters, with a covariance.
   * @example const {p, intervals} = await collocation.refine(f, {data, t, start: matched.p})
   */
  refine(rhs: RightHandSide, options: RefineOptions): Run<Refined>;
  /**
   * What it costs to hold one parameter at each of many values: an interval that does not believe in parabolas.
   * @example const {interval} = await collocation.profile(f, {data, t, start: refined.p, parameter: 0})
   */
  profile(rhs: RightHandSide, options: ProfileOptions): Run<Profile>;
  /**
   * Refits to data made anew from the residuals.
   * @example const {p, intervals} = await collocation.bootstrap(f, {data, t, start: refined.p, samples: 200, seed: 1})
   */
  bootstrap(rhs: RightHandSide, options: BootstrapOptions): Run<Bootstrap>;
  /**
   * What smoothing alone does to an estimate.
   * @example const {relative} = await collocation.bias(f, {p: matched.p, u0: [1, 0.5], t, bandwidth: 0.2})
   */
  bias(rhs: RightHandSide, options: BiasOptions): Run<Bias>;
}
