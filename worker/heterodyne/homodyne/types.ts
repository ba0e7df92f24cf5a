// The siblings of the heterodyne model: one component at rest ("static") or sheared across a gap ("laminar").
import type {
  Geometry,
  HeterodyneFit,
  HeterodyneParameter,
  FitOptions,
  FitProgress,
  FitStartRow,
  FitTraceRow,
  Scan
} from "../types.ts";
import type {Run} from "../../work.ts";

export type HomodyneModel = "static" | "laminar";

/**
 * What a correlation is, of the decay E = e^(−q²∫J) and of Φ = ½·q·gap·cos(φ − phi0)·∫γ̇: "paper": E·sinc²Φ; "v1" and "v2",
 * as two programs have it: E·sinc⁴Φ and E·sinc⁴(Φ/π), in their discretisations.
 */
export type HomodyneForm = "paper" | "v1" | "v2";

/** Of "paper": continuous (default), or by trapezoids between the frames, from t = 0, with rates of at least 1e-10. */
export type HomodyneIntegrals = "exact" | "trapezoid";

export type HomodyneName =
  "D0" | "alpha" | "D_offset" | "gamma_dot_t0" | "beta" | "gamma_dot_t_offset" | "phi0";

/** The 3 numbers ("static") or 7 ("laminar") in order, or a record by name. */
export type HomodyneTheta = ArrayLike<number> | Readonly<Partial<Record<HomodyneName, number>>>;

export interface HomodyneParameter extends Omit<HeterodyneParameter, "name"> {
  readonly name: HomodyneName;
}

/** Which of the siblings, in which form. */
export interface HomodyneWish {
  model: HomodyneModel;
  /** width of the sheared gap, Å; needed by "laminar". */
  gap?: number;
  /** default "paper". */
  form?: HomodyneForm;
  /** default "exact". */
  integrals?: HomodyneIntegrals;
}

export type HomodyneGeometry = Omit<Geometry, "semantics"> & HomodyneWish;
export type HomodyneScan = Omit<Scan, "semantics"> & HomodyneWish;

export interface HomodyneFitOptions extends Omit<
  FitOptions,
  "start" | "active" | "bounds" | "gates" | "labels"
> {
  start?: HomodyneTheta;
  /** names that are fitted; default: all. */
  active?: readonly HomodyneName[];
  /** by name, or one pair each; default: the parameters' own. */
  bounds?:
    | Readonly<Partial<Record<HomodyneName, readonly [number, number]>>>
    | readonly (readonly [number, number])[];
}

export interface HomodyneFit extends Omit<HeterodyneFit, "byName" | "active" | "trace" | "starts"> {
  byName: Partial<Record<HomodyneName, number>>;
  active: HomodyneName[];
  trace: FitTraceRow[];
  starts: FitStartRow[];
}

export type HomodyneFitRun = Run<HomodyneFit> & AsyncIterable<FitProgress>;
