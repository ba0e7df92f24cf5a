// Features by their principal components: few numbers that know nothing of one another, each of variance 1.
import {toEigen} from "../fit/eigen.ts";

/** Components that are kept. */
const MOST = 36;
/** Turns of the subspace iteration. */
const TURNS = 24;
/** Components of less than this part of the largest variance are noise of rounding. */
const LEAST = 1e-8;
/** A vector of which less than this is new has nothing new. */
const ROUNDING = 1e-10;

export interface Whitening {
  readonly size: number;
  readonly kept: number;
  /** Fills in the components of a vector of features; gives the root mean square of what they leave out, in its own units. */
  project(features: ArrayLike<number>, into: Float64Array): number;
}

/** `covariance`: of the features in units of their deviations, by rows. */
export function makeWhitening(
  size: number,
  {mean, scale}: Scale,
  covariance: Float64Array
): Whitening {
  const {vectors, values} = findLeading(covariance, size, Math.min(MOST, size));
  const kept = values.filter((value) => value > LEAST * values[0]).length;
  const work = new Float64Array(size);
  return {
    size,
    kept,
    project(features, into) {
      for (let f = 0; f < size; f++) work[f] = (features[f] - mean[f]) * scale[f];
      for (let c = 0; c < kept; c++) {
        const vector = vectors[c];
        let share = 0;
        for (let f = 0; f < size; f++) share += vector[f] * work[f];
        for (let f = 0; f < size; f++) work[f] -= share * vector[f];
        into[c] = share / Math.sqrt(values[c]);
      }
      let rest = 0;
      for (let f = 0; f < size; f++) rest += work[f] * work[f];
      return Math.sqrt(rest / size);
    }
  };
}

/** Means and inverse deviations, 0 of a feature that never changes. */
export interface Scale {
  mean: Float64Array;
  scale: Float64Array;
}

/** `rows`: vectors of `size` numbers, one after another. */
export function findScale(rows: Float64Array, size: number): Scale {
  const n = rows.length / size;
  const mean = new Float64Array(size);
  const scale = new Float64Array(size);
  for (let r = 0; r < n; r++) for (let f = 0; f < size; f++) mean[f] += rows[r * size + f] / n;
  for (let r = 0; r < n; r++)
    for (let f = 0; f < size; f++) {
      const away = rows[r * size + f] - mean[f];
      scale[f] += (away * away) / n;
    }
  for (let f = 0; f < size; f++) scale[f] = scale[f] > 1e-24 ? 1 / Math.sqrt(scale[f]) : 0;
  return {mean, scale};
}

export function findCovariance(
  rows: Float64Array,
  size: number,
  {mean, scale}: Scale
): Float64Array {
  const n = rows.length / size;
  const sums = new Float64Array(size * size);
  const row = new Float64Array(size);
  for (let r = 0; r < n; r++) {
    for (let f = 0; f < size; f++) row[f] = (rows[r * size + f] - mean[f]) * scale[f];
    for (let f = 0; f < size; f++) {
      const one = row[f] / n;
      for (let g = f; g < size; g++) sums[f * size + g] += one * row[g];
    }
  }
  for (let f = 0; f < size; f++)
    for (let g = 0; g < f; g++) sums[f * size + g] = sums[g * size + f];
  return sums;
}

/** Leading eigenvectors by subspace iteration: rough in the last ones, among which there is little to choose. */
function findLeading(matrix: Float64Array, size: number, count: number) {
  let vectors: Float64Array[] = Array.from({length: count}, (_, c) =>
    // any start that is not orthogonal to what is sought; the golden ratio's fractions repeat nowhere
    Float64Array.from(
      {length: size},
      (_, f) => ((0.6180339887498949 * (1 + f + c * size)) % 1) - 0.5
    )
  );
  orthonormalise(vectors);
  for (let turn = 0; turn < TURNS; turn++) {
    vectors = vectors.map((vector) => times(matrix, vector, size));
    orthonormalise(vectors);
  }
  return diagonalise(matrix, size, vectors);
}

/** The eigenvectors within the subspace, the largest value first. */
function diagonalise(matrix: Float64Array, size: number, vectors: readonly Float64Array[]) {
  const count = vectors.length;
  const images = vectors.map((vector) => times(matrix, vector, size));
  const inner = new Float64Array(count * count);
  for (let a = 0; a < count; a++)
    for (let b = 0; b < count; b++) inner[a * count + b] = dot(vectors[a], images[b]);
  const eigen = toEigen(inner, count);
  const order = Array.from(eigen.values.keys()).sort((a, b) => eigen.values[b] - eigen.values[a]);
  return {
    values: Float64Array.from(order, (m) => eigen.values[m]),
    vectors: order.map((m) => {
      const vector = new Float64Array(size);
      vectors.forEach((one, a) => {
        for (let f = 0; f < size; f++) vector[f] += eigen.vectors[a * count + m] * one[f];
      });
      return vector;
    })
  };
}

function times(matrix: Float64Array, vector: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size);
  for (let f = 0; f < size; f++) {
    let sum = 0;
    for (let g = 0; g < size; g++) sum += matrix[f * size + g] * vector[g];
    out[f] = sum;
  }
  return out;
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < one.length; k++) sum += one[k] * other[k];
  return sum;
}

/** What lies in the span of those before, but for rounding, becomes 0. */
function orthonormalise(vectors: readonly Float64Array[]): void {
  vectors.forEach((vector, c) => {
    const before = Math.sqrt(dot(vector, vector));
    // twice: once leaves what rounding left
    for (let again = 0; again < 2; again++)
      for (let b = 0; b < c; b++) {
        const share = dot(vector, vectors[b]);
        for (let k = 0; k < vector.length; k++) vector[k] -= share * vectors[b][k];
      }
    const norm = Math.sqrt(dot(vector, vector));
    const isNew = norm > ROUNDING * before;
    for (let k = 0; k < vector.length; k++) vector[k] = isNew ? vector[k] / norm : 0;
  });
}
