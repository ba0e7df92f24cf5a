import {
  BIG, MATRIX_BLOCK, PANEL, RESCALE, STATUS_NONFINITE, STATUS_NOT_CONVERGED, STATUS_OK,
  STATUS_OVERFLOW, eigenScratch
} from "../constants";
import {allFinite, clearRow, largest, lowerFinite, scaleRow, transpose} from "../matrix.as";
import {applyReflectors, finishTriangle, packReflectors} from "../reflectors.as";
import {diagonalize} from "./implicitQl.as";
import {tridiagonalize} from "./tridiagonal.as";

export function symmetricEigen(
  values: usize, V: usize, status: usize, work: usize, A: usize, n: i32, begin: i32, end: i32
): void {
  const row = <usize>n << 3;
  const bytes = <usize>n * row;
  const room = work + ((<usize>(begin / MATRIX_BLOCK) * <usize>eigenScratch(n)) << 3);
  for (let i = begin; i < end; i++) {
    const d = values + <usize>i * row, v = V + <usize>i * bytes;
    const outcome = n == 0 ? STATUS_OK : decompose(d, v, room, A + <usize>i * bytes, n);
    if (outcome != STATUS_OK) {
      memory.fill(d, 0, row);
      memory.fill(v, 0, bytes);
    }
    store<i32>(status + (<usize>i << 2), outcome);
  }
}

function decompose(values: usize, v: usize, work: usize, from: usize, n: i32): i32 {
  if (!lowerFinite(from, n)) return STATUS_NONFINITE;
  const row = <usize>n << 3;
  const a = work, d = a + <usize>n * row, e = d + row, vectors = e + row;
  const t = vectors + 4 * row;
  const panel = t + ((<usize>(PANEL * (n + PANEL))) << 3);

  // 1 both triangles, and away from overflow
  let most: f64 = 0;
  for (let i = 0; i < n; i++) most = max(most, largest(from + <usize>i * row, i + 1));
  const scale: f64 = most > BIG ? 1 / RESCALE : most < 1 / BIG ? RESCALE : 1;
  for (let i = 0; i < n; i++) {
    const line = <usize>i * row;
    for (let j = 0; j <= i; j++) {
      const at = <usize>j << 3;
      const x = load<f64>(from + line + at) * scale;
      store<f64>(a + line + at, x);
      store<f64>(a + <usize>j * row + (<usize>i << 3), x);
    }
  }

  // 2 A = Q T Qᵀ
  tridiagonalize(a, d, e, t, vectors, n);
  formQ(v, a, t, panel, n);
  transpose(a, v, n);

  // 3 T = S Λ Sᵀ, the rows of (Q S)ᵀ alongside
  if (!diagonalize(d, e, a, vectors, n)) return STATUS_NOT_CONVERGED;
  scaleRow(d, 1 / scale, n);
  if (!allFinite(d, n)) return STATUS_OVERFLOW;

  // 4 ascending
  sortIndices(vectors, d, n);
  for (let j = 0; j < n; j++) {
    const k = load<i32>(vectors + (<usize>j << 2));
    store<f64>(values + (<usize>j << 3), load<f64>(d + (<usize>k << 3)));
    let at = a + <usize>k * row;
    let to = v + (<usize>j << 3);
    for (let i = 0; i < n; i++, at += 8, to += row) store<f64>(to, load<f64>(at));
  }
  return STATUS_OK;
}

/** Q from the reflectors that tridiagonalize left in the rows of `a`. */
function formQ(q: usize, a: usize, t: usize, work: usize, n: i32): void {
  const row = <usize>n << 3;
  const count = n - 2;
  const gram = work + ((<usize>n * PANEL) << 3);
  const products = gram + ((PANEL * PANEL) << 3);
  clearRow(q, n * n);
  for (let i = 0; i < n; i++) store<f64>(q + <usize>i * (row + 8), 1);
  if (count <= 0) return;
  for (let first = (count - 1) / PANEL * PANEL; first >= 0; first -= PANEL) {
    const width = min(PANEL, count - first);
    const size = n - first - 1;
    const triangle = t + ((<usize>first * PANEL) << 3);
    packReflectors(work, a + <usize>first * row + ((<usize>first + 1) << 3), row, 8, size, width);
    finishTriangle(triangle, work, size, width, gram);
    applyReflectors(
      q + <usize>(first + 1) * (row + 8), row, size, size, work, triangle, width, false, products);
  }
}

/** The indices of d in ascending order of their values, ties as they come. */
function sortIndices(order: usize, d: usize, n: i32): void {
  for (let i = 0; i < n; i++) {
    const x = load<f64>(d + (<usize>i << 3));
    let j = i;
    for (; j > 0; j--) {
      const k = load<i32>(order + (<usize>(j - 1) << 2));
      if (load<f64>(d + (<usize>k << 3)) <= x) break;
      store<i32>(order + (<usize>j << 2), k);
    }
    store<i32>(order + (<usize>j << 2), i);
  }
}
