// Linear systems by elimination with partial pivoting, small and dense, rows one after the other.

/** Factorises the n×n matrix in place and notes the swaps; returns the smallest pivot's size, 0 if singular. */
export function factorise(matrix: number[], swaps: number[], n: number): number {
  let least = Infinity;
  for (let k = 0; k < n; k++) {
    let best = Math.abs(matrix[k * n + k]);
    let row = k;
    for (let i = k + 1; i < n; i++) {
      const size = Math.abs(matrix[i * n + k]);
      row = size > best ? i : row;
      best = size > best ? size : best;
    }
    swaps[k] = row;
    for (let j = 0; j < n; j++) {
      const kept = matrix[k * n + j];
      matrix[k * n + j] = matrix[row * n + j];
      matrix[row * n + j] = kept;
    }
    const pivot = matrix[k * n + k];
    least = Math.min(least, best);
    for (let i = k + 1; i < n; i++) {
      const factor = matrix[i * n + k] / pivot;
      matrix[i * n + k] = factor;
      for (let j = k + 1; j < n; j++) matrix[i * n + j] -= factor * matrix[k * n + j];
    }
  }
  return least;
}

/** Solves for the right-hand side that stands in b from `at` on, in place. */
export function solveFactored(
  matrix: ArrayLike<number>,
  swaps: ArrayLike<number>,
  b: number[],
  at: number,
  n: number
): void {
  for (let k = 0; k < n; k++) {
    const row = swaps[k];
    const kept = b[at + k];
    b[at + k] = b[at + row];
    b[at + row] = kept;
  }
  for (let i = 1; i < n; i++) {
    let sum = b[at + i];
    for (let j = 0; j < i; j++) sum -= matrix[i * n + j] * b[at + j];
    b[at + i] = sum;
  }
  for (let back = 1; back <= n; back++) {
    const i = n - back;
    let sum = b[at + i];
    for (let j = i + 1; j < n; j++) sum -= matrix[i * n + j] * b[at + j];
    b[at + i] = sum / matrix[i * n + i];
  }
}
