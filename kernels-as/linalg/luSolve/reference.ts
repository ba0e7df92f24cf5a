import {STATUS_INVALID, STATUS_NONFINITE, STATUS_OK, STATUS_OVERFLOW} from "../constants.ts";
import {allFinite, falling, item, rising, settle, substitute, zeroOnDiagonal} from "../matrix.ts";

interface Arguments {
  X: Float64Array;
  status: Int32Array;
  LU: Float64Array;
  pivots: Int32Array;
  B: Float64Array;
  n: number;
  m: number;
}

export function luSolveReference(args: Arguments, begin: number, end: number): void {
  const {X, status, LU, pivots, B, n, m} = args;
  for (let i = begin; i < end; i++) {
    const x = item(X, i, n * m);
    settle(status, i, solve(x, item(LU, i, n * n), item(pivots, i, n), item(B, i, n * m), n, m), [
      x
    ]);
  }
}

function solve(
  x: Float64Array,
  a: Float64Array,
  order: Int32Array,
  b: Float64Array,
  n: number,
  m: number
): number {
  if (!allFinite(a) || !allFinite(b)) return STATUS_NONFINITE;
  const zero = zeroOnDiagonal(a, n);
  if (zero >= 0) return zero + 1;
  for (let i = 0; i < n; i++) {
    if (order[i] < 0 || order[i] >= n) return STATUS_INVALID;
    for (let r = 0; r < m; r++) x[i * m + r] = b[order[i] * m + r];
  }
  // 1 L y = P b
  substitute(x, m, rising(n), (i, k) => a[i * n + k], true);
  // 2 U x = y, from the last row up
  substitute(x, m, falling(n), (i, k) => a[i * n + k], false);
  return allFinite(x) ? STATUS_OK : STATUS_OVERFLOW;
}
