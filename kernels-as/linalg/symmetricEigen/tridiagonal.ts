// The scalar twin of tridiagonal.as.ts: A = Q T Qᵀ with T tridiagonal.
import {PANEL} from "../constants.ts";
import {applyReflectors, finishTriangle, makeReflector, packReflectors} from "../reflectors.ts";

/** T's diagonal goes to d, what is beside it to e, and Q (n × n) is returned; overwrites a. */
export function tridiagonalize(
  a: Float64Array,
  d: Float64Array,
  e: Float64Array,
  n: number
): Float64Array {
  const taus = new Float64Array(n);
  const v = new Float64Array(n);
  const w = new Float64Array(n);
  const p = new Float64Array(n);
  let tau = 0;
  for (let k = 0; k + 1 < n; k++) {
    // 1 w = τ (p − ½ τ (pᵀv) v), with p = A v, and the update A − v wᵀ − w vᵀ of row k
    let sum = 0;
    for (let j = k; j < n; j++) {
      p[j] *= tau;
      sum += p[j] * v[j];
    }
    const half = 0.5 * tau * sum;
    for (let j = k; j < n; j++) w[j] = p[j] - half * v[j];
    for (let j = k; j < n; j++) a[k * n + j] -= v[k] * w[j] + w[k] * v[j];
    // 2 the next reflector, from the row that is up to date
    d[k] = a[k * n + k];
    tau = makeReflector(a, k * n + k + 1, 1, n - k - 1);
    taus[k] = tau;
    e[k] = a[k * n + k + 1];
    a[k * n + k + 1] = 1;
    // 3 the other rows' update, p = A × the new reflector
    p.fill(0);
    for (let i = k + 1; i < n; i++) {
      for (let j = k + 1; j < n; j++) {
        a[i * n + j] -= v[i] * w[j] + w[i] * v[j];
        p[j] += a[k * n + i] * a[i * n + j];
      }
    }
    for (let j = k + 1; j < n; j++) v[j] = a[k * n + j];
  }
  d[n - 1] = a[n * n - 1];
  return formQ(a, taus, n);
}

function formQ(a: Float64Array, taus: Float64Array, n: number): Float64Array {
  const q = new Float64Array(n * n);
  for (let i = 0; i < n; i++) q[i * (n + 1)] = 1;
  const count = n - 2;
  for (let first = Math.floor((count - 1) / PANEL) * PANEL; first >= 0; first -= PANEL) {
    const width = Math.min(PANEL, count - first);
    const rows = n - first - 1;
    const t = new Float64Array(PANEL * PANEL);
    for (let p = 0; p < width; p++) t[p * (PANEL + 1)] = taus[first + p];
    const panel = {v: packReflectors(a, first * n + first + 1, n, 1, rows, width), t, rows, width};
    finishTriangle(panel);
    applyReflectors(panel, q, n, (first + 1) * (n + 1), rows, false);
  }
  return q;
}
