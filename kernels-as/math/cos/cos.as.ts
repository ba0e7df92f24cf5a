import {COS, cosLane, trigFast} from "../sincos/lane.as";
import {sinInRange} from "../sincos/reduce.as";

export function cos(y: usize, x: usize, begin: i32, end: i32): void {
  let px = x + (<usize>begin << 3), py = y + (<usize>begin << 3);
  const stop = x + (<usize>end << 3);
  for (; px + 32 <= stop; px += 32, py += 32) {
    const x0 = v128.load(px), x1 = v128.load(px, 16);
    if (i64x2.all_true(v128.and(sinInRange(x0), sinInRange(x1)))) {
      v128.store(py, trigFast(x0, COS));
      v128.store(py, trigFast(x1, COS), 16);
    } else {
      v128.store(py, cosLane(x0));
      v128.store(py, cosLane(x1), 16);
    }
  }
  for (; px + 16 <= stop; px += 16, py += 16) v128.store(py, cosLane(v128.load(px)));
  if (px < stop) v128.store64_lane(py, cosLane(v128.load64_splat(px)), 0);
}
