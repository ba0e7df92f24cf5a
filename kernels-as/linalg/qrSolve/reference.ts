import {PANEL, STATUS_INVALID, STATUS_NONFINITE, STATUS_OK, STATUS_OVERFLOW} from "../constants.ts";
import {allFinite, falling, item, settle, substitute, zeroOnDiagonal} from "../matrix.ts";
import {applyReflectors, packReflectors} from "../reflectors.ts";

interface Sizes {
  rows: number;
  n: number;
  m: number;
}

interface Arguments extends Sizes {
  X: Float64Array;
  status: Int32Array;
  QR: Float64Array;
  T: Float64Array;
  B: Float64Array;
}

export function qrSolveReference(args: Arguments, begin: number, end: number): void {
  const {X, status, QR, T, B, rows, n, m} = args;
  for (let i = begin; i < end; i++) {
    const x = item(X, i, n * m);
    const outcome = solve(
      x,
      item(QR, i, rows * n),
      item(T, i, n * PANEL),
      item(B, i, rows * m),
      args
    );
    settle(status, i, outcome, [x]);
  }
}

function solve(
  x: Float64Array,
  a: Float64Array,
  t: Float64Array,
  b: Float64Array,
  {rows, n, m}: Sizes
): number {
  if (rows < n) return STATUS_INVALID;
  if (!allFinite(a) || !allFinite(t) || !allFinite(b)) return STATUS_NONFINITE;
  const zero = zeroOnDiagonal(a, n);
  if (zero >= 0) return zero + 1;
  // 1 y = Qᵀ b
  const y = b.slice();
  for (let first = 0; first < n; first += PANEL) {
    const width = Math.min(PANEL, n - first);
    const v = packReflectors(a, first * (n + 1), 1, n, rows - first, width);
    const panel = {v, t: t.subarray(first * PANEL), rows: rows - first, width};
    applyReflectors(panel, y, m, first * m, m, true);
  }
  // 2 R x = y, from the last row up
  x.set(y.subarray(0, n * m));
  substitute(x, m, falling(n), (i, k) => a[i * n + k], false);
  return allFinite(x) ? STATUS_OK : STATUS_OVERFLOW;
}
