import {log1pFast, log1pInRange, log1pLane} from "./lane.as";

export function log1p(y: usize, x: usize, begin: i32, end: i32): void {
  let px = x + (<usize>begin << 3), py = y + (<usize>begin << 3);
  const stop = x + (<usize>end << 3);
  for (; px + 64 <= stop; px += 64, py += 64) {
    const x0 = v128.load(px), x1 = v128.load(px, 16);
    const x2 = v128.load(px, 32), x3 = v128.load(px, 48);
    const ok = v128.and(
      v128.and(log1pInRange(x0), log1pInRange(x1)), v128.and(log1pInRange(x2), log1pInRange(x3)));
    if (i64x2.all_true(ok)) {
      v128.store(py, log1pFast(x0));
      v128.store(py, log1pFast(x1), 16);
      v128.store(py, log1pFast(x2), 32);
      v128.store(py, log1pFast(x3), 48);
    } else {
      for (let q: usize = 0; q < 64; q += 16) v128.store(py + q, log1pLane(v128.load(px + q)));
    }
  }
  for (; px + 16 <= stop; px += 16, py += 16) v128.store(py, log1pLane(v128.load(px)));
  if (px < stop) v128.store64_lane(py, log1pLane(v128.load64_splat(px)), 0);
}
