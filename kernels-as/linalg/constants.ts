// What all the dense kernels agree on; read by TypeScript and by AssemblyScript.

/** Status of one matrix: the result is good. A status k + 1 > 0 blames pivot k (see each spec). */
export const STATUS_OK = 0;
/** an input is NaN or infinite. */
export const STATUS_NONFINITE = -1;
/** the inputs are finite, but an element of the result is too large for an f64. */
export const STATUS_OVERFLOW = -2;
/** the iteration did not end within its bound. */
export const STATUS_NOT_CONVERGED = -3;
/** sizes or pivots that no factorisation has. */
export const STATUS_INVALID = -4;

/** Matrices of a batch that one lane takes at a time. */
export const MATRIX_BLOCK = 4;
/** Columns that are factored before the rest of the matrix is updated at once. */
export const PANEL = 8;

/** Between 1/BIG and BIG squares neither overflow nor underflow to a wrong sum. */
export const BIG = 2.5822498780869086e120; // 2^400
/** Takes what lies beyond BIG back to where squares are safe. */
export const RESCALE = 4.149515568880993e180; // 2^600

/** An off-diagonal e is zero beside p and q if e² is at most this times |pq|: the square of 2⁻⁵³. */
export const NEGLIGIBLE = 1.232595164407831e-32;
/** Sweeps a value on average before the eigenvalue iteration gives up; it takes fewer than two. */
export const SWEEPS = 30;

/** Elements of scratch that one matrix needs to make or multiply its reflectors. */
export function reflectorScratch(rows: i32, columns: i32): i32 {
  // a packed panel, PANEL rows of products in two stages, and the panel's Gram matrix
  return rows * PANEL + 2 * PANEL * columns + PANEL * PANEL;
}

/** The same for least squares with m right-hand sides. */
export function solveScratch(rows: i32, m: i32): i32 {
  // a packed panel, the right-hand sides, PANEL rows of products in two stages
  return rows * PANEL + rows * m + 2 * PANEL * m;
}

/** The same for eigenvectors. */
export function eigenScratch(n: i32): i32 {
  // a matrix, six vectors, a triangular factor for every panel, and what the reflectors need
  return n * n + 6 * n + PANEL * (n + PANEL) + reflectorScratch(n, n);
}
