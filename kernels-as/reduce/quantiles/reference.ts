import {sortNumbers} from "../order.ts";

interface Arguments {
  q: Float64Array;
  x: Float64Array;
  p: Float64Array;
  n: number;
  k: number;
}

export function quantilesReference({q, x, p, n, k}: Arguments, begin: number, end: number): void {
  const sorted = new Float64Array(n);
  for (let i = begin; i < end; i++) {
    sortNumbers(sorted, x.subarray(i * n, (i + 1) * n));
    for (let j = 0; j < k; j++) q[i * k + j] = quantile(sorted, p[j]);
  }
}

function quantile(sorted: Float64Array, p: number): number {
  const n = sorted.length;
  // NaN sorts last
  if (n === 0 || !(p >= 0 && p <= 1) || Number.isNaN(sorted[n - 1])) return NaN;
  const h = (n - 1) * p;
  const below = Math.floor(h);
  const a = sorted[below];
  const t = h - below;
  if (t === 0) return a;
  const b = sorted[below + 1];
  const step = b - a;
  if (!Number.isFinite(step)) return a === b ? a : a * (1 - t) + b * t;
  return t < 0.5 ? a + step * t : b - step * (1 - t);
}
