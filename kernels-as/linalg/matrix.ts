// What the references of the dense kernels share: loops over matrices of a batch, row-major.
import {STATUS_OK} from "./constants.ts";

/** False if any number is NaN or infinite. */
export function allFinite(x: Float64Array): boolean {
  return x.every(Number.isFinite);
}

/** False if a number in the lower triangle is NaN or infinite. */
export function lowerFinite(a: Float64Array, n: number): boolean {
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) if (!Number.isFinite(a[i * n + j])) return false;
  }
  return true;
}

/** Matrix i of a batch of arrays with `size` elements. */
export function item<A extends Float64Array | Int32Array>(batch: A, i: number, size: number): A {
  return batch.subarray(i * size, (i + 1) * size) as A;
}

/** The index of the first zero on the diagonal of a matrix with n columns, or −1. */
export function zeroOnDiagonal(a: Float64Array, n: number): number {
  for (let i = 0; i < n; i++) if (a[i * n + i] === 0) return i;
  return -1;
}

/** Stores a status; outputs of a failure are zero. */
export function settle(
  status: Int32Array,
  i: number,
  outcome: number,
  outputs: readonly (Float64Array | Int32Array)[]
): void {
  status[i] = outcome;
  if (outcome !== STATUS_OK) for (const output of outputs) output.fill(0);
}

/**
 * X ← T⁻¹X for m right-hand sides, T(i, k) = t(i, k): lower triangular when `indices` rise, upper when
 * they fall. Each x(i) loses its products in the order in which the x(k) became known.
 */
export function substitute(
  x: Float64Array,
  m: number,
  indices: readonly number[],
  t: (i: number, k: number) => number,
  unit: boolean
): void {
  indices.forEach((i, known) => {
    for (let r = 0; r < m; r++) {
      let sum = x[i * m + r];
      for (let q = 0; q < known; q++) sum -= t(i, indices[q]) * x[indices[q] * m + r];
      x[i * m + r] = unit ? sum : sum / t(i, i);
    }
  });
}

/** 0, 1, … n − 1. */
export function rising(n: number): number[] {
  return Array.from({length: n}, (_, i) => i);
}

/** n − 1, … 1, 0. */
export function falling(n: number): number[] {
  return rising(n).reverse();
}
