import {PANEL, STATUS_INVALID, STATUS_NONFINITE, STATUS_OK, STATUS_OVERFLOW} from "../constants.ts";
import {allFinite, item, settle} from "../matrix.ts";
import {applyReflectors, finishTriangle, makeReflector, packReflectors} from "../reflectors.ts";

interface Arguments {
  QR: Float64Array;
  T: Float64Array;
  status: Int32Array;
  A: Float64Array;
  rows: number;
  n: number;
}

export function qrReference(
  {QR, T, status, A, rows, n}: Arguments,
  begin: number,
  end: number
): void {
  for (let i = begin; i < end; i++) {
    const a = item(QR, i, rows * n);
    const t = item(T, i, n * PANEL);
    settle(status, i, factor(a, t, item(A, i, rows * n), rows, n), [a, t]);
  }
}

function factor(
  a: Float64Array,
  t: Float64Array,
  from: Float64Array,
  rows: number,
  n: number
): number {
  if (rows < n) return STATUS_INVALID;
  if (!allFinite(from)) return STATUS_NONFINITE;
  a.set(from);
  t.fill(0);
  for (let first = 0; first < n; first += PANEL) {
    const width = Math.min(PANEL, n - first);
    const height = rows - first;
    const corner = first * (n + 1);
    const triangle = t.subarray(first * PANEL);
    // 1 the panel, one reflector at a time
    for (let k = 0; k < width; k++) {
      const pivot = corner + k * (n + 1);
      const tau = makeReflector(a, pivot, n, height - k);
      triangle[k * (PANEL + 1)] = tau;
      if (tau !== 0) reflect(a, pivot, n, height - k, width - k - 1, tau);
    }
    // 2 all of them at once on the columns to the right
    const v = packReflectors(a, corner, 1, n, height, width);
    const panel = {v, t: triangle, rows: height, width};
    finishTriangle(panel);
    applyReflectors(panel, a, n, corner + width, n - first - width, true);
  }
  return allFinite(a) ? STATUS_OK : STATUS_OVERFLOW;
}

/** Applies the reflector stored below `pivot` to the `columns` columns right of it. */
function reflect(
  a: Float64Array,
  pivot: number,
  row: number,
  count: number,
  columns: number,
  tau: number
): void {
  for (let j = 1; j <= columns; j++) {
    let sum = a[pivot + j];
    for (let i = 1; i < count; i++) sum += a[pivot + i * row] * a[pivot + i * row + j];
    a[pivot + j] -= tau * sum;
    for (let i = 1; i < count; i++) a[pivot + i * row + j] -= a[pivot + i * row] * tau * sum;
  }
}
