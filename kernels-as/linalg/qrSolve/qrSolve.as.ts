import {
  MATRIX_BLOCK, PANEL, STATUS_INVALID, STATUS_NONFINITE, STATUS_OK, STATUS_OVERFLOW, solveScratch
} from "../constants";
import {allFinite, copyRow} from "../matrix.as";
import {applyReflectors, packReflectors} from "../reflectors.as";
import {substitute, zeroOnDiagonal} from "../substitute.as";

export function qrSolve(
  X: usize, status: usize, work: usize, QR: usize, T: usize, B: usize,
  rows: i32, n: i32, m: i32, begin: i32, end: i32
): void {
  const bytes = (<usize>rows * <usize>n) << 3;
  const triangles = (<usize>n * PANEL) << 3;
  const sides = (<usize>rows * <usize>m) << 3;
  const answers = (<usize>n * <usize>m) << 3;
  const room = work + ((<usize>(begin / MATRIX_BLOCK) * <usize>solveScratch(rows, m)) << 3);
  for (let i = begin; i < end; i++) {
    const x = X + <usize>i * answers;
    const outcome = solve(
      x, room, QR + <usize>i * bytes, T + <usize>i * triangles, B + <usize>i * sides, rows, n, m);
    if (outcome != STATUS_OK) memory.fill(x, 0, answers);
    store<i32>(status + (<usize>i << 2), outcome);
  }
}

function solve(
  x: usize, work: usize, a: usize, t: usize, b: usize, rows: i32, n: i32, m: i32
): i32 {
  if (rows < n) return STATUS_INVALID;
  if (!allFinite(a, rows * n) || !allFinite(t, n * PANEL) || !allFinite(b, rows * m)) {
    return STATUS_NONFINITE;
  }
  const row = <usize>n << 3;
  const xRow = <usize>m << 3;
  const zero = zeroOnDiagonal(a, row, n);
  if (zero >= 0) return zero + 1;
  // 1 y = Qᵀ b
  const y = work + ((<usize>rows * PANEL) << 3);
  const products = y + <usize>rows * xRow;
  copyRow(y, b, rows * m);
  for (let first = 0; first < n; first += PANEL) {
    const width = min(PANEL, n - first);
    const triangle = t + ((<usize>first * PANEL) << 3);
    packReflectors(work, a + <usize>first * (row + 8), 8, row, rows - first, width);
    applyReflectors(
      y + <usize>first * xRow, xRow, rows - first, m, work, triangle, width, true, products);
  }
  // 2 R x = y, from the last row up
  copyRow(x, y, n * m);
  const last = <usize>(n - 1);
  substitute(x + last * xRow, 0 - xRow, m, a + last * (row + 8), 0 - row, <usize>-8, n, false);
  return allFinite(x, n * m) ? STATUS_OK : STATUS_OVERFLOW;
}
