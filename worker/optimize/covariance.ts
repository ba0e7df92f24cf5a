// How well residuals determine the unknowns: s²(JᵀJ)⁻¹ with s² = Σr²/(m − k), from R alone.
import type {Box} from "./bounds.ts";
import {makeDampedSquares} from "./dampedSquares.ts";
import {columnNorm} from "./triangle.ts";

export interface Covariance {
  /** by rows; zeros for unknowns on a bound; NaN where it does not exist. */
  covariance: Float64Array;
  /** roots of its diagonal. */
  errors: Float64Array;
  /** whether it exists. */
  isDetermined: boolean;
}

/** Of m residuals with the sum of squares `value` and R by rows, at x. */
export function toCovariance(
  factor: Float64Array,
  value: number,
  m: number,
  x: Float64Array,
  {lower, upper}: Box
): Covariance {
  const k = x.length;
  const free = Int32Array.from(x.keys()).filter((i) => x[i] > lower[i] && x[i] < upper[i]);
  const n = free.length;
  // columns of length 1, so that units do not look like dependence
  const scale = Float64Array.from(x, (_, j) => 1 / (columnNorm(factor, k, j) || 1));
  const squares = makeDampedSquares(k);
  squares.reduce(factor, free, n, new Float64Array(k), scale);
  const {isFull} = squares.solve(new Float64Array(n), new Float64Array(n));
  const isDetermined = isFull && m > k;
  const covariance = new Float64Array(k * k);
  const variance = value / (m - k);
  // (TᵀT)⁻¹ = T⁻¹·T⁻ᵀ: products of the rows of T⁻¹, each from Tᵀ·row = unit vector
  const rows = Array.from({length: n}, (_, c) => {
    const unit = new Float64Array(n);
    unit[c] = 1;
    const row = new Float64Array(n);
    squares.solveTransposed(unit, row);
    return row;
  });
  for (let a = 0; a < n; a++)
    for (let b = 0; b < n; b++) {
      let sum = NaN;
      if (isDetermined) {
        sum = 0;
        for (let c = 0; c < n; c++) sum += rows[a][c] * rows[b][c];
        sum *= scale[free[a]] * scale[free[b]] * variance;
      }
      covariance[free[a] * k + free[b]] = sum;
    }
  const errors = Float64Array.from(x, (_, i) => Math.sqrt(covariance[i * k + i]));
  return {covariance, errors, isDetermined};
}
