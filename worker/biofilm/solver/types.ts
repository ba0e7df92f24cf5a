// What the biofilm solvers are asked for and answer: numbers only. Names, defaults and checks are the facade's.
import type {Probe} from "../../spans.ts";
import type {Evaluator, EvaluatorStats} from "../../samplers/evaluator.ts";

/** A case as numbers. */
export interface SolverCase {
  species: number;
  steps: number;
  dt: number;
  eta: Float64Array;
  /** c* and α* while step k = 1 … steps is computed, at index k; index 0 is not read. */
  nutrients: Float64Array;
  antibiotics: Float64Array;
  phi0: Float64Array;
  psi0: Float64Array;
  gamma0: number;
  penalty: number;
}

/** Which trajectories. θ is a_11, a_12, … a_1n, a_22, … a_nn (i ≤ j, by rows), then b_1 … b_n. */
export interface SolverRequest {
  case: SolverCase;
  integrator: "fixed" | "adaptive";
  /** of the adaptive integrator. */
  rtol: number;
  /** step indices, ascending, 0 = initial state. */
  at: Int32Array;
  /** all of θ; what does not vary is taken from here. */
  theta: Float64Array;
  /** places in θ that differ from point to point, in the order of a point's numbers. */
  varying: Int32Array;
  /** places in θ by which tangents are taken. */
  tangents: Int32Array;
  tangent: "exact" | "local";
}

/** What of it is wanted. */
export type SolverWish =
  /** all states and tangents of one point. */
  | {kind: "states"}
  /** φψ of each species at each of `at`. */
  | {kind: "observables"}
  /** the Gaussian log-likelihood of φψ. */
  | {kind: "likelihood"; likelihood: LikelihoodSettings};

export interface LikelihoodSettings {
  /** observed φψ: by time, then species. */
  data: Float64Array;
  /** measurement noise's standard deviation. */
  sigma: number;
  /** relative standard deviation of the parameters in `tangents`. */
  cov: number;
  covariance: "diagonal" | "full";
  /** drops the covariance of φ and ψ. */
  independentStates: boolean;
}

/** 0 converged, 1 too many iterations or steps, 2 a number that is not finite, 3 a singular matrix. */
export type SolverCode = 0 | 1 | 2 | 3;

export interface Trajectory {
  /** phi_1..phi_n, phi_0, psi_1..psi_n, gamma: a vector over `at` each. */
  state: Float64Array[];
  /** [tangent][state], vectors over `at`. */
  tangents: Float64Array[][];
  /** iterations up to each of `at` ("fixed"), or accepted steps ("adaptive"). */
  iterations: Int32Array;
  code: SolverCode;
}

export interface Opening {
  /** the most points of one call. */
  capacity: number;
  /** at most this many threads; default: all. */
  threads?: number | undefined;
  /** the piece of work that it is part of. */
  within?: Probe | undefined;
}

/** φψ of many points. */
export interface Observer {
  /**
   * `theta`: a vector for each number that varies. The answer is by time, then species, a vector over the points each;
   * NaN from where a point failed.
   */
  observe(theta: readonly Float64Array[]): Promise<Float64Array[]>;
  /** Stops what is under way; the observer stays usable. */
  cancel(): void;
  describe(): EvaluatorStats;
  close(): void;
}

export interface Solver {
  /** where work that is part of nothing larger says what it is doing. */
  readonly probe: Probe;
  /** One point: `request.theta` as it is. */
  trajectory(request: SolverRequest, within?: Probe): Promise<Trajectory>;
  openLikelihood(
    request: SolverRequest,
    settings: LikelihoodSettings,
    opening: Opening
  ): Promise<Evaluator>;
  openObserver(request: SolverRequest, opening: Opening): Promise<Observer>;
  /** One point on this thread, now; `theta` holds the numbers that vary. NaN: it failed. */
  logLikelihoodNow(
    request: SolverRequest,
    settings: LikelihoodSettings,
    theta: ArrayLike<number>
  ): number;
  /** how single trajectories are computed. */
  describe(): EvaluatorStats;
}
