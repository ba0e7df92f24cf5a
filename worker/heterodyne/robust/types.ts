// What a reader asks of `heterodyne.robust` and gets back.
import type {Progress, Run, Stats} from "../../work.ts";
import type {AngleChi2, AngleWish, FitOptions, FitStatus, HeterodyneName, HeterodyneTheta, SigmaWish} from "../types.ts"; // prettier-ignore

/**
 * Against which data the fit is to hold.
 * - "wasserstein": all data whose elements differ by at most `epsilon` noises, root mean square, from those measured; every
 *   element of the scan moves at the same price.
 * - "ellipsoidal": the same with `gamma`, and elements move the more easily the noisier their angle is.
 * - "scenario": the worst of some measurements that might as well have been made, by resampling the residuals.
 *
 * All are true worst cases, max over the data inside min over the parameters, iterated. The original's numbers are not matched,
 * and nobody should want them: it minimises over the data as well, so doubt makes its fits look better; its balls, without
 * the root of the number of elements, hold almost nothing or, a tenth of the data's own norm, everything, and the start comes
 * back; it linearises once; its bounds are those of another model; its ridge acts on parameters in their units; several
 * angles are scrambled; its scenarios shuffle elements that belong together against a curve of ones; and repeated runs
 * return the start with random numbers added.
 */
export type RobustMethod = "wasserstein" | "scenario" | "ellipsoidal";

export interface RobustOptions {
  method: RobustMethod;
  start?: HeterodyneTheta;
  /** default: all but f2, as in a fit. */
  active?: readonly HeterodyneName[];
  bounds?: FitOptions["bounds"];
  angles?: AngleWish;
  /** what an element counts by; default "noise". */
  sigma?: SigmaWish;
  /** of "wasserstein": by how many noises an element is off, root mean square: the ball's radius is epsilon·√n·σ. Default 0.05. */
  epsilon?: number;
  /** of "ellipsoidal", likewise, in noises of the element's own angle. Default 0.1. */
  gamma?: number;
  /** how much the ridge counts: alpha·Σ ((θ − start)/scale)², against a sum of squares in noises. Default 0.01. */
  alpha?: number;
  /** what counts as one unit of a parameter; default: the standard deviation of its prior law. */
  scales?: Readonly<Partial<Record<HeterodyneName, number>>>;
  /** of "scenario": how many, 2 to 200. Default 15. */
  scenarios?: number;
  /**
   * Of "scenario": residuals moved in blocks of ages ("blocks", default), around as a whole ("shift"), or the noise of simulated
   * speckles at the size of the residuals ("speckle": for data whose noise is that; it is correlated over the whole matrix, and
   * moves parameters much further than noise of single elements does). Often one scenario, the noisiest, decides.
   */
  resample?: "blocks" | "shift" | "speckle";
  /** of "blocks": how many ages a block has; default an eighth of the frames. */
  block?: number;
  /** every so many frames only, with integrals over all of them; or "auto". Default 1. */
  subsample?: number | "auto";
  /** the most bytes that scenarios may take; default 1 GiB. */
  memory?: number;
  steps?: number;
  ftol?: number;
  xtol?: number;
  threads?: number;
  seed?: number;
}

export interface RobustTraceRow {
  step: number;
  /** "fit": of the measurement alone, before its residuals are dealt; "worst case": the search itself. */
  phase: "fit" | "worst case";
  objective: number;
  worstCase: number;
  lambda: number;
  evaluations: number;
  theta: Float64Array;
}

export interface RobustFit {
  method: RobustMethod;
  theta: Float64Array;
  byName: Record<HeterodyneName, number>;
  /**
   * Standard deviations: by the curvature of the sum of squares; of "scenario" by how far the scenarios' own fits differ. 0 of
   * what was held, NaN of what the data cannot tell.
   */
  errors: Float64Array;
  active: HeterodyneName[];
  /** worst case and ridge: what was minimised. Sums of squares are in σ², and each pair of frames counts once. */
  objective: number;
  /** the largest sum of squares that the data may have against this fit. */
  worstCase: number;
  /** the sum of squares of the data as they were measured. */
  nominal: number;
  /** the σ of all these, one an angle: of "wasserstein" one for all of them. */
  sigmas: Float64Array;
  /** radius of the ball of data, in the same units (root); 0 of "scenario". */
  radius: number;
  /** factor of the ridge in the last normal equations: alpha·‖r‖/(‖r‖ + radius). */
  lambda: number;
  /** of "scenario": how much each decides (they add up to 1), and its sum of squares; else empty. */
  weights: Float64Array;
  scenarios: Float64Array;
  /**
   * What `chi2` and `fit` say of the measured data at this theta: means over the angles, by `sigma` as it was asked for, each
   * angle's own; without it by "spread", as theirs, though the search weighs by "noise".
   */
  chi2: number;
  reduced: number;
  noiseReduced: number;
  angles: AngleChi2[];
  status: FitStatus;
  advice: string;
  notes: string[];
  trace: RobustTraceRow[];
  stats: Stats;
}

export interface RobustProgress extends Progress {
  /** the best so far. */
  theta: Float64Array;
  objective: number;
  worstCase: number;
}

export type RobustRun = Run<RobustFit> & AsyncIterable<RobustProgress>;
