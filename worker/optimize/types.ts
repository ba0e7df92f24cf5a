// What a reader sees of the optimisers.
import type {Run, Stats} from "../work.ts";

/** How a search ended. "converged": a tolerance was met. */
export type OptimizeStatus =
  "converged" | "maxSteps" | "diverged" | "nonfinite" | "singular" | "cancelled";

export type MinimizeMethod = "adam" | "lbfgs" | "nelder-mead";
export type LeastSquaresMethod = "lm" | "trust";

/** A lower and an upper bound for each unknown; null, undefined or an infinity: none. */
export type Bounds =
  | readonly (readonly [number | null, number | null])[]
  | {lower?: ArrayLike<number>; upper?: ArrayLike<number>};

/** One step of a search. */
export interface TraceRow {
  step: number;
  /** the objective after it: of "adam" at the step, of the others the best so far. */
  value: number;
  /** largest element of the gradient projected onto the bounds; NaN where none is computed. */
  slope: number;
  /** evaluations so far. */
  evaluations: number;
}

interface SearchOptions {
  /** is moved into the bounds. */
  start: ArrayLike<number>;
  bounds?: Bounds;
  /** steps at most. */
  steps?: number;
  /** ends where a step lowers the objective by less than this part of it. */
  ftol?: number;
  /** ends where the projected gradient is below this. */
  gtol?: number;
  /** ends where a step is shorter than this part of x. */
  xtol?: number;
}

export interface MinimizeOptions extends SearchOptions {
  /** default "lbfgs". */
  method?: MinimizeMethod;
  /** for a plain function: its gradient; default: by central differences. */
  gradient?: (x: number[]) => ArrayLike<number>;
  /** of "adam": default 0.01. */
  learningRate?: number;
  /** of "lbfgs": corrections kept; default 10. */
  memory?: number;
}

export interface LeastSquaresOptions extends SearchOptions {
  /** default "lm". */
  method?: LeastSquaresMethod;
  /** for a plain function: its Jacobian by rows; default: by central differences. */
  jacobian?: (x: number[]) => ArrayLike<number>;
}

export interface Minimum {
  x: Float64Array;
  value: number;
  gradient: Float64Array;
  status: OptimizeStatus;
  /** what the status means and what to try. */
  advice: string;
  trace: TraceRow[];
  stats: Stats;
}

export interface LeastSquaresMinimum extends Omit<Minimum, "gradient"> {
  /** Σ r²; its root is the residuals' norm. */
  value: number;
  residuals: Float64Array;
  /** s²(JᵀJ)⁻¹ by rows with s² = Σr²/(m − k), unknowns on a bound left out (zeros); NaN where it does not exist. */
  covariance: Float64Array;
  /** roots of the covariance's diagonal. */
  errors: Float64Array;
}

/**
 * A function of the unknowns with a number for an answer: an ordinary one, or a compiled model of one parameter, whose
 * derivatives are exact.
 */
export type Objective = (x: number[]) => number | number[];
/** As an objective, with an array for an answer; a single residual may be a number. */
export type Residuals = (x: number[]) => number | ArrayLike<number>;

export interface Optimize {
  /** Searches the smallest value of f. Where it ends early, the best point so far comes with a status that says so. */
  minimize(f: Objective, options: MinimizeOptions): Run<Minimum>;
  /** Searches the smallest sum of squares of r. */
  leastSquares(r: Residuals, options: LeastSquaresOptions): Run<LeastSquaresMinimum>;
}
