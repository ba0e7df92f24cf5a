import {PANEL, STATUS_INVALID, STATUS_NONFINITE, STATUS_OK} from "../constants.ts";
import {allFinite, item, settle} from "../matrix.ts";
import {applyReflectors, packReflectors} from "../reflectors.ts";

interface Arguments {
  Q: Float64Array;
  status: Int32Array;
  QR: Float64Array;
  T: Float64Array;
  rows: number;
  n: number;
}

export function qrQReference(
  {Q, status, QR, T, rows, n}: Arguments,
  begin: number,
  end: number
): void {
  for (let i = begin; i < end; i++) {
    const q = item(Q, i, rows * n);
    settle(status, i, form(q, item(QR, i, rows * n), item(T, i, n * PANEL), rows, n), [q]);
  }
}

function form(q: Float64Array, a: Float64Array, t: Float64Array, rows: number, n: number): number {
  if (rows < n) return STATUS_INVALID;
  if (!allFinite(a) || !allFinite(t)) return STATUS_NONFINITE;
  q.fill(0);
  for (let i = 0; i < n; i++) q[i * (n + 1)] = 1;
  // from the last panel back: it leaves the rows and columns before it as they are
  for (let first = Math.floor((n - 1) / PANEL) * PANEL; first >= 0; first -= PANEL) {
    const width = Math.min(PANEL, n - first);
    const corner = first * (n + 1);
    const v = packReflectors(a, corner, 1, n, rows - first, width);
    const panel = {v, t: t.subarray(first * PANEL), rows: rows - first, width};
    applyReflectors(panel, q, n, corner, n - first, false);
  }
  return STATUS_OK;
}
