// What a reader hands heterodyne scattering analysis and gets back.
import type {Progress, Run, Stats} from "../work.ts";

/** How the model is discretised: continuous integrals, or as one of three programs has it. */
export type Semantics = "exact" | "v1" | "v2" | "xpcsjax";

export type HeterodyneName =
  | "D0_ref" | "alpha_ref" | "D_offset_ref" | "D0_sample" | "alpha_sample" | "D_offset_sample"
  | "v0" | "beta" | "v_offset" | "f0" | "f1" | "f2" | "f3" | "phi0"; // prettier-ignore

/** The 14 numbers in order, or a record by name. */
export type HeterodyneTheta = ArrayLike<number> | Readonly<Partial<Record<HeterodyneName, number>>>;

export interface HeterodyneParameter {
  readonly name: HeterodyneName;
  readonly symbol: string;
  readonly unit: string;
  readonly default: number;
  readonly bounds: readonly [number, number];
  /** mean and standard deviation of a normal law, for starts and priors. */
  readonly prior: readonly [number, number];
  readonly description: string;
}

/** How a measurement was made. */
export interface Geometry {
  /** wave vector, 1/Å. */
  q: number;
  /** seconds between frames. */
  dt: number;
  frames: number;
  /** directions on the detector, degrees. */
  phi: number | ArrayLike<number>;
  /** default "exact". */
  semantics?: Semantics;
  /** frames before the first one, for the origin of time; "v1" ignores it. Default 0. */
  firstFrame?: number;
}

/** Two-time correlations: one frames×frames matrix an angle, by rows. */
export interface Scan extends Geometry {
  data: readonly ArrayLike<number>[];
  /** elements that count: not 0; one for all angles, or one an angle. What is not finite must be masked. */
  mask?: ArrayLike<number> | readonly ArrayLike<number>[];
  /** factors of squared residuals, one for all angles, or one an angle. */
  weights?: ArrayLike<number> | readonly ArrayLike<number>[];
  /** frames (from 0) whose row and column do not count. */
  badFrames?: ArrayLike<number>;
  /** "keep" (default); "correct": from its neighbours; "exclude": it does not count. */
  diagonal?: "keep" | "correct" | "exclude";
}

/**
 * Which angles count: ranges of degrees, ends included, that wrap around; or angles of the scan, by value. `wrap: false`
 * compares plain numbers, as the original does; `fallback: true` takes all angles where none is in range.
 */
export type AngleWish =
  | readonly (readonly [number, number])[]
  | ArrayLike<number>
  | {ranges: readonly (readonly [number, number])[]; wrap?: boolean; fallback?: boolean};

/** Standard deviation of an element: 0.1·population deviation of the angle ("spread", default), from far lags, or given. */
export type SigmaWish = "spread" | "noise" | number | ArrayLike<number>;

export interface Chi2Options {
  sigma?: SigmaWish;
  angles?: AngleWish;
  gradient?: boolean;
}

export interface AngleChi2 {
  phi: number;
  contrast: number;
  offset: number;
  /** standard deviations of contrast and offset, from the residuals. */
  contrastError: number;
  offsetError: number;
  sigma: number;
  chi2: number;
  /** chi2/(N² − 14), at least 1 below. */
  reduced: number;
  /** Σ (e − contrast·c − offset)². */
  ssr: number;
  /** elements that count. */
  points: number;
  /** the noise itself, from far lags, and chi2 by it over the independent elements: near 1 for a good fit. */
  noise: number;
  noiseReduced: number;
  quality: "excellent" | "acceptable" | "warning" | "poor" | "critical";
}

export interface Chi2 {
  /** means over the angles. */
  chi2: number;
  reduced: number;
  noiseReduced: number;
  /** standard deviation of `reduced` over the angles, by their root; 0 of one angle. */
  uncertainty: number;
  angles: AngleChi2[];
  /** of `chi2`, by the 14 parameters. */
  gradient?: Float64Array;
}

/** When the frames of a measurement were: all that the rates need of a geometry. */
export interface RatesOptions extends Partial<Geometry> {
  dt: number;
  frames: number;
  /** J = divisor·D: 2 (default), as in light scattering, or 6. */
  divisor?: 2 | 6;
  /** of the parameters, 14×14 by rows, for `errors`; a fit brings its own. */
  covariance?: ArrayLike<number>;
}

/** What the parameters say of each frame. */
export interface RateCurves {
  /** transport coefficients, Å²/s. */
  J_ref: Float64Array;
  J_sample: Float64Array;
  /** Å/s. */
  v: Float64Array;
  /** the sample's fraction. */
  x: Float64Array;
  /** diffusion coefficients, J/divisor. */
  D_ref: Float64Array;
  D_sample: Float64Array;
}

export interface Rates extends RateCurves {
  /** seconds. */
  t: Float64Array;
  /** standard deviations, where there is a covariance: to first order in those of the parameters. */
  errors?: RateCurves;
}

export interface DifferencesOptions {
  /** "turned" (default): φ0 of v2 and xpcsjax has its sign changed, so that the flow is the same one; "kept": it has not. */
  phi0?: "turned" | "kept";
}

/** How far a program's correlation is from the continuous one, for the same parameters. */
export interface SemanticsDifference {
  semantics: Exclude<Semantics, "exact">;
  /** over all angles. */
  largest: number;
  angles: {
    phi: number;
    /** |c2 − c2 of "exact"|, and between which two frames it is. */
    largest: number;
    frames: [number, number];
    /** root of the mean square. */
    rms: number;
  }[];
}

export interface SynthesizeOptions {
  /** a number, or one an angle; defaults 0.3 and 1. */
  contrast?: number | ArrayLike<number>;
  offset?: number | ArrayLike<number>;
  /** standard deviation of symmetric normal noise; default 0.01. */
  noise?: number;
  /** "constant" (default); "proportional": noise times the element itself. */
  noiseLaw?: "constant" | "proportional";
  /** factor of the diagonal, which detectors show too large; default 1. */
  spike?: number;
  /** frames (from 0) whose row and column jump by `jump`; default jump: the angle's contrast. */
  badFrames?: ArrayLike<number>;
  jump?: number;
  seed?: number;
}

export type FitMethod = "lm" | "trust" | "nelder-mead";
export type FitStatus =
  "converged" | "maxSteps" | "diverged" | "nonfinite" | "singular" | "cancelled";
export type Loss = "squares" | "soft_l1" | "huber" | "cauchy";

export interface FitOptions {
  start?: HeterodyneTheta;
  /** names that are fitted; default: all but f2, which only says with f0 what f0·e^(−f1·f2) says alone. */
  active?: readonly HeterodyneName[];
  /** by name, or one pair each of the 14; default: the parameters' own. */
  bounds?:
    | Readonly<Partial<Record<HeterodyneName, readonly [number, number]>>>
    | readonly (readonly [number, number])[];
  /** default "trust", which goes astray less often than "lm". */
  method?: FitMethod;
  angles?: AngleWish;
  sigma?: SigmaWish;
  /** default "squares". */
  loss?: Loss;
  /** residuals of this many sigmas begin to count less; default 3. */
  lossScale?: number;
  /** every so many frames only, with integrals over all of them; or "auto": as few as 100,000 points need. Default 1. */
  subsample?: number | "auto";
  /**
   * how many starts, or how they are drawn; default none. The given start is the first; the others are the best of `screen`
   * places (default 32 a start), drawn over the bounds (no further than the priors reach), or around the start: `spread`
   * standard deviations of the priors, for sizes a factor of e^spread.
   */
  multistart?:
    | number
    | {starts: number; screen?: number; from?: "latin" | "learned"; seed?: number; spread?: number};
  /** "v1": infinite outside of the original's gates; only of "nelder-mead". */
  gates?: "v1";
  /** steps at most; default 300, of "nelder-mead" 15,000. */
  steps?: number;
  /** ends where a step lowers chi2 by less than this part of it; default 1e-8. Of "nelder-mead": fatol, 1e-10. */
  ftol?: number;
  /** ends where no slope is steeper, as the cosine between residuals and what a parameter changes; default 1e-8. */
  gtol?: number;
  /** ends where a step is shorter than this part of theta; default 1e-8. Of "nelder-mead": xatol, 1e-10. */
  xtol?: number;
  /** "faster-is-sample" (default): the better mixing component is called the sample; "keep": as the search found them. */
  labels?: "faster-is-sample" | "keep";
  threads?: number;
  seed?: number;
}

export interface FitTraceRow {
  step: number;
  chi2: number;
  reduced: number;
  /** largest scaled element of the projected gradient. */
  slope: number;
  evaluations: number;
  theta: Float64Array;
}

export interface FitStartRow {
  start: Float64Array;
  theta: Float64Array;
  chi2: number;
  status: FitStatus;
}

export interface HeterodyneFit {
  theta: Float64Array;
  /** the same by name. */
  byName: Record<HeterodyneName, number>;
  /** standard deviations; 0 of what was held, NaN of what the data cannot tell. */
  errors: Float64Array;
  /** 14×14 by rows. */
  covariance: Float64Array;
  correlation: Float64Array;
  chi2: number;
  reduced: number;
  noiseReduced: number;
  angles: AngleChi2[];
  active: HeterodyneName[];
  status: FitStatus;
  advice: string;
  /** what the model cannot tell apart, and what was done about it. */
  notes: string[];
  trace: FitTraceRow[];
  /** of a multistart: every start and where it led, best first. */
  starts: FitStartRow[];
  stats: Stats;
}

export interface FitProgress extends Progress {
  /** the best so far; chi2 is NaN before anything is known. */
  theta: Float64Array;
  chi2: number;
  reduced: number;
  /** until now, of all starts and of the places that were looked at for some. */
  evaluations: number;
  /** which start the best came from, from 1; 0: a place that was only looked at so far. */
  start: number;
}

export type FitRun = Run<HeterodyneFit> & AsyncIterable<FitProgress>;

export interface ProfileOptions extends Omit<FitOptions, "multistart"> {
  /** the fit whose theta the profile is around; default: one is made first. */
  fit?: Pick<HeterodyneFit, "theta">;
  /** how many values, odd; default 21. */
  points?: number;
  /** how far they reach on either side, in errors; default 3. */
  span?: number;
  /** the values' ends, in place of `span`. */
  range?: readonly [number, number];
  /** default true: the other active parameters are fitted anew at each value; false: they stay, which is a cut. */
  refit?: boolean;
}

/** How chi2 rises around a fit as one parameter is moved. */
export interface Profile {
  name: string;
  /** the values of it, ascending. */
  values: Float64Array;
  /** chi2 at each, as in `HeterodyneFit`. */
  chi2: Float64Array;
  /** its rise in units of the noise: 1 is one standard deviation, 3.84 holds 95 %. */
  rise: Float64Array;
  /** the whole theta at each. */
  theta: Float64Array[];
  /** where the rise is 1, and where it is 3.84, on either side; a bound where it is met first, NaN beyond the values. */
  interval: [number, number];
  interval95: [number, number];
  status: FitStatus;
  notes: string[];
  stats: Stats;
}

/** What models of two-time correlations are called. */
export type ModelName = "static" | "laminar" | "heterodyne";

export interface CompareOptions extends Omit<
  FitOptions,
  "start" | "active" | "bounds" | "sigma" | "loss" | "lossScale" | "gates" | "labels"
> {
  /** default: all; "laminar" only where there is a gap. */
  models?: readonly ModelName[];
  /** by model: where its fit starts, what of it is fitted, and within what. */
  settings?: Readonly<
    Partial<
      Record<
        ModelName,
        {
          start?: ArrayLike<number> | Readonly<Record<string, number>>;
          active?: readonly string[];
          bounds?: Readonly<Record<string, readonly [number, number]>>;
          /** mean and standard deviation of normal priors, by name; default: the parameters' own. */
          priors?: Readonly<Record<string, readonly [number, number]>>;
        }
      >
    >
  >;
  /** width of the sheared gap, Å: "laminar" needs it. */
  gap?: number;
}

export interface ComparedModel {
  model: ModelName;
  theta: Float64Array;
  byName: Record<string, number>;
  errors: Float64Array;
  status: FitStatus;
  /** Σ of squared residuals by the noise, over the independent elements. */
  chi2: number;
  /** as `HeterodyneFit` has it. */
  noiseReduced: number;
  /** fitted numbers, contrast and offset of each angle among them; independent elements. */
  parameters: number;
  points: number;
  /** ln of the evidence, by Laplace's approximation. */
  logEvidence: number;
  /** chi2 + parameters·ln(points), and chi2 + 2·parameters. */
  bic: number;
  aic: number;
  /** its probability among the models compared, all being as likely before. */
  weight: number;
}

export interface Comparison {
  /** by evidence, the best first. */
  models: ComparedModel[];
  best: ModelName;
  /** what the numbers rest on. */
  assumptions: string[];
  stats: Stats;
}
