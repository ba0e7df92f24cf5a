import {
  MATRIX_BLOCK, PANEL, STATUS_INVALID, STATUS_NONFINITE, STATUS_OK, reflectorScratch
} from "../constants";
import {allFinite, clearRow} from "../matrix.as";
import {applyReflectors, packReflectors} from "../reflectors.as";

export function qrQ(
  Q: usize, status: usize, work: usize, QR: usize, T: usize, rows: i32, n: i32, begin: i32, end: i32
): void {
  const bytes = (<usize>rows * <usize>n) << 3;
  const triangles = (<usize>n * PANEL) << 3;
  const room = work + ((<usize>(begin / MATRIX_BLOCK) * <usize>reflectorScratch(rows, n)) << 3);
  for (let i = begin; i < end; i++) {
    const q = Q + <usize>i * bytes;
    clearRow(q, rows * n);
    const outcome = form(q, room, QR + <usize>i * bytes, T + <usize>i * triangles, rows, n);
    store<i32>(status + (<usize>i << 2), outcome);
  }
}

function form(q: usize, work: usize, a: usize, t: usize, rows: i32, n: i32): i32 {
  if (rows < n) return STATUS_INVALID;
  if (!allFinite(a, rows * n) || !allFinite(t, n * PANEL)) return STATUS_NONFINITE;
  const row = <usize>n << 3;
  const products = work + ((<usize>rows * PANEL) << 3);
  for (let i = 0; i < n; i++) store<f64>(q + <usize>i * (row + 8), 1);
  // from the last panel back: it leaves the rows and columns before it as they are
  for (let first = (n - 1) / PANEL * PANEL; first >= 0; first -= PANEL) {
    const width = min(PANEL, n - first);
    const corner = <usize>first * (row + 8);
    packReflectors(work, a + corner, 8, row, rows - first, width);
    const triangle = t + ((<usize>first * PANEL) << 3);
    applyReflectors(
      q + corner, row, rows - first, n - first, work, triangle, width, false, products);
  }
  return STATUS_OK;
}
