import {
  BIG,
  RESCALE,
  STATUS_NONFINITE,
  STATUS_NOT_CONVERGED,
  STATUS_OK,
  STATUS_OVERFLOW
} from "../constants.ts";
import {allFinite, item, lowerFinite, rising, settle} from "../matrix.ts";
import {diagonalize} from "./implicitQl.ts";
import {tridiagonalize} from "./tridiagonal.ts";

interface Arguments {
  values: Float64Array;
  V: Float64Array;
  status: Int32Array;
  A: Float64Array;
  n: number;
}

export function symmetricEigenReference(args: Arguments, begin: number, end: number): void {
  const {values, V, status, A, n} = args;
  for (let i = begin; i < end; i++) {
    const d = item(values, i, n);
    const v = item(V, i, n * n);
    const outcome = n === 0 ? STATUS_OK : decompose(d, v, item(A, i, n * n), n);
    settle(status, i, outcome, [d, v]);
  }
}

function decompose(values: Float64Array, v: Float64Array, from: Float64Array, n: number): number {
  if (!lowerFinite(from, n)) return STATUS_NONFINITE;

  // 1 both triangles, and away from overflow
  let most = 0;
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) most = Math.max(most, Math.abs(from[i * n + j]));
  }
  const scale = most > BIG ? 1 / RESCALE : most < 1 / BIG ? RESCALE : 1;
  const a = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) a[j * n + i] = a[i * n + j] = from[i * n + j] * scale;
  }

  // 2 A = Q T Qᵀ
  const d = new Float64Array(n);
  const e = new Float64Array(n);
  const q = tridiagonalize(a, d, e, n);
  for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) a[i * n + j] = q[j * n + i];

  // 3 T = S Λ Sᵀ, the rows of (Q S)ᵀ alongside
  if (!diagonalize(d, e, a, n)) return STATUS_NOT_CONVERGED;
  for (let i = 0; i < n; i++) d[i] *= 1 / scale;
  if (!allFinite(d)) return STATUS_OVERFLOW;

  // 4 ascending
  const order = rising(n).sort((i, j) => d[i] - d[j]);
  order.forEach((k, j) => {
    values[j] = d[k];
    for (let i = 0; i < n; i++) v[i * n + j] = a[k * n + i];
  });
  return STATUS_OK;
}
