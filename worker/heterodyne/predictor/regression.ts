// Straight-line predictions of the targets by all features at once: directions that principal components may miss.
import {findScale, type Scale} from "./whiten.ts";

/** Added to each feature's variance of 1, so that features that say the same are shared out. */
const RIDGE = 0.03;

export interface Regression {
  readonly outputs: number;
  /** each of variance 1 over the rows that it was made of. */
  project(features: ArrayLike<number>, into: Float64Array): void;
}

export interface RegressionWish {
  /** of `size` features, one after another. */
  rows: Float64Array;
  size: number;
  scale: Scale;
  covariance: Float64Array;
  /** a row of `outputs` numbers of mean 0 for each row. */
  targets: Float64Array;
  outputs: number;
}

export function makeRegression(wish: RegressionWish): Regression {
  const {rows, size, scale, covariance, targets, outputs} = wish;
  const n = rows.length / size;
  const A = covariance.slice();
  const B = new Float64Array(size * outputs);
  for (let r = 0; r < n; r++)
    for (let f = 0; f < size; f++) {
      const x = ((rows[r * size + f] - scale.mean[f]) * scale.scale[f]) / n;
      for (let o = 0; o < outputs; o++) B[f * outputs + o] += x * targets[r * outputs + o];
    }
  for (let f = 0; f < size; f++) A[f * size + f] += RIDGE;
  solve(A, B, size, outputs);
  const regression: Regression = {
    outputs,
    project(features, into) {
      into.fill(0, 0, outputs);
      for (let f = 0; f < size; f++) {
        const x = (features[f] - scale.mean[f]) * scale.scale[f];
        for (let o = 0; o < outputs; o++) into[o] += B[f * outputs + o] * x;
      }
    }
  };
  standardise(regression, rows, size, B);
  return regression;
}

/** A·X = B by Cholesky's factors, in place of A and B; A is symmetric, of which the lower half is read. */
function solve(A: Float64Array, B: Float64Array, size: number, outputs: number): void {
  for (let f = 0; f < size; f++)
    for (let g = 0; g <= f; g++) {
      let value = A[f * size + g];
      for (let k = 0; k < g; k++) value -= A[f * size + k] * A[g * size + k];
      A[f * size + g] = g === f ? Math.sqrt(value) : value / A[g * size + g];
    }
  for (let f = 0; f < size; f++) {
    for (let k = 0; k < f; k++) takeOff(B, outputs, f, k, A[f * size + k]);
    for (let o = 0; o < outputs; o++) B[f * outputs + o] /= A[f * size + f];
  }
  for (let f = size - 1; f >= 0; f--) {
    for (let k = f + 1; k < size; k++) takeOff(B, outputs, f, k, A[k * size + f]);
    for (let o = 0; o < outputs; o++) B[f * outputs + o] /= A[f * size + f];
  }
}

function takeOff(B: Float64Array, outputs: number, f: number, k: number, factor: number): void {
  for (let o = 0; o < outputs; o++) B[f * outputs + o] -= factor * B[k * outputs + o];
}

function standardise(
  regression: Regression,
  rows: Float64Array,
  size: number,
  B: Float64Array
): void {
  const {outputs} = regression;
  const all = new Float64Array((rows.length / size) * outputs);
  for (let r = 0; r * size < rows.length; r++)
    regression.project(
      rows.subarray(r * size, (r + 1) * size),
      all.subarray(r * outputs, (r + 1) * outputs)
    );
  const {scale} = findScale(all, outputs);
  for (let k = 0; k < B.length; k++) B[k] *= scale[k % outputs];
}
