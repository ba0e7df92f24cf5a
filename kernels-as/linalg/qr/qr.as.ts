import {
  MATRIX_BLOCK, PANEL, STATUS_INVALID, STATUS_NONFINITE, STATUS_OK, STATUS_OVERFLOW,
  reflectorScratch
} from "../constants";
import {allFinite, clearRow, copyRow, subtractRow} from "../matrix.as";
import {applyReflectors, finishTriangle, makeReflector, packReflectors} from "../reflectors.as";

export function qr(
  QR: usize, T: usize, status: usize, work: usize, A: usize, rows: i32, n: i32, begin: i32, end: i32
): void {
  const bytes = (<usize>rows * <usize>n) << 3;
  const triangles = (<usize>n * PANEL) << 3;
  const room = work + ((<usize>(begin / MATRIX_BLOCK) * <usize>reflectorScratch(rows, n)) << 3);
  for (let i = begin; i < end; i++) {
    const target = QR + <usize>i * bytes;
    const t = T + <usize>i * triangles;
    clearRow(t, n * PANEL);
    const outcome = factor(target, t, room, A + <usize>i * bytes, rows, n);
    if (outcome != STATUS_OK) {
      memory.fill(target, 0, bytes);
      memory.fill(t, 0, triangles);
    }
    store<i32>(status + (<usize>i << 2), outcome);
  }
}

function factor(a: usize, t: usize, work: usize, from: usize, rows: i32, n: i32): i32 {
  if (rows < n) return STATUS_INVALID;
  if (!allFinite(from, rows * n)) return STATUS_NONFINITE;
  copyRow(a, from, rows * n);
  const row = <usize>n << 3;
  const gram = work + ((<usize>rows * PANEL) << 3);
  const products = gram + ((PANEL * PANEL) << 3);
  for (let first = 0; first < n; first += PANEL) {
    const width = min(PANEL, n - first);
    const height = rows - first;
    const corner = a + <usize>first * (row + 8);
    const triangle = t + ((<usize>first * PANEL) << 3);
    // 1 the panel, one reflector at a time
    for (let k = 0; k < width; k++) {
      const pivot = corner + <usize>k * (row + 8);
      const tau = makeReflector(pivot, row, height - k);
      store<f64>(triangle + ((<usize>k * (PANEL + 1)) << 3), tau);
      if (tau != 0) reflect(pivot, row, height - k, width - k - 1, tau, products);
    }
    // 2 all of them at once on the columns to the right
    packReflectors(work, corner, 8, row, height, width);
    finishTriangle(triangle, work, height, width, gram);
    applyReflectors(
      corner + (<usize>width << 3), row, height, n - first - width,
      work, triangle, width, true, products);
  }
  return allFinite(a, rows * n) ? STATUS_OK : STATUS_OVERFLOW;
}

/** Applies the reflector stored below `pivot` to the `columns` columns right of it. */
function reflect(pivot: usize, row: usize, count: i32, columns: i32, tau: f64, sums: usize): void {
  copyRow(sums, pivot + 8, columns);
  for (let i = 1, at = pivot + row; i < count; i++, at += row) {
    subtractRow(sums, at + 8, -load<f64>(at), columns);
  }
  subtractRow(pivot + 8, sums, tau, columns);
  for (let i = 1, at = pivot + row; i < count; i++, at += row) {
    subtractRow(at + 8, sums, load<f64>(at) * tau, columns);
  }
}
