// What a search and its driver agree on. A search is a generator: it yields a probe, whoever drives it fills the
// probe in (at once or after a wait, on whatever threads), and the search goes on. So the methods know neither
// promises nor where values come from, and the same steps come out wherever those are computed.
import type {Box} from "./bounds.ts";
import type {OptimizeStatus} from "./types.ts";

/** What every search starts from. Each says which tolerances it reads, and their defaults. */
export interface SearchStart {
  /** is moved into the box. */
  start: ArrayLike<number>;
  /** default: none. */
  bounds?: Box;
  steps?: number;
  ftol?: number;
  gtol?: number;
  xtol?: number;
  /** of "lm" and "trust": size of the first trust region, in parts of x; default 1. */
  reach?: number;
}

/** A point to evaluate. The arrays belong to the search and are the same in every probe of it. */
export interface Probe {
  readonly x: Float64Array;
  /** "value": the gradient is not read. */
  readonly wants: "value" | "gradient";
  /** for the driver to fill in; what is not finite is refused as a step. */
  value: number;
  readonly gradient: Float64Array;
}

/** A point of a sum of squares. With J = Q·R: all that a step needs of m residuals is k×k. */
export interface SquaresProbe {
  readonly x: Float64Array;
  /** "value": the factor and the projection are not read. */
  readonly wants: "value" | "factor";
  /** Σ r². */
  value: number;
  /** R by rows, k×k, upper triangle. */
  readonly factor: Float64Array;
  /** the first k elements of Qᵀr. */
  readonly projected: Float64Array;
}

/** The end of a step, for the trace and the progress; step 0 is the start. */
export interface StepReport {
  step: number;
  value: number;
  slope: number;
}

export interface SearchEnd {
  /** the best point seen. */
  x: Float64Array;
  value: number;
  status: OptimizeStatus;
  steps: number;
}

export type Search<P = Probe> = Generator<P | StepReport, SearchEnd, void>;

export function isReport(item: object): item is StepReport {
  return "step" in item;
}
