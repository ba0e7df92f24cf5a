import {expm1Fast} from "../expm1/lane.as";
import {TANH_ONE} from "./constants";

/** tanh x, lane by lane: t/(t + 2) with t = e^(2|x|) − 1, and the sign of x. */
@inline
function tanhLane(x: v128): v128 {
  const a = f64x2.pmin(f64x2.abs(x), f64x2.splat(TANH_ONE));
  const t = expm1Fast(f64x2.add(a, a));
  const y = f64x2.div(t, f64x2.add(t, f64x2.splat(2)));
  return v128.or(y, v128.and(x, f64x2.splat(-0.0)));
}

export function tanh(y: usize, x: usize, begin: i32, end: i32): void {
  let px = x + (<usize>begin << 3), py = y + (<usize>begin << 3);
  const stop = x + (<usize>end << 3);
  for (; px + 32 <= stop; px += 32, py += 32) {
    const x0 = v128.load(px), x1 = v128.load(px, 16);
    v128.store(py, tanhLane(x0));
    v128.store(py, tanhLane(x1), 16);
  }
  for (; px + 16 <= stop; px += 16, py += 16) v128.store(py, tanhLane(v128.load(px)));
  if (px < stop) v128.store64_lane(py, tanhLane(v128.load64_splat(px)), 0);
}
