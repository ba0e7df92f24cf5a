import {sortCounters} from "../constants";
import {sortNumbers} from "../order.as";

export function quantiles(
  q: usize, work: usize, counts: usize, x: usize, p: usize, n: i32, k: i32, begin: i32, end: i32
): void {
  const bytes = <usize>n << 3;
  const sorted = work + 2 * <usize>begin * bytes;
  const counters = counts + ((<usize>begin * <usize>sortCounters(n)) << 2);
  for (let i = begin; i < end; i++) {
    sortNumbers(sorted, sorted + bytes, counters, x + <usize>i * bytes, n);
    const target = q + ((<usize>i * <usize>k) << 3);
    for (let j = 0; j < k; j++) {
      const at = <usize>j << 3;
      store<f64>(target + at, quantile(sorted, n, load<f64>(p + at)));
    }
  }
}

function quantile(sorted: usize, n: i32, p: f64): f64 {
  // NaN sorts last
  if (n == 0 || !(p >= 0 && p <= 1) || isNaN(load<f64>(sorted + (<usize>(n - 1) << 3)))) return NaN;
  const h = <f64>(n - 1) * p;
  const below = Math.floor(h);
  const at = sorted + (<usize>below << 3);
  const a = load<f64>(at);
  const t = h - below;
  if (t == 0) return a;
  const b = load<f64>(at, 8);
  const step = b - a;
  if (step - step != 0) {
    const mixed = a * (1 - t) + b * t;
    return a == b ? a : mixed != mixed ? NaN : mixed;
  }
  return t < 0.5 ? a + step * t : b - step * (1 - t);
}
