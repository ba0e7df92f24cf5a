// min ‖A·p + b‖² + ‖diag(δ)·p‖² over some columns A of R: first A alone is made a triangle T, then for each δ the rows
// of the diagonal are rotated into a copy of it. Both by Givens rotations, so nothing is ever squared.

export interface DampedSquares {
  /** Sets A to `count` of R's columns, each multiplied by its scale, and b. */
  reduce(
    factor: Float64Array,
    columns: Int32Array,
    count: number,
    b: Float64Array,
    scale?: Float64Array
  ): void;
  /** Fills in p, one number a column. Directions that neither A nor δ determines get 0, and `isFull` says so. */
  solve(delta: Float64Array, p: Float64Array): {isFull: boolean};
  /** Solves Tᵀ·out = y with the triangle of the last solve, into which δ is rotated. */
  solveTransposed(y: Float64Array, out: Float64Array): void;
}

/** Below this part of the largest diagonal element a column depends on those before it. */
const DEPENDENT = 4 * Number.EPSILON;

export function makeDampedSquares(k: number): DampedSquares {
  const triangle = new Float64Array(k * k);
  const right = new Float64Array(k);
  const damped = new Float64Array(k * k);
  const dampedRight = new Float64Array(k);
  const row = new Float64Array(k);
  const answer = {isFull: true};
  let n = 0;

  return {
    reduce(factor, columns, count, b, scale) {
      n = count;
      triangle.fill(0, 0, n * n);
      right.fill(0, 0, n);
      for (let i = 0; i < k; i++) {
        // R's row i begins at column i
        let first = n;
        for (let c = n - 1; c >= 0; c--) {
          const j = columns[c];
          row[c] = j < i ? 0 : factor[i * k + j] * (scale === undefined ? 1 : scale[j]);
          if (row[c] !== 0) first = c;
        }
        rotateIn(triangle, right, n, row, b[i], first);
      }
    },
    solve(delta, p) {
      for (let i = 0; i < n * n; i++) damped[i] = triangle[i];
      for (let i = 0; i < n; i++) dampedRight[i] = right[i];
      for (let c = 0; c < n; c++) {
        if (delta[c] === 0) continue;
        row.fill(0, c, n);
        row[c] = delta[c];
        rotateIn(damped, dampedRight, n, row, 0, c);
      }
      answer.isFull = substitute(damped, dampedRight, n, p);
      return answer;
    },
    solveTransposed(y, out) {
      for (let i = 0; i < n; i++) {
        let sum = y[i];
        for (let j = 0; j < i; j++) sum -= damped[j * n + i] * out[j];
        out[i] = damped[i * n + i] === 0 ? 0 : sum / damped[i * n + i];
      }
    }
  };
}

/** One more row with its right side, taken into the triangle; it is zero before `first`, and is used up. */
function rotateIn(
  triangle: Float64Array,
  right: Float64Array,
  n: number,
  row: Float64Array,
  b: number,
  first: number
): void {
  for (let c = first; c < n; c++) {
    if (row[c] === 0) continue;
    const at = c * n;
    const diagonal = triangle[at + c];
    const length = Math.sqrt(diagonal * diagonal + row[c] * row[c]);
    if (length === 0) continue;
    const [cosine, sine] = [diagonal / length, row[c] / length];
    triangle[at + c] = length;
    for (let j = c + 1; j < n; j++) {
      const above = triangle[at + j];
      triangle[at + j] = cosine * above + sine * row[j];
      row[j] = cosine * row[j] - sine * above;
    }
    const above = right[c];
    right[c] = cosine * above + sine * b;
    b = cosine * b - sine * above;
  }
}

/** T·p = −right, backwards; false where a column is as good as dependent. */
function substitute(T: Float64Array, right: Float64Array, n: number, p: Float64Array): boolean {
  let largest = 0;
  for (let i = 0; i < n; i++) largest = Math.max(largest, Math.abs(T[i * n + i]));
  let isFull = true;
  for (let i = n - 1; i >= 0; i--) {
    if (Math.abs(T[i * n + i]) <= DEPENDENT * largest) {
      isFull = false;
      p[i] = 0;
      continue;
    }
    let sum = -right[i];
    for (let j = i + 1; j < n; j++) sum -= T[i * n + j] * p[j];
    p[i] = sum / T[i * n + i];
  }
  return isFull;
}
