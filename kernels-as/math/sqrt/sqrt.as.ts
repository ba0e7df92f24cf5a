export function sqrt(y: usize, x: usize, begin: i32, end: i32): void {
  let i = begin;
  for (; i + 2 <= end; i += 2) {
    v128.store(y + (<usize>i << 3), f64x2.sqrt(v128.load(x + (<usize>i << 3))));
  }
  if (i < end) store<f64>(y + (<usize>i << 3), Math.sqrt(load<f64>(x + (<usize>i << 3))));
}
