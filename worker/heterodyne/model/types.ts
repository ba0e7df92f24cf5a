// What the model says of each frame: everything that a correlation is made of, before q and the angle.
import type {Semantics} from "../types.ts";

/** The times of the frames, and what depends on nothing else. Made once for a scan. */
export interface FrameGrid {
  readonly semantics: Semantics;
  readonly frames: number;
  /** seconds. */
  readonly dt: number;
  /** frames before the first one, for the origin of time. */
  readonly firstFrame: number;
  /** time of each frame, and its logarithm (0 where t is 0). */
  readonly times: Float64Array;
  readonly logTimes: Float64Array;
  /** ln(t/t_0), t_0 the time of the first frame; only of "exact", else empty. */
  readonly logSpans: Float64Array;
  /** These frames are so many of the measurement's apart, `dt` being its own; default 1. */
  readonly every?: number;
  /** All frames of the measurement up to the last one, where sums of samples go over them; not of "exact". */
  readonly all?: FrameGrid;
}

/**
 * FRAME_ROWS rows of `stride` numbers (kernels-as/heterodyne/constants.ts); rows are padded to whole blocks of 64 by their
 * last value, so that what is computed of the padding is finite.
 */
export interface FrameTable {
  readonly frames: number;
  readonly stride: number;
  readonly numbers: Float64Array;
}

/** F_i = factor·∫v; `slope` is d factor / d phi0, a degree. */
export interface Phase {
  factor: number;
  slope: number;
}
