import {PANEL, STATUS_NONFINITE, STATUS_OK, STATUS_OVERFLOW} from "../constants";
import {allFinite, subtractRow, swapRows} from "../matrix.as";
import {subtractProduct} from "../product.as";

export function lu(
  LU: usize, pivots: usize, status: usize, A: usize, n: i32, begin: i32, end: i32
): void {
  const bytes = (<usize>n * <usize>n) << 3;
  for (let i = begin; i < end; i++) {
    const target = LU + <usize>i * bytes;
    const order = pivots + ((<usize>i * <usize>n) << 2);
    const outcome = factor(target, order, A + <usize>i * bytes, n);
    if (outcome != STATUS_OK) {
      memory.fill(target, 0, bytes);
      memory.fill(order, 0, <usize>n << 2);
    }
    store<i32>(status + (<usize>i << 2), outcome);
  }
}

function factor(a: usize, order: usize, from: usize, n: i32): i32 {
  if (!allFinite(from, n * n)) return STATUS_NONFINITE;
  const row = <usize>n << 3;
  memory.copy(a, from, <usize>n * row);
  for (let i = 0; i < n; i++) store<i32>(order + (<usize>i << 2), i);
  for (let first = 0; first < n; first += PANEL) {
    const next = min(first + PANEL, n);
    // 1 the panel's columns, whole rows exchanged
    for (let k = first; k < next; k++) {
      const p = findPivot(a, row, k, n);
      const pivot = a + <usize>k * (row + 8);
      if (p != k) {
        swapRows(a + <usize>k * row, a + <usize>p * row, n);
        const x = order + (<usize>k << 2), y = order + (<usize>p << 2);
        const kept = load<i32>(x);
        store<i32>(x, load<i32>(y));
        store<i32>(y, kept);
      }
      const d = load<f64>(pivot);
      if (d == 0) return k + 1;
      let at = pivot + row;
      for (let i = k + 1; i < n; i++, at += row) {
        const l = load<f64>(at) / d;
        store<f64>(at, l);
        subtractRow(at + 8, pivot + 8, l, next - k - 1);
      }
    }
    const depth = next - first, rest = n - next;
    if (rest == 0) break;
    // 2 the panel's rows of U
    const panel = a + <usize>first * row;
    const corner = panel + (<usize>first << 3);
    const right = panel + (<usize>next << 3);
    for (let i = 1; i < depth; i++) {
      const along = corner + <usize>i * row;
      for (let k = 0; k < i; k++) {
        subtractRow(
          right + <usize>i * row, right + <usize>k * row, load<f64>(along + (<usize>k << 3)), rest);
      }
    }
    // 3 the rest
    const below = corner + <usize>depth * row;
    subtractProduct(
      right + <usize>depth * row, row, rest, rest, below, row, 8, right, row, depth);
  }
  return allFinite(a, n * n) ? STATUS_OK : STATUS_OVERFLOW;
}

/** The first row at or below k with the largest magnitude in column k. */
function findPivot(a: usize, row: usize, k: i32, n: i32): i32 {
  let at = a + <usize>k * (row + 8);
  let most: f64 = -1;
  let p = k;
  for (let i = k; i < n; i++, at += row) {
    const size = abs(load<f64>(at));
    if (size > most) {
      most = size;
      p = i;
    }
  }
  return p;
}
