// Sums of squares that are quadratic in a step: ‖r_s − J·δ‖² of one or more sets of residuals with one J. JᵀJ, Jᵀr_s and
// ‖r_s‖² say all of them, however many residuals there are.

export interface Squares {
  /** JᵀJ, k×k by rows. */
  readonly normal: Float64Array;
  /** Jᵀr_s, k numbers a set. */
  readonly slopes: readonly Float64Array[];
  /** ‖r_s‖². */
  readonly sizes: ArrayLike<number>;
}

/** What a robust step minimises: a worst case of `squares` + alpha·‖center + δ‖² + Σ damping·δ². */
export interface StepModel {
  readonly squares: Squares;
  readonly alpha: number;
  /** how far the unknowns are from where the ridge pulls them. */
  readonly center: Float64Array;
  readonly damping: Float64Array;
}

export interface Step {
  delta: Float64Array;
  /** how much each set of residuals decides; they add up to 1. */
  weights: Float64Array;
  /** the slope of the worst case is this times that of the weighted sum of squares. */
  factor: number;
  /** factor of the identity in the step's normal equations. */
  lambda: number;
}

/** A worst case: its value for sums of squares, and the step that minimises a model of it. */
export interface WorstCase {
  value(sizes: ArrayLike<number>): number;
  step(model: StepModel): Step;
}

/** ‖r_s − J·δ‖² of every set; never below 0. */
export function toSizes({normal, slopes, sizes}: Squares, delta: Float64Array): Float64Array {
  const bent = dot(multiply(normal, delta), delta);
  return Float64Array.from(slopes, (slope, s) =>
    Math.max(sizes[s] - 2 * dot(slope, delta) + bent, 0)
  );
}

/** Value of the model at a step, damping included where it is asked for. */
export function toValue(
  worst: WorstCase,
  {squares, alpha, center, damping}: StepModel,
  delta: Float64Array,
  isDamped: boolean
): number {
  let value = worst.value(toSizes(squares, delta));
  for (let i = 0; i < delta.length; i++) {
    const away = center[i] + delta[i];
    value += alpha * away * away;
    if (isDamped) value += damping[i] * delta[i] * delta[i];
  }
  return value;
}

/** Half the slope of the damped model, by every unknown. */
export function toSlope(model: StepModel, {delta, weights, factor}: Step): Float64Array {
  const {squares, alpha, center, damping} = model;
  const slope = multiply(squares.normal, delta);
  for (let i = 0; i < slope.length; i++) {
    let pull = 0;
    for (let s = 0; s < weights.length; s++) pull += weights[s] * squares.slopes[s][i];
    slope[i] = factor * (slope[i] - pull) + alpha * (center[i] + delta[i]) + damping[i] * delta[i];
  }
  return slope;
}

/** The model of the unknowns `free` where the others' steps are given in `fixed` (0 where free). */
export function restrict(
  model: StepModel,
  free: readonly number[],
  fixed: Float64Array
): StepModel {
  const {squares, center, damping} = model;
  const k = fixed.length;
  const n = free.length;
  const shift = multiply(squares.normal, fixed);
  const normal = new Float64Array(n * n);
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++) normal[a * n + b] = squares.normal[free[a] * k + free[b]];
  return {
    ...model,
    squares: {
      normal,
      slopes: squares.slopes.map((slope) => Float64Array.from(free, (i) => slope[i] - shift[i])),
      sizes: toSizes(squares, fixed)
    },
    center: Float64Array.from(free, (i) => center[i]),
    damping: Float64Array.from(free, (i) => damping[i])
  };
}

/** A·x of a square matrix by rows. */
export function multiply(A: Float64Array, x: Float64Array): Float64Array {
  const k = x.length;
  const y = new Float64Array(k);
  for (let i = 0; i < k; i++) for (let j = 0; j < k; j++) y[i] += A[i * k + j] * x[j];
  return y;
}

export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
