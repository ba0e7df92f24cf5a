import {REDUCE_BLOCK} from "../constants";

export function minMax(least: usize, greatest: usize, x: usize, begin: i32, end: i32): void {
  const slot = <usize>(begin / REDUCE_BLOCK) << 3;
  x += <usize>begin << 3;
  // unlike pmin and pmax, these keep NaN and put −0 before 0 in any order of the elements
  let a = v128.load64_splat(x), b = a, c = a, d = a;
  let count = end - begin;
  for (; count >= 4; count -= 4, x += 32) {
    const p = v128.load(x), q = v128.load(x, 16);
    a = f64x2.min(a, p);
    b = f64x2.max(b, p);
    c = f64x2.min(c, q);
    d = f64x2.max(d, q);
  }
  for (; count > 0; count--, x += 8) {
    const p = v128.load64_splat(x);
    a = f64x2.min(a, p);
    b = f64x2.max(b, p);
  }
  a = f64x2.min(a, c);
  b = f64x2.max(b, d);
  const lo = min(f64x2.extract_lane(a, 0), f64x2.extract_lane(a, 1));
  const hi = max(f64x2.extract_lane(b, 0), f64x2.extract_lane(b, 1));
  store<f64>(least + slot, lo != lo ? NaN : lo);
  store<f64>(greatest + slot, hi != hi ? NaN : hi);
}
