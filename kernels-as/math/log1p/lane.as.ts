import {constant, madd} from "../../lib/simd.as";
import {logCombine, logExponent, logLane, logMantissa, logShifted} from "../log/lane.as";
import {LOG_LANES} from "../log/logTables";
import {LOG1P_LARGE} from "./constants";

/** Where the fast form holds (false for NaN). */
@inline
export function log1pInRange(x: v128): v128 {
  return v128.and(f64x2.gt(x, f64x2.splat(-1)), f64x2.le(x, f64x2.splat(LOG1P_LARGE)));
}

/** log(1 + x): u + e = 1 + x exactly, u = 2^k·m, f = (m − 1) + e·2^−k, which is x where k = 0. */
@inline
export function log1pFast(x: v128): v128 {
  const one = f64x2.splat(1);
  const u = f64x2.add(one, x), v = f64x2.sub(u, one);
  const e = f64x2.add(f64x2.sub(one, f64x2.sub(u, v)), f64x2.sub(x, v));
  const shifted = logShifted(u);
  const scale = i64x2.sub(
    i64x2.splat(2046 << 52), v128.and(shifted, i64x2.splat(0xfff0000000000000)));
  const f = madd(e, scale, f64x2.sub(logMantissa(shifted), one));
  const y = logCombine(logExponent(shifted), f, f64x2.add(constant(LOG_LANES, 12), f));
  return v128.or(y, v128.and(x, f64x2.splat(-0.0)));
}

/** log(1 + x), lane by lane. */
@inline
export function log1pLane(x: v128): v128 {
  const ok = log1pInRange(x);
  if (i64x2.all_true(ok)) return log1pFast(x);
  return v128.bitselect(log1pFast(x), logLane(f64x2.add(f64x2.splat(1), x)), ok);
}
