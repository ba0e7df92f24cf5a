// What a reader sees of refining: a fit of the trajectory, and how far to trust it.
import type {Bounds, OptimizeStatus, TraceRow} from "../../optimize/types.ts";
import type {Stats} from "../../work.ts";
import type {CollocateOptions, Series} from "../types.ts";

export interface RefineOptions {
  /** one series a state; NaN: not observed then. */
  data: Series;
  t: ArrayLike<number>;
  /** the state at the first time; default: estimated with the parameters from the data. */
  u0?: ArrayLike<number>;
  /** parameters to start from: the collocation's. */
  start: ArrayLike<number>;
  /** true: u0 is estimated too; default false where u0 is given. */
  fitInitial?: boolean;
  /** of the parameters, or of these and then of u0. */
  bounds?: Bounds;
  /** observations' standard deviations, one a series or one vector a series: residuals are divided by them. */
  sigma?: ArrayLike<number> | readonly ArrayLike<number>[];
  /** segments of multiple shooting, joined exactly at the end; default 1: one trajectory. */
  segments?: number;
  method?: "auto" | "tsit5" | "vern7" | "rodas" | "bdf";
  rtol?: number;
  atol?: number;
  steps?: number;
  ftol?: number;
  gtol?: number;
  xtol?: number;
}

export interface Refined {
  p: Float64Array;
  u0: Float64Array;
  /**
   * of p (and then u0, where it was fitted), by rows: (JᵀJ)⁻¹ where `sigma` was given, else s²(JᵀJ)⁻¹; zeros for
   * unknowns on a bound.
   */
  covariance: Float64Array;
  correlation: Float64Array;
  errors: Float64Array;
  /** 95 % by Student's t (by the normal law where `sigma` was given), [lower, upper] an unknown. */
  intervals: [number, number][];
  /** names for the unknowns: p0, p1, …, u0[0], … */
  names: string[];
  sse: number;
  /** estimated standard deviation of the (weighted) residuals. */
  sigma: number;
  /** the trajectory at the data's times, a vector a state. */
  fitted: Float64Array[];
  /** (data − fitted)/sigma; NaN where there are no data. */
  residuals: Float64Array[];
  /** start − p: what smoothing had moved. */
  bias: Float64Array;
  trace: TraceRow[];
  status: OptimizeStatus;
  advice: string;
  stats: Stats;
}

export interface ProfileOptions extends RefineOptions {
  /** which parameter. */
  parameter: number;
  /** values, or how many of them between the ends; default 21. */
  points?: ArrayLike<number> | number;
  /** default 0.95. */
  level?: number;
}

/** The best sum of squares for each fixed value of one parameter. */
export interface Profile {
  parameter: number;
  value: Float64Array;
  /** n·log(SSE/SSE_min), or the weighted SSE's excess where sigma is given: to hold against χ²₁. */
  deviance: Float64Array;
  /** the others' best values: one vector a parameter. */
  p: Float64Array[];
  threshold: number;
  /** where the deviance crosses the threshold; an infinity where it does not: not identifiable from these data. */
  interval: [number, number];
  status: OptimizeStatus;
  advice: string;
  stats: Stats;
}

export interface BootstrapOptions extends RefineOptions {
  /** default 200. */
  samples?: number;
  /** "residual" (default): residuals drawn again; "parametric": normal noise of the estimated size. */
  kind?: "residual" | "parametric";
  seed?: number;
}

export interface Bootstrap {
  /** one vector over the samples a parameter. */
  p: Float64Array[];
  mean: Float64Array;
  sd: Float64Array;
  /** 2.5 and 97.5 %. */
  intervals: [number, number][];
  /** samples whose fit failed; they are not among `p`. */
  failed: number;
  status: OptimizeStatus;
  advice: string;
  stats: Stats;
}

export interface BiasOptions extends CollocateOptions {
  /** parameters and start of the trajectory that is smoothed again. */
  p: ArrayLike<number>;
  u0: ArrayLike<number>;
  t: ArrayLike<number>;
  rtol?: number;
}

/** What smoothing alone does to an estimate: exact data of known parameters, collocated and fitted. */
export interface Bias {
  /** the parameters found from exact data. */
  found: Float64Array;
  /** found − p. */
  bias: Float64Array;
  /** bias / p. */
  relative: Float64Array;
  /** the estimate with the bias taken off, to first order: 2p − found. */
  corrected: Float64Array;
  status: OptimizeStatus;
  advice: string;
  stats: Stats;
}
