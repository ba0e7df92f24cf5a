// Matrices to try the dense kernels on, row-major, and norms of what they should make vanish.
export type Matrix = Float64Array;

/** Numbers in (−1, 1) that follow from the seed alone. */
export function makeUniform(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2147483648 - 1;
  };
}

export function fill(rows: number, columns: number, f: (i: number, j: number) => number): Matrix {
  return Float64Array.from({length: rows * columns}, (_, k) =>
    f(Math.floor(k / columns), k % columns)
  );
}

export function randomMatrix(rows: number, columns: number, seed = 1): Matrix {
  const uniform = makeUniform(seed);
  return fill(rows, columns, uniform);
}

export function randomSymmetric(n: number, seed = 1): Matrix {
  const a = randomMatrix(n, n, seed);
  return fill(n, n, (i, j) => a[Math.max(i, j) * n + Math.min(i, j)]);
}

/** Symmetric positive definite, its smallest eigenvalue well above zero. */
export function randomDefinite(n: number, seed = 1): Matrix {
  const a = randomMatrix(n, n, seed);
  const product = multiply(a, transpose(a, n, n), n, n, n);
  return product.map((x, k) => (k % (n + 1) === 0 ? x + 1 : x));
}

export const hilbert = (n: number) => fill(n, n, (i, j) => 1 / (i + j + 1));
export const identity = (n: number) => fill(n, n, (i, j) => (i === j ? 1 : 0));

export function transpose(a: Matrix, rows: number, columns: number): Matrix {
  return fill(columns, rows, (i, j) => a[j * columns + i]);
}

/** A (rows × inner) times B (inner × columns). */
export function multiply(
  a: Matrix,
  b: Matrix,
  rows: number,
  inner: number,
  columns: number
): Matrix {
  const c = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let k = 0; k < inner; k++) {
      const x = a[i * inner + k];
      for (let j = 0; j < columns; j++) c[i * columns + j] += x * b[k * columns + j];
    }
  }
  return c;
}

export function norm(a: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * a[i];
  return Math.sqrt(sum);
}

/** ‖A − B‖ in the Frobenius norm. */
export const distance = (a: Matrix, b: ArrayLike<number>) => norm(a.map((x, i) => x - b[i]));
