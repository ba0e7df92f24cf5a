import {bitConstant, constant, madd} from "../../lib/simd.as";
import {LIFT, LIFT_BITS, LOG_BITS, LOG_LANES} from "./logTables";

/** The bits of x moved so that the exponent field counts from √½: the step both cuts start with. */
@inline
export function logShifted(x: v128): v128 {
  return i64x2.add(x, bitConstant(LOG_BITS, 0));
}

/** k, given the shifted bits. */
@inline
export function logExponent(shifted: v128): v128 {
  return f64x2.sub(
    v128.or(i64x2.shr_u(shifted, 52), bitConstant(LOG_BITS, 3)), constant(LOG_LANES, 9));
}

/** 1 + f, given the shifted bits. */
@inline
export function logMantissa(shifted: v128): v128 {
  return i64x2.add(v128.and(shifted, bitConstant(LOG_BITS, 1)), bitConstant(LOG_BITS, 2));
}

/** k ln 2 + log(1 + f) for 1 + f in [√½, √2), given 2 + f too. */
@inline
export function logCombine(k: v128, f: v128, sum: v128): v128 {
  const s = f64x2.div(f, sum);
  const z = f64x2.mul(s, s);
  const w = f64x2.mul(z, z);
  const w2 = f64x2.mul(w, w);
  const even = f64x2.mul(w, madd(w2, constant(LOG_LANES, 5),
    madd(w, constant(LOG_LANES, 3), constant(LOG_LANES, 1))));
  const odd = f64x2.mul(z, madd(w2, madd(w, constant(LOG_LANES, 6), constant(LOG_LANES, 4)),
    madd(w, constant(LOG_LANES, 2), constant(LOG_LANES, 0))));
  const half = f64x2.mul(f64x2.mul(constant(LOG_LANES, 10), f), f);
  const rest = madd(
    s, f64x2.add(half, f64x2.add(even, odd)), f64x2.mul(k, constant(LOG_LANES, 8)));
  return f64x2.add(
    f64x2.add(f64x2.sub(rest, half), f), f64x2.mul(k, constant(LOG_LANES, 7)));
}

/** log of positive normal numbers only. */
@inline
export function logFast(x: v128): v128 {
  const u = logShifted(x), m = logMantissa(u), one = constant(LOG_LANES, 11);
  return logCombine(logExponent(u), f64x2.sub(m, one), f64x2.add(m, one));
}

/** Where x is a positive normal number. */
@inline
export function logInRange(x: v128): v128 {
  return v128.and(
    f64x2.ge(x, constant(LOG_LANES, 13)), f64x2.le(x, constant(LOG_LANES, 14)));
}

/** log of any argument: subnormal, zero (−∞), negative (NaN), infinite and NaN. */
function logSpecial(x: v128): v128 {
  const tiny = f64x2.lt(x, constant(LOG_LANES, 13));
  const u = logShifted(v128.bitselect(f64x2.mul(x, f64x2.splat(LIFT)), x, tiny));
  const k = f64x2.sub(logExponent(u), v128.and(f64x2.splat(LIFT_BITS), tiny));
  const m = logMantissa(u), one = constant(LOG_LANES, 11);
  let y = logCombine(k, f64x2.sub(m, one), f64x2.add(m, one));
  const zero = f64x2.splat(0), infinity = f64x2.splat(Infinity);
  y = v128.bitselect(f64x2.neg(infinity), y, f64x2.eq(x, zero));
  y = v128.bitselect(infinity, y, f64x2.eq(x, infinity));
  return v128.bitselect(y, f64x2.splat(NaN), f64x2.ge(x, zero));
}

/** log x, lane by lane. */
@inline
export function logLane(x: v128): v128 {
  const ok = logInRange(x);
  if (i64x2.all_true(ok)) return logFast(x);
  return v128.bitselect(logFast(x), logSpecial(x), ok);
}
