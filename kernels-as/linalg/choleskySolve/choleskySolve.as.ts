import {STATUS_NONFINITE, STATUS_OK, STATUS_OVERFLOW} from "../constants";
import {allFinite, lowerFinite} from "../matrix.as";
import {substitute, zeroOnDiagonal} from "../substitute.as";

export function choleskySolve(
  X: usize, status: usize, L: usize, B: usize, n: i32, m: i32, begin: i32, end: i32
): void {
  const bytes = (<usize>n * <usize>n) << 3;
  const sides = (<usize>n * <usize>m) << 3;
  for (let i = begin; i < end; i++) {
    const x = X + <usize>i * sides;
    const outcome = solve(x, L + <usize>i * bytes, B + <usize>i * sides, n, m);
    if (outcome != STATUS_OK) memory.fill(x, 0, sides);
    store<i32>(status + (<usize>i << 2), outcome);
  }
}

function solve(x: usize, l: usize, b: usize, n: i32, m: i32): i32 {
  if (!lowerFinite(l, n) || !allFinite(b, n * m)) return STATUS_NONFINITE;
  const row = <usize>n << 3;
  const xRow = <usize>m << 3;
  const zero = zeroOnDiagonal(l, row, n);
  if (zero >= 0) return zero + 1;
  memory.copy(x, b, <usize>n * xRow);
  // 1 L y = b
  substitute(x, xRow, m, l, row, 8, n, false);
  // 2 Lᵀ x = y, from the last row up
  const last = <usize>(n - 1);
  substitute(x + last * xRow, 0 - xRow, m, l + last * (row + 8), <usize>-8, 0 - row, n, false);
  return allFinite(x, n * m) ? STATUS_OK : STATUS_OVERFLOW;
}
