import {STATUS_NONFINITE, STATUS_OK} from "../constants.ts";
import {item, lowerFinite, settle} from "../matrix.ts";

interface Arguments {
  L: Float64Array;
  status: Int32Array;
  A: Float64Array;
  n: number;
}

export function choleskyReference({L, status, A, n}: Arguments, begin: number, end: number): void {
  for (let i = begin; i < end; i++) {
    const target = item(L, i, n * n);
    settle(status, i, factor(target, item(A, i, n * n), n), [target]);
  }
}

function factor(l: Float64Array, a: Float64Array, n: number): number {
  if (!lowerFinite(a, n)) return STATUS_NONFINITE;
  l.fill(0);
  for (let j = 0; j < n; j++) {
    let d = a[j * n + j];
    for (let k = 0; k < j; k++) d -= l[j * n + k] * l[j * n + k];
    if (!(d > 0)) return j + 1;
    const root = Math.sqrt(d);
    l[j * n + j] = root;
    for (let i = j + 1; i < n; i++) {
      let x = a[i * n + j];
      for (let k = 0; k < j; k++) x -= l[j * n + k] * l[i * n + k];
      l[i * n + j] = x / root;
    }
  }
  return STATUS_OK;
}
