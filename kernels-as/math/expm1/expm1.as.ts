import {expInRange} from "../exp/lane.as";
import {expm1Fast, expm1Lane} from "./lane.as";

export function expm1(y: usize, x: usize, begin: i32, end: i32): void {
  let px = x + (<usize>begin << 3), py = y + (<usize>begin << 3);
  const stop = x + (<usize>end << 3);
  for (; px + 64 <= stop; px += 64, py += 64) {
    const x0 = v128.load(px), x1 = v128.load(px, 16);
    const x2 = v128.load(px, 32), x3 = v128.load(px, 48);
    const ok = v128.and(
      v128.and(expInRange(x0), expInRange(x1)), v128.and(expInRange(x2), expInRange(x3)));
    if (i64x2.all_true(ok)) {
      v128.store(py, expm1Fast(x0));
      v128.store(py, expm1Fast(x1), 16);
      v128.store(py, expm1Fast(x2), 32);
      v128.store(py, expm1Fast(x3), 48);
    } else {
      for (let q: usize = 0; q < 64; q += 16) v128.store(py + q, expm1Lane(v128.load(px + q)));
    }
  }
  for (; px + 16 <= stop; px += 16, py += 16) v128.store(py, expm1Lane(v128.load(px)));
  if (px < stop) v128.store64_lane(py, expm1Lane(v128.load64_splat(px)), 0);
}
