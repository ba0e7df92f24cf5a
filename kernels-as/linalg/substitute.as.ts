import {divideRow, subtractRow} from "./matrix.as";
import {subtractProduct} from "./product.as";

/**
 * X ← T⁻¹X for a lower triangular T (n × n) and m right-hand sides. T(i, k) lies at
 * t + i·tRow + k·tStep, so that negative strides from the last element make it an upper one.
 */
export function substitute(
  x: usize, xRow: usize, m: i32, t: usize, tRow: usize, tStep: usize, n: i32, unit: bool
): void {
  for (let first = 0; first < n; first += 4) {
    const count = min(4, n - first);
    const xFirst = x + <usize>first * xRow;
    const tFirst = t + <usize>first * tRow;
    subtractProduct(xFirst, xRow, count, m, tFirst, tRow, tStep, x, xRow, first);
    for (let p = 0; p < count; p++) {
      const row = xFirst + <usize>p * xRow;
      let at = tFirst + <usize>p * tRow + <usize>first * tStep;
      for (let q = 0; q < p; q++, at += tStep) {
        subtractRow(row, xFirst + <usize>q * xRow, load<f64>(at), m);
      }
      if (!unit) divideRow(row, load<f64>(at), m);
    }
  }
}

/** The index of the first zero on the diagonal, or −1. */
export function zeroOnDiagonal(a: usize, row: usize, n: i32): i32 {
  for (let i = 0; i < n; i++, a += row + 8) if (load<f64>(a) == 0) return i;
  return -1;
}
