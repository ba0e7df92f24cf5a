import {STATUS_NONFINITE, STATUS_OK, STATUS_OVERFLOW} from "../constants.ts";
import {allFinite, item, settle} from "../matrix.ts";

interface Arguments {
  LU: Float64Array;
  pivots: Int32Array;
  status: Int32Array;
  A: Float64Array;
  n: number;
}

export function luReference(
  {LU, pivots, status, A, n}: Arguments,
  begin: number,
  end: number
): void {
  for (let i = begin; i < end; i++) {
    const a = item(LU, i, n * n);
    const order = item(pivots, i, n);
    settle(status, i, factor(a, order, item(A, i, n * n), n), [a, order]);
  }
}

function factor(a: Float64Array, order: Int32Array, from: Float64Array, n: number): number {
  if (!allFinite(from)) return STATUS_NONFINITE;
  a.set(from);
  for (let i = 0; i < n; i++) order[i] = i;
  for (let k = 0; k < n; k++) {
    let p = k;
    let most = -1;
    for (let i = k; i < n; i++) {
      if (!(Math.abs(a[i * n + k]) > most)) continue;
      most = Math.abs(a[i * n + k]);
      p = i;
    }
    if (p !== k) {
      for (let j = 0; j < n; j++) [a[k * n + j], a[p * n + j]] = [a[p * n + j], a[k * n + j]];
      [order[k], order[p]] = [order[p], order[k]];
    }
    const d = a[k * n + k];
    if (d === 0) return k + 1;
    for (let i = k + 1; i < n; i++) {
      const l = a[i * n + k] / d;
      a[i * n + k] = l;
      for (let j = k + 1; j < n; j++) a[i * n + j] -= l * a[k * n + j];
    }
  }
  return allFinite(a) ? STATUS_OK : STATUS_OVERFLOW;
}
