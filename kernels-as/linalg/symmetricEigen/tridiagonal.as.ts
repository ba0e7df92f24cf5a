// A = Q T Qᵀ with T tridiagonal. One sweep over the matrix a step: the rank-two update of step k
// and the product with the reflector of step k + 1 share it.
import {PANEL} from "../constants";
import {clearRow, copyRow, scaleRow} from "../matrix.as";
import {makeReflector} from "../reflectors.as";

/**
 * T's diagonal goes to d and what is beside it to e. Reflector k stays in row k of `a`, from column
 * k + 1 on, its τ on the diagonal of the triangular factors t. `work`: three vectors.
 */
export function tridiagonalize(a: usize, d: usize, e: usize, t: usize, work: usize, n: i32): void {
  const row = <usize>n << 3;
  const p = work, w = work + row, v = w + row;
  clearRow(p, n);
  let tau: f64 = 0;
  for (let k = -1; k + 2 < n; k++) {
    const next = k + 1;
    const line = a + <usize>next * row;
    const at = <usize>next << 3;
    const rest = n - next;
    if (k >= 0) {
      // 1 w = τ (p − ½ τ (pᵀv) v), with p = A v
      finishProduct(w + at, p + at, v + at, tau, rest);
      updateRow(line + at, v + at, w + at, load<f64>(v + at), load<f64>(w + at), rest);
    } else {
      clearRow(v, n);
      clearRow(w, n);
    }
    // 2 the next reflector, from the row that is up to date
    store<f64>(d + at, load<f64>(line + at));
    const x = line + at + 8;
    tau = makeReflector(x, 8, rest - 1);
    store<f64>(e + at, load<f64>(x));
    store<f64>(x, 1);
    const slot = next / PANEL * PANEL * PANEL + next % PANEL * (PANEL + 1);
    store<f64>(t + (<usize>slot << 3), tau);
    // 3 A ← A − v wᵀ − w vᵀ on the rest, p = A × the new reflector
    updateAndMultiply(line + row + at + 8, row, v + at + 8, w + at + 8, x, p + at + 8, rest - 1);
    copyRow(v + at + 8, x, rest - 1);
  }
  const last = <usize>(n - 1);
  store<f64>(d + (last << 3), load<f64>(a + last * (row + 8)));
}

function finishProduct(w: usize, p: usize, v: usize, tau: f64, count: i32): void {
  scaleRow(p, tau, count);
  let sum: f64 = 0;
  for (let i = 0; i < count; i++) {
    const at = <usize>i << 3;
    sum += load<f64>(p + at) * load<f64>(v + at);
  }
  const half = 0.5 * tau * sum;
  for (let i = 0; i < count; i++) {
    const at = <usize>i << 3;
    store<f64>(w + at, load<f64>(p + at) - half * load<f64>(v + at));
  }
}

/** a(j) −= vi w(j) + wi v(j): the sum first, so that symmetry survives to the last bit. */
function updateRow(a: usize, v: usize, w: usize, vi: f64, wi: f64, count: i32): void {
  const x = f64x2.splat(vi), y = f64x2.splat(wi);
  for (; count >= 2; count -= 2, a += 16, v += 16, w += 16) {
    const change = f64x2.add(f64x2.mul(x, v128.load(w)), f64x2.mul(y, v128.load(v)));
    v128.store(a, f64x2.sub(v128.load(a), change));
  }
  if (count > 0) store<f64>(a, load<f64>(a) - (vi * load<f64>(w) + wi * load<f64>(v)));
}

/** updateRow on every row i of a square, and p(j) = Σ u(i) a(i, j) over its new elements. */
function updateAndMultiply(
  a: usize, row: usize, v: usize, w: usize, u: usize, p: usize, count: i32
): void {
  clearRow(p, count);
  let i = 0;
  for (; i + 2 <= count; i += 2, a += row << 1) {
    const at = <usize>i << 3;
    const v0 = v128.load64_splat(v + at), v1 = v128.load64_splat(v + at, 8);
    const w0 = v128.load64_splat(w + at), w1 = v128.load64_splat(w + at, 8);
    const u0 = v128.load64_splat(u + at), u1 = v128.load64_splat(u + at, 8);
    let j: usize = 0;
    const stop = <usize>(count & ~1) << 3;
    for (; j < stop; j += 16) {
      const vj = v128.load(v + j), wj = v128.load(w + j);
      const upper = a + j, lower = upper + row;
      const x = f64x2.sub(v128.load(upper), f64x2.add(f64x2.mul(v0, wj), f64x2.mul(w0, vj)));
      const y = f64x2.sub(v128.load(lower), f64x2.add(f64x2.mul(v1, wj), f64x2.mul(w1, vj)));
      v128.store(upper, x);
      v128.store(lower, y);
      v128.store(p + j, f64x2.add(f64x2.add(v128.load(p + j), f64x2.mul(u0, x)), f64x2.mul(u1, y)));
    }
    if (count & 1) {
      lastColumn(a + j, v, w, u, p, i, j);
      lastColumn(a + row + j, v, w, u, p, i + 1, j);
    }
  }
  if (i < count) {
    const at = <usize>i << 3;
    updateRow(a, v, w, load<f64>(v + at), load<f64>(w + at), count);
    const factor = load<f64>(u + at);
    for (let j = 0; j < count; j++) {
      const to = p + (<usize>j << 3);
      store<f64>(to, load<f64>(to) + factor * load<f64>(a + (<usize>j << 3)));
    }
  }
}

@inline
function lastColumn(a: usize, v: usize, w: usize, u: usize, p: usize, i: i32, j: usize): void {
  const at = <usize>i << 3;
  const vi = load<f64>(v + at), wi = load<f64>(w + at);
  const x = load<f64>(a) - (vi * load<f64>(w + j) + wi * load<f64>(v + j));
  store<f64>(a, x);
  store<f64>(p + j, load<f64>(p + j) + load<f64>(u + at) * x);
}
