// What a reader asks of a one-time correlation and gets back.

export interface G2Options {
  /** seconds between frames; default 1. */
  dt?: number;
  /** rows of a matrix; default: the root of its length. */
  frames?: number;
  /** elements that count: not 0; one for all matrices, or one a matrix. What is not finite does not count. */
  mask?: ArrayLike<number> | readonly ArrayLike<number>[];
  /** frames (from 0) whose row and column do not count. */
  badFrames?: ArrayLike<number>;
  /**
   * "independent" (default): population deviation by the root of the number of elements. Neighbours along a diagonal share
   * noise, so that is too little; "blocks": from means of whole stretches of time, drawn with replacement.
   */
  errors?: "independent" | "blocks";
  /** stretches that a diagonal is cut into; default 16. */
  blocks?: number;
  /** how often blocks are drawn; default 200. */
  replicates?: number;
  seed?: number;
  /** "all" (default): every lag; "multitau": ever wider groups of lags. */
  lags?: "all" | "multitau";
  /** of "multitau": lags of the first level, even; default 8. */
  channels?: number;
  /** of "multitau"; default: as many as the frames allow. */
  levels?: number;
  /**
   * Curves of parts of the measurement: so many equal stretches of time, or stretches between these times in seconds after
   * the first frame. `by`: "age" (default): (t1 + t2)/2 is in it; "t1": the earlier frame is. Out of equilibrium they differ.
   */
  age?: {slices: number | ArrayLike<number>; by?: "age" | "t1"};
}

/** A one-time correlation. Only lags that have elements. */
export interface G2Curve {
  /** seconds, and frames. */
  tau: Float64Array;
  lags: Float64Array;
  g2: Float64Array;
  /** standard deviation of g2. */
  error: Float64Array;
  /** pairs of frames that count. */
  points: Float64Array;
}

export interface G2Slice extends G2Curve {
  /** the stretch of time, in seconds after the first frame, and its middle. */
  from: number;
  to: number;
  age: number;
}

export interface G2 extends G2Curve {
  /** where slices are asked for. */
  slices?: G2Slice[];
}
