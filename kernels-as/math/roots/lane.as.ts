import {SMALLEST_NORMAL} from "../log/logTables";
import {
  CBRT_BIAS, CBRT_LIFT, CBRT_LOWER, HYPOT_ABOVE, HYPOT_BELOW, HYPOT_DOWN, HYPOT_UP
} from "./constants";

/** A first guess at the cube root of a normal number, from a third of its high word. */
@inline
function guess(high: u32): u64 {
  return <u64>(high / 3 + CBRT_BIAS) << 32;
}

/** ∛x, lane by lane. */
export function cbrtLane(x: v128): v128 {
  const a = f64x2.abs(x);
  const tiny = f64x2.lt(a, f64x2.splat(SMALLEST_NORMAL));
  const c = v128.bitselect(f64x2.mul(a, f64x2.splat(CBRT_LIFT)), a, tiny);
  let t = i64x2.replace_lane(
    i64x2.splat(guess(i32x4.extract_lane(c, 1))), 1, guess(i32x4.extract_lane(c, 3)));
  const one = f64x2.splat(1), two = f64x2.splat(2);
  for (let k = 0; k < 2; k++) {
    const r = f64x2.mul(f64x2.mul(f64x2.div(t, c), t), t);
    t = f64x2.mul(t, f64x2.div(f64x2.add(r, two), f64x2.add(f64x2.mul(two, r), one)));
  }
  // cut to 21 bits the square is exact, and one more step of third order leaves only its rounding
  t = v128.and(t, i64x2.splat(0xffffffff00000000));
  const r = f64x2.div(c, f64x2.mul(t, t));
  t = f64x2.add(t, f64x2.div(
    f64x2.mul(t, f64x2.sub(r, t)), f64x2.add(f64x2.add(t, t), r)));
  t = v128.bitselect(f64x2.mul(t, f64x2.splat(CBRT_LOWER)), t, tiny);
  const usual = v128.and(f64x2.gt(a, f64x2.splat(0)), f64x2.lt(a, f64x2.splat(Infinity)));
  return v128.bitselect(v128.or(t, v128.and(x, f64x2.splat(-0.0))), x, usual);
}

/** √(x² + y²), lane by lane, scaled so that no square overflows, summed with compensation. */
export function hypotLane(x: v128, y: v128): v128 {
  const a = f64x2.abs(x), b = f64x2.abs(y), zero = f64x2.splat(0);
  const largest = f64x2.pmax(a, b), infinity = f64x2.splat(Infinity);
  let scale = v128.bitselect(
    f64x2.splat(HYPOT_UP), f64x2.splat(1), f64x2.lt(largest, f64x2.splat(HYPOT_BELOW)));
  scale = v128.bitselect(
    f64x2.splat(HYPOT_DOWN), scale, f64x2.gt(largest, f64x2.splat(HYPOT_ABOVE)));
  const u = f64x2.mul(a, scale), v = f64x2.mul(b, scale);
  const p = f64x2.mul(u, u), q = f64x2.mul(v, v);
  const sum = f64x2.add(p, q);
  const rest = v128.bitselect(
    f64x2.add(f64x2.sub(p, sum), q), f64x2.add(f64x2.sub(q, sum), p), f64x2.gt(p, q));
  const root = f64x2.div(f64x2.sqrt(f64x2.add(sum, rest)), scale);
  const missing = v128.or(f64x2.ne(x, x), f64x2.ne(y, y));
  let h = v128.bitselect(f64x2.splat(NaN), root, missing);
  h = v128.bitselect(zero, h, f64x2.eq(f64x2.add(a, b), zero));
  return v128.bitselect(infinity, h, v128.or(f64x2.eq(a, infinity), f64x2.eq(b, infinity)));
}
