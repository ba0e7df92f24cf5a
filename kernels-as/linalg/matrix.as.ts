// Rows and blocks of row-major f64 matrices; strides are in bytes.
import {nmadd} from "../lib/simd.as";

/** False if any of `count` numbers is NaN or infinite. */
export function allFinite(x: usize, count: i32): bool {
  const zero = f64x2.splat(0);
  let sum = zero, other = zero;
  for (; count >= 4; count -= 4, x += 32) {
    sum = f64x2.add(sum, f64x2.mul(v128.load(x), zero));
    other = f64x2.add(other, f64x2.mul(v128.load(x, 16), zero));
  }
  sum = f64x2.add(sum, other);
  let bad = f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
  for (; count > 0; count--, x += 8) bad += load<f64>(x) * 0;
  return bad == 0;
}

/** False if a number in the lower triangle is NaN or infinite. */
export function lowerFinite(a: usize, n: i32): bool {
  const row = <usize>n << 3;
  for (let i = 0; i < n; i++, a += row) if (!allFinite(a, i + 1)) return false;
  return true;
}

/** y −= a·x */
export function subtractRow(y: usize, x: usize, a: f64, count: i32): void {
  const factor = f64x2.splat(a);
  for (; count >= 4; count -= 4, y += 32, x += 32) {
    v128.store(y, nmadd(factor, v128.load(x), v128.load(y)));
    v128.store(y, nmadd(factor, v128.load(x, 16), v128.load(y, 16)), 16);
  }
  if (count >= 2) {
    v128.store(y, nmadd(factor, v128.load(x), v128.load(y)));
    count -= 2, y += 16, x += 16;
  }
  if (count > 0) store<f64>(y, load<f64>(y) - a * load<f64>(x));
}

/** x ← x / a */
export function divideRow(x: usize, a: f64, count: i32): void {
  const divisor = f64x2.splat(a);
  for (; count >= 2; count -= 2, x += 16) v128.store(x, f64x2.div(v128.load(x), divisor));
  if (count > 0) store<f64>(x, load<f64>(x) / a);
}

/** x ← a·x */
export function scaleRow(x: usize, a: f64, count: i32): void {
  const factor = f64x2.splat(a);
  for (; count >= 2; count -= 2, x += 16) v128.store(x, f64x2.mul(v128.load(x), factor));
  if (count > 0) store<f64>(x, load<f64>(x) * a);
}

/** Largest |x|. */
export function largest(x: usize, count: i32): f64 {
  let most: f64 = 0;
  for (; count > 0; count--, x += 8) {
    const a = abs(load<f64>(x));
    if (a > most) most = a;
  }
  return most;
}

/** The upper triangle of `a`, diagonal included, from its lower one. */
export function mirrorLower(u: usize, a: usize, n: i32): void {
  const row = <usize>n << 3;
  for (let i = 0; i < n; i++) {
    let to = u + (<usize>i << 3);
    for (let from = a, stop = a + (<usize>i << 3); from <= stop; from += 8, to += row) {
      store<f64>(to, load<f64>(from));
    }
    a += row;
  }
}

/** Row i of `b` is column i of `a` (n × n). */
export function transpose(b: usize, a: usize, n: i32): void {
  const row = <usize>n << 3;
  for (let i = 0; i < n; i++, b += row) {
    let from = a + (<usize>i << 3);
    for (let to = b, stop = b + row; to < stop; to += 8, from += row) {
      store<f64>(to, load<f64>(from));
    }
  }
}

/** Exchanges two rows. */
export function swapRows(x: usize, y: usize, count: i32): void {
  for (; count >= 2; count -= 2, x += 16, y += 16) {
    const kept = v128.load(x);
    v128.store(x, v128.load(y));
    v128.store(y, kept);
  }
  if (count > 0) {
    const kept = load<f64>(x);
    store<f64>(x, load<f64>(y));
    store<f64>(y, kept);
  }
}

/** y ← x; for the few elements of a row, where a bulk copy's call costs more than the copy. */
export function copyRow(y: usize, x: usize, count: i32): void {
  for (; count >= 2; count -= 2, x += 16, y += 16) v128.store(y, v128.load(x));
  if (count > 0) store<f64>(y, load<f64>(x));
}

/** x ← 0 */
export function clearRow(x: usize, count: i32): void {
  for (; count >= 2; count -= 2, x += 16) v128.store(x, f64x2.splat(0));
  if (count > 0) store<f64>(x, 0);
}
