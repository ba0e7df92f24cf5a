// Eigenvalues of a small symmetric matrix by Jacobi's rotations: slow for large ones, and exact in small eigenvalues.

const MOST_SWEEPS = 60;

export interface Eigen {
  values: Float64Array;
  /** column m belongs to value m; by rows. */
  vectors: Float64Array;
}

/** Of A by rows, n×n; what is below its diagonal is not read. */
export function toEigen(A: Float64Array, n: number): Eigen {
  const a = A.slice();
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) a[i * n + j] = a[j * n + i];
  const vectors = new Float64Array(n * n);
  for (let i = 0; i < n; i++) vectors[i * n + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && !isDiagonal(a, n); sweep++)
    for (let p = 0; p < n; p++) for (let q = p + 1; q < n; q++) rotate(a, vectors, n, p, q);
  return {values: Float64Array.from({length: n}, (_, i) => a[i * n + i]), vectors};
}

function isDiagonal(a: Float64Array, n: number): boolean {
  let [off, on] = [0, 0];
  for (let i = 0; i < n; i++) {
    on += a[i * n + i] * a[i * n + i];
    for (let j = i + 1; j < n; j++) off += a[i * n + j] * a[i * n + j];
  }
  return !(off > Number.EPSILON * Number.EPSILON * on);
}

/** Makes a_pq zero. */
function rotate(a: Float64Array, vectors: Float64Array, n: number, p: number, q: number): void {
  const apq = a[p * n + q];
  if (apq === 0) return;
  const ratio = (a[q * n + q] - a[p * n + p]) / (2 * apq);
  const t = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.sqrt(1 + ratio * ratio));
  const c = 1 / Math.sqrt(1 + t * t);
  const s = t * c;
  for (let i = 0; i < n; i++) turn(a, i * n + p, i * n + q, c, s);
  for (let j = 0; j < n; j++) turn(a, p * n + j, q * n + j, c, s);
  a[p * n + q] = 0;
  a[q * n + p] = 0;
  for (let i = 0; i < n; i++) turn(vectors, i * n + p, i * n + q, c, s);
}

function turn(a: Float64Array, p: number, q: number, c: number, s: number): void {
  const [x, y] = [a[p], a[q]];
  a[p] = c * x - s * y;
  a[q] = s * x + c * y;
}
