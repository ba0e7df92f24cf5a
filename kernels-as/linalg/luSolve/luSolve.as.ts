import {STATUS_INVALID, STATUS_NONFINITE, STATUS_OK, STATUS_OVERFLOW} from "../constants";
import {allFinite, copyRow} from "../matrix.as";
import {substitute, zeroOnDiagonal} from "../substitute.as";

export function luSolve(
  X: usize, status: usize, LU: usize, pivots: usize, B: usize, n: i32, m: i32, begin: i32, end: i32
): void {
  const bytes = (<usize>n * <usize>n) << 3;
  const sides = (<usize>n * <usize>m) << 3;
  for (let i = begin; i < end; i++) {
    const x = X + <usize>i * sides;
    const order = pivots + ((<usize>i * <usize>n) << 2);
    const outcome = solve(x, LU + <usize>i * bytes, order, B + <usize>i * sides, n, m);
    if (outcome != STATUS_OK) memory.fill(x, 0, sides);
    store<i32>(status + (<usize>i << 2), outcome);
  }
}

function solve(x: usize, a: usize, order: usize, b: usize, n: i32, m: i32): i32 {
  if (!allFinite(a, n * n) || !allFinite(b, n * m)) return STATUS_NONFINITE;
  const row = <usize>n << 3;
  const xRow = <usize>m << 3;
  const zero = zeroOnDiagonal(a, row, n);
  if (zero >= 0) return zero + 1;
  for (let i = 0; i < n; i++) {
    const from = load<u32>(order + (<usize>i << 2));
    if (from >= <u32>n) return STATUS_INVALID;
    copyRow(x + <usize>i * xRow, b + <usize>from * xRow, m);
  }
  // 1 L y = P b
  substitute(x, xRow, m, a, row, 8, n, true);
  // 2 U x = y, from the last row up
  const last = <usize>(n - 1);
  substitute(x + last * xRow, 0 - xRow, m, a + last * (row + 8), 0 - row, <usize>-8, n, false);
  return allFinite(x, n * m) ? STATUS_OK : STATUS_OVERFLOW;
}
