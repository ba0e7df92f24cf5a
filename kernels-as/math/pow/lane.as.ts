import {bitConstant, constant, madd} from "../../lib/simd.as";
import {ERFC_BITS} from "../erfc/constants";
import {expTailLane} from "../exp/lane.as";
import {LIFT, LIFT_BITS, LOG_BITS, LOG_LANES} from "../log/logTables";
import {POW_BITS, POW_LANES} from "./constants";
import {POW_POLYNOMIAL, POW_ROWS} from "./logTables";

/** (2^−lift·a)^y for normal positive a and finite y. Sums whose rounding counts are never fused. */
@inline
function powNormal(a: v128, lift: v128, y: v128): v128 {
  // 1 a = 2^k z, r = c z − 1 in two parts whose squares and products are exact
  const shifted = i64x2.add(a, bitConstant(POW_BITS, 0));
  const k = f64x2.sub(f64x2.sub(
    v128.or(i64x2.shr_u(shifted, 52), bitConstant(LOG_BITS, 3)), constant(POW_LANES, 0)), lift);
  const z = i64x2.add(v128.and(shifted, bitConstant(LOG_BITS, 1)), bitConstant(POW_BITS, 1));
  const zh = v128.and(i64x2.add(z, bitConstant(POW_BITS, 2)), bitConstant(POW_BITS, 3));
  const j = i64x2.shr_u(shifted, 46);
  const p = changetype<usize>(POW_ROWS) + <usize>((i32x4.extract_lane(j, 0) & 63) * 24);
  const q = changetype<usize>(POW_ROWS) + <usize>((i32x4.extract_lane(j, 2) & 63) * 24);
  const p0 = v128.load(p), q0 = v128.load(q);
  const c = v128.shuffle<f64>(p0, q0, 0, 2);
  const rh = f64x2.sub(f64x2.mul(zh, c), constant(POW_LANES, 3));
  const rl = f64x2.mul(f64x2.sub(z, zh), c);
  const r = f64x2.add(rh, rl);
  // 2 log a = high + low
  const t1 = f64x2.add(
    f64x2.mul(k, constant(POW_LANES, 1)), v128.shuffle<f64>(p0, q0, 1, 3));
  const t2 = f64x2.add(t1, r);
  const halfH = f64x2.mul(constant(POW_LANES, 4), rh);
  const square = f64x2.mul(rh, halfH);
  const high = f64x2.add(t2, square);
  const low1 = f64x2.add(f64x2.mul(k, constant(POW_LANES, 2)),
    v128.shuffle<f64>(v128.load(p, 8), v128.load(q, 8), 1, 3));
  const low2 = f64x2.add(f64x2.sub(t1, t2), r);
  const low3 = f64x2.mul(rl, f64x2.add(f64x2.mul(constant(POW_LANES, 4), r), halfH));
  const low4 = f64x2.add(f64x2.sub(t2, high), square);
  const low5 = f64x2.add(f64x2.sub(rh, r), rl);
  const r2 = f64x2.mul(r, r);
  const first = madd(r, constant(POW_POLYNOMIAL, 1), constant(POW_POLYNOMIAL, 0));
  const second = madd(r, constant(POW_POLYNOMIAL, 3), constant(POW_POLYNOMIAL, 2));
  const third = madd(r2, constant(POW_POLYNOMIAL, 6),
    madd(r, constant(POW_POLYNOMIAL, 5), constant(POW_POLYNOMIAL, 4)));
  const rest = f64x2.mul(
    f64x2.mul(r, r2), madd(r2, madd(r2, third, second), first));
  const low = f64x2.add(
    f64x2.add(f64x2.add(low1, low2), f64x2.add(low3, low4)), f64x2.add(low5, rest));
  // 3 y log a = e + f: the product of first halves is exact
  const yh = v128.and(y, bitConstant(ERFC_BITS, 2));
  const lh = v128.and(high, bitConstant(ERFC_BITS, 2));
  const ll = f64x2.add(f64x2.sub(high, lh), low);
  const main = f64x2.mul(yh, lh);
  const minor = f64x2.add(f64x2.mul(f64x2.sub(y, yh), lh), f64x2.mul(y, ll));
  const e = f64x2.add(main, minor);
  return expTailLane(e, f64x2.add(f64x2.sub(main, e), minor));
}

/** Math.pow's rules for signs, zeros, infinities and NaN; subnormal x. */
function powSpecial(x: v128, y: v128): v128 {
  const zero = f64x2.splat(0), one = f64x2.splat(1), infinity = f64x2.splat(Infinity);
  const a = f64x2.abs(x), limit = constant(POW_LANES, 5);
  const tiny = f64x2.lt(a, constant(LOG_LANES, 13));
  const bounded = f64x2.pmax(f64x2.pmin(y, limit), f64x2.neg(limit));
  let v = powNormal(v128.bitselect(f64x2.mul(a, f64x2.splat(LIFT)), a, tiny),
    v128.and(tiny, f64x2.splat(LIFT_BITS)), bounded);
  // 0 and ∞ as bases
  const endless = f64x2.eq(a, infinity);
  const ends = v128.and(infinity, v128.xor(endless, f64x2.lt(y, zero)));
  v = v128.bitselect(ends, v, v128.or(endless, f64x2.eq(a, zero)));
  // the sign of odd powers
  const half = f64x2.mul(y, f64x2.splat(0.5));
  const whole = f64x2.eq(f64x2.floor(y), y);
  const odd = v128.and(whole, f64x2.ne(f64x2.floor(half), half));
  v = v128.xor(v, v128.and(odd, v128.xor(x, a)));
  // no value: roots of negative numbers, (±1)^±∞, NaN
  const root = v128.andnot(v128.andnot(f64x2.lt(x, zero), endless), whole);
  const unit = v128.and(f64x2.eq(a, one), f64x2.eq(f64x2.abs(y), infinity));
  const missing = v128.or(f64x2.ne(x, x), f64x2.ne(y, y));
  v = v128.bitselect(f64x2.splat(NaN), v, v128.or(v128.or(root, unit), missing));
  return v128.bitselect(one, v, f64x2.eq(y, zero));
}

/** x^y, lane by lane. */
@inline
export function powLane(x: v128, y: v128): v128 {
  const ok = v128.and(
    v128.and(f64x2.ge(x, constant(LOG_LANES, 13)), f64x2.le(x, constant(LOG_LANES, 14))),
    f64x2.le(f64x2.abs(y), constant(POW_LANES, 5)));
  if (i64x2.all_true(ok)) return powNormal(x, f64x2.splat(0), y);
  return powSpecial(x, y);
}
