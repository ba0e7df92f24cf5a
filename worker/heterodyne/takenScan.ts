// A scan as it was taken at first use: checked, its statistics known.
import type {FrameGrid} from "./model/types.ts";

export interface TakenAngle {
  /** degrees. */
  readonly phi: number;
  /** the reader's matrix, frames×frames by rows (or a corrected copy); finite also where nothing counts. */
  readonly data: Float64Array;
  /** factors of the squared residuals, 0 where masked; undefined: every element counts once. */
  readonly weights: Float64Array | undefined;
  /** how many elements count, and the sum of their factors: N² without weights. */
  readonly points: number;
  readonly total: number;
  /** weighted mean, and weighted sum of squares about it, of the elements that count; exact to rounding. */
  readonly mean: number;
  readonly see: number;
  /** population deviation of the elements that count. */
  readonly deviation: number;
  /** standard deviation of the noise, from far lags. */
  readonly noise: number;
}

/** The same object for the same scan: what others keep of it (uploads, packed data) they keep by this. */
export interface TakenScan {
  readonly q: number;
  readonly grid: FrameGrid;
  readonly angles: readonly TakenAngle[];
  /** whether an angle has weights or a mask. */
  readonly isWeighted: boolean;
}
