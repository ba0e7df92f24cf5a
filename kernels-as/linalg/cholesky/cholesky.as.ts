import {PANEL, STATUS_NONFINITE, STATUS_OK} from "../constants";
import {divideRow, lowerFinite, mirrorLower, subtractRow} from "../matrix.as";
import {subtractProduct} from "../product.as";

export function cholesky(L: usize, status: usize, A: usize, n: i32, begin: i32, end: i32): void {
  const bytes = (<usize>n * <usize>n) << 3;
  for (let i = begin; i < end; i++) {
    const target = L + <usize>i * bytes;
    const outcome = factor(target, A + <usize>i * bytes, n);
    if (outcome != STATUS_OK) memory.fill(target, 0, bytes);
    store<i32>(status + (<usize>i << 2), outcome);
  }
}

/** Works on U = Lᵀ, whose rows are contiguous, in the upper triangle of the output. */
function factor(u: usize, a: usize, n: i32): i32 {
  if (!lowerFinite(a, n)) return STATUS_NONFINITE;
  mirrorLower(u, a, n);
  const row = <usize>n << 3;
  for (let first = 0; first < n; first += PANEL) {
    const next = min(first + PANEL, n);
    // 1 the panel's rows
    for (let k = first; k < next; k++) {
      const pivot = u + <usize>k * (row + 8);
      const d = load<f64>(pivot);
      if (!(d > 0)) return k + 1;
      const root = Math.sqrt(d);
      store<f64>(pivot, root);
      divideRow(pivot + 8, root, n - k - 1);
      for (let i = k + 1; i < next; i++) {
        const along = pivot + (<usize>(i - k) << 3);
        subtractRow(u + <usize>i * (row + 8), along, load<f64>(along), n - i);
      }
    }
    // 2 the rows below, on and right of the diagonal
    const panel = u + <usize>first * row;
    for (let i = next; i < n; i += 4) {
      const above = panel + (<usize>i << 3);
      subtractProduct(
        u + <usize>i * (row + 8), row, min(4, n - i), n - i,
        above, 8, row, above, row, next - first);
    }
  }
  // 3 L = Uᵀ, zeros above
  for (let i = 1; i < n; i++) {
    let from = u + (<usize>i << 3);
    const to = u + <usize>i * row;
    for (let j = 0; j < i; j++, from += row) {
      store<f64>(to + (<usize>j << 3), load<f64>(from));
      store<f64>(from, 0);
    }
  }
  return STATUS_OK;
}
