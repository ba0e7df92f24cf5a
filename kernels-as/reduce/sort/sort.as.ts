import {sortCounters} from "../constants";
import {sortNumbers} from "../order.as";

export function sort(
  y: usize, work: usize, counts: usize, x: usize, n: i32, begin: i32, end: i32
): void {
  const bytes = <usize>n << 3;
  const counters = <usize>sortCounters(n) << 2;
  for (let i = begin; i < end; i++) {
    const at = <usize>i * bytes;
    sortNumbers(y + at, work + <usize>begin * bytes, counts + <usize>begin * counters, x + at, n);
  }
}
