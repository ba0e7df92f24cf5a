// What a fit has to know of a model besides its sums: names, bounds, and what cannot be told apart. The heterodyne model is
// one of them, its homodyne siblings are others.
import type {FitProgress, FitStatus, FitTraceRow, FitStartRow, AngleChi2} from "../types.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Run, Stats} from "../../work.ts";

export interface FitParameter<Name extends string = string> {
  readonly name: Name;
  readonly default: number;
  readonly bounds: readonly [number, number];
  /** mean and standard deviation of a normal law. */
  readonly prior: readonly [number, number];
}

export interface FitModel<Name extends string = string> {
  readonly parameters: readonly FitParameter<Name>[];
  /** what is fitted unless the reader says otherwise. */
  readonly active: readonly Name[];
  /** A fresh vector of what a reader gave as the start; what a record leaves out takes its default. */
  toTheta(what: string, theta: unknown): Float64Array;
  /** The same correlation in the form that is agreed on, within the bounds; what is not active stays. */
  canonicalise?(theta: Float64Array, context: CanonicalContext): Canonical;
  /** What alone is told of parameters that the data do not tell apart. */
  explain?(theta: Float64Array, names: readonly string[]): string | undefined;
  /** What a reader should know of the parameters that were held. */
  remark?(theta: Float64Array, isActive: readonly boolean[]): string | undefined;
  /** The original's infinite gates. */
  isGated?(theta: Float64Array): boolean;
}

export interface CanonicalContext {
  taken: TakenScan;
  isActive: readonly boolean[];
  bounds: readonly (readonly [number, number])[];
  labels: "faster-is-sample" | "keep";
}

export interface Canonical {
  theta: Float64Array;
  notes: string[];
}

/** A fit of any such model. */
export interface ModelFit<Name extends string = string> {
  theta: Float64Array;
  byName: Record<Name, number>;
  errors: Float64Array;
  covariance: Float64Array;
  correlation: Float64Array;
  chi2: number;
  reduced: number;
  noiseReduced: number;
  angles: AngleChi2[];
  active: Name[];
  status: FitStatus;
  advice: string;
  notes: string[];
  trace: FitTraceRow[];
  starts: FitStartRow[];
  stats: Stats;
}

export type ModelFitRun<Name extends string = string> = Run<ModelFit<Name>> &
  AsyncIterable<FitProgress>;
