import {STATUS_NONFINITE, STATUS_OK, STATUS_OVERFLOW} from "../constants.ts";
import {
  allFinite,
  falling,
  item,
  lowerFinite,
  rising,
  settle,
  substitute,
  zeroOnDiagonal
} from "../matrix.ts";

interface Arguments {
  X: Float64Array;
  status: Int32Array;
  L: Float64Array;
  B: Float64Array;
  n: number;
  m: number;
}

export function choleskySolveReference(
  {X, status, L, B, n, m}: Arguments,
  begin: number,
  end: number
): void {
  for (let i = begin; i < end; i++) {
    const x = item(X, i, n * m);
    settle(status, i, solve(x, item(L, i, n * n), item(B, i, n * m), n, m), [x]);
  }
}

function solve(x: Float64Array, l: Float64Array, b: Float64Array, n: number, m: number): number {
  if (!lowerFinite(l, n) || !allFinite(b)) return STATUS_NONFINITE;
  const zero = zeroOnDiagonal(l, n);
  if (zero >= 0) return zero + 1;
  x.set(b);
  // 1 L y = b
  substitute(x, m, rising(n), (i, k) => l[i * n + k], false);
  // 2 Lᵀ x = y, from the last row up
  substitute(x, m, falling(n), (i, k) => l[k * n + i], false);
  return allFinite(x) ? STATUS_OK : STATUS_OVERFLOW;
}
