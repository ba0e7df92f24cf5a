// The sums of squares of a scan, contrast and offset of each angle at their best (none of them is bounded).
// 14 is the number of the heterodyne model's parameters: other models' sums have their own number in its place.
import type {Loss} from "../types.ts";
import type {EvaluatorStats} from "../../samplers/evaluator.ts";

/**
 * One number an angle. With t the correlation, e the data, over all elements that count (both triangles and the diagonal):
 * contrast = Ste/Stt, offset = ē − contrast·t̄, ssr = See − Ste²/Stt, by centred sums. Where Stt is below 1e-12·n the
 * correlation is flat: contrast 1, offset 0, and ssr is that of them, as the original has it.
 */
export interface Evaluated {
  ssr: Float64Array;
  contrast: Float64Array;
  offset: Float64Array;
  /** t̄ and Σ(t − t̄)². */
  meanTheory: Float64Array;
  stt: Float64Array;
  /** d ssr / dθ, 14 numbers an angle. */
  gradient?: Float64Array;
}

/**
 * As `Evaluated`, of residuals that may be weighted. A loss is that of the mean of an element and its mirror image; contrast and
 * offset make it least, and ssr is Σ of the plain squares at these.
 */
export interface Normal extends Evaluated {
  /** of `cost`. */
  gradient: Float64Array;
  /**
   * 14×14 by rows an angle: JᵀJ of the residuals e − contrast·t − offset, contrast and offset projected out (variable
   * projection in Kaufman's form): contrast²·(DᵀD − DᵀB(BᵀB)⁻¹BᵀD), D = ∂t/∂θ, B = [t, 1]. Of a loss each product has the factor
   * ρ′, and the part with ρ″ is left out; of a flat correlation nothing is projected out.
   */
  normal: Float64Array;
  /** Σ of the loss an angle, in units of ssr; equals ssr for squares. */
  cost: Float64Array;
}

export interface NormalOptions {
  loss?: Loss;
  /** residuals beyond this count less: one an angle, in units of the data. */
  lossScale?: Float64Array;
  /** places of the parameters whose derivatives are wanted, ascending; the others are left 0. Default all. */
  active?: readonly number[];
  /** of a loss: gradient and normal are left 0, for trial points. */
  valueOnly?: boolean;
}

export interface Sums {
  /** of the evaluations, angles as they were opened. */
  readonly angles: number;
  /** resolves at once where the work is small: it is done on this thread. Never two at one time. */
  evaluate(theta: Float64Array, gradient?: boolean): Evaluated | Promise<Evaluated>;
  normal(theta: Float64Array, options?: NormalOptions): Normal | Promise<Normal>;
  /**
   * Many points: `theta` holds 14 vectors of one length; `ssr` a vector an angle, `gradient` 14 vectors an angle (angle by
   * angle), where wanted.
   */
  batch(
    theta: readonly Float64Array[],
    ssr: readonly Float64Array[],
    gradient?: readonly Float64Array[]
  ): Promise<void>;
  /** Stops what is under way, which rejects with an AbortError. */
  cancel(): void;
  describe(): EvaluatorStats;
  close(): void;
}

export interface SumsOptions {
  /** places of the angles that count; default all. */
  angles?: readonly number[];
  threads?: number | undefined;
  /** the most points of one call of `batch`; default 1. */
  capacity?: number;
}
