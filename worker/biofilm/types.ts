// What a reader hands the biofilm model and gets back; the equations are in equations.md of the dossier's section 4
// and in reference/residual.ts.
import type {Progress, Run, Stats} from "../work.ts";
import type {Moves, Stage, TmcmcResult} from "../samplers/types.ts";

export type CaseName = "M1" | "M2" | "M3" | "M3val" | "caseI";

/** A model of one's own. Its parameters are named a11, a12, … (i ≤ j) and b1, b2, …, as those of the cases. */
export interface CustomCase {
  /** how many species. */
  species: number;
  /** time steps of the backward-Euler grid, and their length. */
  steps: number;
  dt: number;
  /** viscosities. */
  eta: number | ArrayLike<number>;
  /** nutrients c*. */
  c: number | ((step: number) => number);
  /** antibiotics α*: constant, or by the number of the step that is being computed (1 … steps). */
  alpha: number | ((step: number) => number);
  /** volume fractions at the start. */
  phi0: number | ArrayLike<number>;
  /** living fractions at the start; default 0.999. */
  psi0?: number | ArrayLike<number>;
  /** default 1e-6. */
  gamma0?: number;
  /** penalty; default 1e-4. */
  penalty?: number;
}

export type CaseWish = CaseName | CustomCase;

/** By name: a11 a12 a22 b1 b2 a33 a34 a44 b3 b4 a13 a14 a23 a24. */
export type Theta = Record<string, number>;

export type BiofilmStatus = "converged" | "maxSteps" | "nonfinite" | "singular";

export interface SimulateOptions {
  model: CaseWish;
  /** missing parameters that the case needs throw; those it does not need are ignored. Default: the case's truth. */
  theta?: Theta;
  /** fewer or more steps than the case has. */
  steps?: number;
  /** step indices, 0 = initial state; default all. */
  at?: ArrayLike<number>;
  /** "fixed" (default): the model's own backward-Euler grid; "adaptive": the time-continuous answer. */
  integrator?: "fixed" | "adaptive";
  /** of the adaptive integrator; default 1e-6. */
  rtol?: number;
  /** M3val: the first step that sees the antibiotic; default 501. */
  switchStep?: number;
}

export interface Simulation {
  /** times, in the case's unit. */
  t: Float64Array;
  /** step indices. */
  at: Int32Array;
  /** phi_1..phi_n, phi_0, psi_1..psi_n, gamma. */
  state: Float64Array[];
  /** φψ of each species. */
  observable: Float64Array[];
  /** iterations up to each of `at` ("fixed"), or accepted steps ("adaptive"). */
  newtonIterations: Int32Array;
  status: BiofilmStatus;
  advice: string;
  stats: Stats;
}

export interface SensitivityOptions extends SimulateOptions {
  /** names; default: the case's unknowns, or all of its parameters where it has none. */
  parameters?: readonly string[];
  /** "exact" (default), or "local": without the history, as the original has it. */
  tangent?: "exact" | "local";
  /** relative standard deviation of the aleatory parameters; default 0.005. */
  cov?: number;
  /** whose scatter makes `variance`; default: `parameters`. */
  aleatory?: readonly string[];
  /**
   * adds the second-order terms of the moments, for normal parameters; default false. The second derivatives are
   * central differences of exact tangents: two more runs for each aleatory parameter.
   */
  secondOrder?: boolean;
}

export interface Sensitivity extends Simulation {
  parameters: string[];
  /** sensitivity[k][state]: d state / d parameter k, a vector over `at`. */
  sensitivity: Float64Array[][];
  /** d(φψ of species i)/d parameter k: observableSensitivity[k][i]. */
  observableSensitivity: Float64Array[][];
  /** of φψ, a vector over `at` for each species. */
  variance: Float64Array[];
  /** expectation of φψ; differs from `observable` only with `secondOrder`. */
  mean: Float64Array[];
}

export interface LogLikelihoodOptions {
  model: CaseWish;
  /** observed φψ: a vector over `at` for each species. */
  data: readonly ArrayLike<number>[];
  at: ArrayLike<number>;
  /** measurement noise's standard deviation; 0 is allowed. Default 0.005. */
  sigma?: number;
  cov?: number;
  tangent?: "exact" | "local";
  /** names whose scatter counts; default: the case's unknowns, or all of its parameters where it has none. */
  aleatory?: readonly string[];
  /** what is inferred, in the order of θ; default: the same. */
  parameters?: readonly string[];
  /** values of all other parameters; default: the case's truth. */
  fixed?: Theta;
  /** "diagonal" (default), or "full" over the species of each time. */
  covariance?: "diagonal" | "full";
  /** drop the covariance of φ and ψ, as the original does; default false. */
  independentStates?: boolean;
  integrator?: "fixed" | "adaptive";
  rtol?: number;
  steps?: number;
  switchStep?: number;
}

/** θ as a vector in the order of `parameters`, or as a record by name. */
export interface BiofilmLikelihood {
  (theta: ArrayLike<number> | Theta): number;
  readonly parameters: readonly string[];
  /** Many points at once: a vector for each parameter. */
  batch(theta: readonly ArrayLike<number>[], options?: {threads?: number}): Run<Float64Array>;
}

export interface DataOptions {
  model: CaseWish;
  theta?: Theta;
  /** how many observation times; default 20. */
  count?: number;
  /** or which steps. */
  at?: ArrayLike<number>;
  /** standard deviation of the measurement noise; 0: none. Default 0.005, and 0 for "realisations", as in the paper. */
  noise?: number;
  /** "noise" (default): one run and noise, as the original's code; "realisations": another draw of θ for each time, as the paper. */
  kind?: "noise" | "realisations";
  /**
   * who draws the noise: "engine" (default), or "numpy": NumPy's legacy generator as the original has it, one sequence
   * for M1, M2, M3 and M3val one after another. Its seed is 42 by default.
   */
  noiseSource?: "engine" | "numpy";
  /** scatter of θ in "realisations"; default 0.005. */
  cov?: number;
  seed?: number;
  switchStep?: number;
}

export interface BiofilmData {
  model: CaseWish;
  at: Int32Array;
  t: Float64Array;
  data: Float64Array[];
  /** without noise. */
  exact: Float64Array[];
}

export interface PredictOptions {
  model: CaseWish;
  /** a vector for each of `parameters`: draws of a posterior. */
  samples: readonly ArrayLike<number>[];
  /** what the samples are of; default: the case's unknowns, or all of its parameters where it has none. */
  parameters?: readonly string[];
  /** values of all other parameters; default: the case's truth. */
  fixed?: Theta;
  /** step indices; default: 201 of them, evenly spread. */
  at?: ArrayLike<number>;
  integrator?: "fixed" | "adaptive";
  rtol?: number;
  steps?: number;
  switchStep?: number;
  /** default 0.05, 0.5, 0.95. */
  quantiles?: readonly number[];
  /** standard deviation of the measurement noise that is added to each draw; default 0. */
  sigma?: number;
  /** relative standard deviation by which all parameters of a draw scatter; default 0. */
  cov?: number;
  /** of the noise and the scatter; default 1. */
  seed?: number;
  threads?: number;
}

export interface Prediction {
  t: Float64Array;
  at: Int32Array;
  quantiles: Float64Array;
  /** bands[q][i]: quantile q of species i's φψ, a vector over `at`. */
  bands: Float64Array[][];
  /** draws that could not be computed; they are left out. */
  failed: number;
  stats: Stats;
}

export type StageName = "M1" | "M2" | "M3";

export interface CalibrateOptions {
  /** default: made with `seed` from the truth. */
  data?: Partial<Record<StageName | "M3val", BiofilmData>>;
  /** "quick": 200 particles, adaptive integrator; "production": 1000, fixed. Default "quick". */
  preset?: "quick" | "production";
  /**
   * what of M1 and M2 goes into M3: their best sample or their mean, held fixed; or "posterior": all 14 parameters are
   * sampled in M3, and a normal law fitted to the samples of M1 and M2 is what is believed of ten of them. Default "map".
   */
  carry?: "map" | "mean" | "posterior";
  /** whose scatter counts in M3: all 14 parameters' (default), or only that of its four unknowns. */
  aleatory?: "all" | "unknowns";
  seed?: number;
  particles?: number;
  moves?: Moves;
  integrator?: "fixed" | "adaptive";
  rtol?: number;
  sigma?: number;
  cov?: number;
  populations?: number;
  threads?: number;
  checkpoint?: string;
}

export interface Validation extends BiofilmData {
  /** posterior predictive quantiles of φψ, species by species: 5 %, 50 %, 95 %. */
  lower: Float64Array[];
  median: Float64Array[];
  upper: Float64Array[];
  /** root mean square of (data − median), and the share of data within the band. */
  rmse: number;
  coverage: number;
}

/** Times of one run on one machine: of an answer that holds them, digests leave them out. */
export interface Forecast {
  /** seconds that each part will take, from a probe of about a second. */
  M1: number;
  M2: number;
  M3: number;
  total: number;
  /** milliseconds a likelihood takes on one thread, by part. */
  msPerPoint: Record<StageName, number>;
  /** seconds that the parts did take, once they are over; M1 and M2 run at the same time. */
  actual?: Partial<Record<StageName | "total", number>>;
}

export interface CalibrateProgress extends Progress {
  /** the finished stages so far, of each part's first population. */
  stages: Partial<Record<StageName, readonly Stage[]>>;
  /** once it is made. */
  forecast?: Forecast;
}

/** Of a run that was cancelled, the parts that had not begun are missing. */
export interface Calibration {
  M1: TmcmcResult;
  M2: TmcmcResult;
  M3: TmcmcResult;
  /** what was carried of M1 and M2, with M3's best. */
  theta: Theta;
  validation: Validation;
  forecast: Forecast;
  data: Record<StageName | "M3val", BiofilmData>;
  status: "converged" | "cancelled" | "maxSteps" | "nonfinite";
  /** what the status means and what to try. */
  advice: string;
  stats: Stats;
}

export interface CalibrationRun extends Run<Calibration> {
  [Symbol.asyncIterator](): AsyncIterator<CalibrateProgress>;
}

export interface CaseInfo {
  species: number;
  steps: number;
  dt: number;
  eta: number[];
  c: number;
  /** antibiotics; M3val has them from its `switchStep` on. */
  alpha: number;
  phi0: number[];
  /** what it reads of θ, and what of that is inferred. */
  parameters: string[];
  unknowns: string[];
  /** the values that its data are made with. */
  truth: Theta;
  description: string;
}

export interface Biofilm {
  /** The cases of the paper and the original code. */
  readonly cases: Readonly<Record<CaseName, CaseInfo>>;
  /** The names of the 14 parameters of M1, M2 and M3, in the original's order. */
  readonly parameters: readonly string[];
  /** The values that the original's data are made with. */
  readonly truth: Readonly<Theta>;
  /**
   * The states of a biofilm over time.
   * @example const {t, observable} = await biofilm.simulate({model: "M1"})
   */
  simulate(options: SimulateOptions): Promise<Simulation>;
  /**
   * How the states depend on the parameters, and how much their scatter makes φψ scatter.
   * @example const {observableSensitivity, variance} = await biofilm.sensitivity({model: "M1", at: [1250, 2500]})
   */
  sensitivity(options: SensitivityOptions): Promise<Sensitivity>;
  /**
   * The log-likelihood of observed φψ as a function of the unknown parameters, to call or to hand to a sampler. The
   * variance of an observation is that of the parameters' scatter, to first order, and sigma². (The original's M3, which
   * simulates with the ten carried parameters at zero: `fixed: {a11: 0, a12: 0, …}`.)
   * @example const logLikelihood = biofilm.logLikelihood({model: "M1", data, at}); logLikelihood({a11: 0.8, a12: 2, a22: 1, b1: 0.1, b2: 0.2})
   */
  logLikelihood(options: LogLikelihoodOptions): BiofilmLikelihood;
  /**
   * Observations made with the model.
   * @example const {at, data} = await biofilm.data({model: "M1", seed: 7})
   */
  data(options: DataOptions): Promise<BiofilmData>;
  /**
   * Quantiles of φψ over the draws of a posterior: predictive bands.
   * @example const {t, bands: [low, middle, high]} = await biofilm.predict({model: "M1", samples: posterior.samples})
   */
  predict(options: PredictOptions): Run<Prediction>;
  /**
   * The whole hierarchy: M1 and M2 at the same time, M3 with what they found, and a look at M3val. The original's own
   * setting: `particles: 500, moves: {kind: "random-walk", sweeps: 1, finalSweeps: 1}`.
   * @example const {M1, M2, M3, theta, validation} = await biofilm.calibrate({preset: "quick"})
   */
  calibrate(options?: CalibrateOptions): CalibrationRun;
}
