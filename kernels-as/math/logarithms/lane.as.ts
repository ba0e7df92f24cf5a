import {logFast, logInRange, logLane} from "../log/lane.as";
import {LARGEST, LIFT, LIFT_BITS, SMALLEST_NORMAL} from "../log/logTables";
import {WHOLE_WITHIN} from "./constants";

/** log₂ x, lane by lane: exact at whole powers of 2. */
export function log2Lane(x: v128): v128 {
  const tiny = f64x2.lt(x, f64x2.splat(SMALLEST_NORMAL));
  const c = v128.bitselect(f64x2.mul(x, f64x2.splat(LIFT)), x, tiny);
  const exponent = v128.or(i64x2.shr_u(c, 52), f64x2.splat(4503599627370496.0));
  let k = f64x2.sub(f64x2.sub(exponent, f64x2.splat(4503599627370496.0)), f64x2.splat(1023));
  let m = v128.or(
    v128.and(c, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3ff0000000000000));
  const upper = f64x2.gt(m, f64x2.splat(Math.SQRT2));
  m = v128.bitselect(f64x2.mul(m, f64x2.splat(0.5)), m, upper);
  k = f64x2.add(k, v128.and(upper, f64x2.splat(1)));
  k = f64x2.sub(k, v128.and(tiny, f64x2.splat(LIFT_BITS)));
  const y = f64x2.add(k, f64x2.mul(logFast(m), f64x2.splat(Math.LOG2E)));
  const finite = v128.and(f64x2.gt(x, f64x2.splat(0)), f64x2.le(x, f64x2.splat(LARGEST)));
  if (i64x2.all_true(finite)) return y;
  return v128.bitselect(y, logLane(x), finite);
}

/** log₁₀ x, lane by lane: exact at whole powers of 10. */
export function log10Lane(x: v128): v128 {
  const y = f64x2.mul(logLane(x), f64x2.splat(Math.LOG10E));
  const n = f64x2.nearest(y);
  const near = f64x2.le(
    f64x2.abs(f64x2.sub(y, n)), f64x2.mul(f64x2.abs(n), f64x2.splat(WHOLE_WITHIN)));
  return v128.bitselect(n, y, near);
}
