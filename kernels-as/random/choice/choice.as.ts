import {uniformRange} from "../uniform/lane.as";

export function choice(
  y: usize, cumulative: usize, keyLow: u32, keyHigh: u32, streamLow: u32, streamHigh: u32,
  size: i32, begin: i32, end: i32
): void {
  uniformRange(y, keyLow, keyHigh, streamLow, streamHigh, begin, end);
  const total = load<f64>(cumulative + (<usize>(size - 1) << 3));
  for (let i = begin; i < end; i++) {
    const at = y + (<usize>i << 3);
    const x = load<f64>(at) * total;
    // the number of sums ≤ x: each turn halves what is left without a branch
    let first = cumulative;
    let left = <usize>size;
    while (left > 1) {
      const half = left >> 1;
      const middle = first + (half << 3);
      first = load<f64>(middle - 8) <= x ? middle : first;
      left -= half;
    }
    const index = (first - cumulative) >> 3;
    store<f64>(at, <f64>index);
  }
}
