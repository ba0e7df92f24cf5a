import {expLane} from "../exp/lane.as";
import {expm1Lane} from "../expm1/lane.as";
import {logLane} from "../log/lane.as";
import {log1pLane} from "../log1p/lane.as";
import {
  COSH_SMALL, HYPERBOLIC_EXP_LIMIT, HYPERBOLIC_HUGE, HYPERBOLIC_LARGE, HYPERBOLIC_TINY
} from "./constants";

@inline
function signOf(x: v128): v128 {
  return v128.and(x, f64x2.splat(-0.0));
}

/** eˣ/2 without overflow before its time. */
function halfExp(x: v128): v128 {
  const half = f64x2.splat(0.5);
  const near = f64x2.lt(x, f64x2.splat(HYPERBOLIC_EXP_LIMIT));
  const e = expLane(v128.bitselect(x, f64x2.mul(x, half), near));
  const y = f64x2.mul(e, half);
  return v128.bitselect(y, f64x2.mul(y, e), near);
}

/** sinh x, lane by lane. */
export function sinhLane(x: v128): v128 {
  const a = f64x2.abs(x), one = f64x2.splat(1), half = f64x2.splat(0.5);
  const moderate = f64x2.lt(a, f64x2.splat(HYPERBOLIC_LARGE));
  const t = expm1Lane(v128.bitselect(a, f64x2.splat(0), moderate));
  const u = f64x2.add(t, one);
  const low = f64x2.sub(
    f64x2.mul(f64x2.splat(2), t), f64x2.div(f64x2.mul(t, t), u));
  const high = f64x2.add(t, f64x2.div(t, u));
  let y = f64x2.mul(v128.bitselect(low, high, f64x2.lt(a, one)), half);
  y = v128.bitselect(a, y, f64x2.lt(a, f64x2.splat(HYPERBOLIC_TINY)));
  if (!i64x2.all_true(moderate)) y = v128.bitselect(y, halfExp(a), moderate);
  return v128.or(y, signOf(x));
}

/** cosh x, lane by lane. */
export function coshLane(x: v128): v128 {
  const a = f64x2.abs(x), half = f64x2.splat(0.5), one = f64x2.splat(1);
  const moderate = f64x2.lt(a, f64x2.splat(HYPERBOLIC_LARGE));
  const small = f64x2.lt(a, f64x2.splat(COSH_SMALL));
  const e = expLane(v128.bitselect(a, f64x2.splat(0), moderate));
  let y = f64x2.add(f64x2.mul(e, half), f64x2.div(half, e));
  if (v128.any_true(small)) {
    const t = expm1Lane(v128.bitselect(a, f64x2.splat(0), small));
    const double = f64x2.mul(f64x2.splat(2), f64x2.add(one, t));
    y = v128.bitselect(f64x2.add(one, f64x2.div(f64x2.mul(t, t), double)), y, small);
  }
  if (!i64x2.all_true(moderate)) y = v128.bitselect(y, halfExp(a), moderate);
  return y;
}

/** asinh x, lane by lane. */
export function asinhLane(x: v128): v128 {
  const a = f64x2.abs(x), one = f64x2.splat(1), two = f64x2.splat(2);
  const square = f64x2.mul(a, a);
  const root = f64x2.sqrt(f64x2.add(square, one));
  const huge = f64x2.gt(a, f64x2.splat(HYPERBOLIC_HUGE));
  const big = f64x2.gt(a, two);
  let y = log1pLane(f64x2.add(a, f64x2.div(square, f64x2.add(one, root))));
  if (v128.any_true(big)) {
    const inner = f64x2.add(f64x2.mul(two, a), f64x2.div(one, f64x2.add(root, a)));
    const l = logLane(v128.bitselect(a, inner, huge));
    const lifted = v128.bitselect(f64x2.add(l, f64x2.splat(Math.LN2)), l, huge);
    y = v128.bitselect(lifted, y, big);
  }
  const same = v128.or(
    v128.not(f64x2.gt(a, f64x2.splat(HYPERBOLIC_TINY))), f64x2.eq(a, f64x2.splat(Infinity)));
  return v128.or(v128.bitselect(a, y, same), signOf(x));
}

/** acosh x, lane by lane. */
export function acoshLane(x: v128): v128 {
  const one = f64x2.splat(1), two = f64x2.splat(2);
  const huge = f64x2.gt(x, f64x2.splat(HYPERBOLIC_HUGE));
  const big = f64x2.gt(x, two);
  const t = f64x2.sub(x, one);
  const near = f64x2.add(
    t, f64x2.sqrt(f64x2.add(f64x2.mul(two, t), f64x2.mul(t, t))));
  let y = log1pLane(near);
  if (v128.any_true(big)) {
    const root = f64x2.sqrt(f64x2.sub(f64x2.mul(x, x), one));
    const inner = f64x2.sub(f64x2.mul(two, x), f64x2.div(one, f64x2.add(x, root)));
    const l = logLane(v128.bitselect(x, inner, huge));
    const lifted = v128.bitselect(f64x2.add(l, f64x2.splat(Math.LN2)), l, huge);
    y = v128.bitselect(lifted, y, big);
  }
  return v128.bitselect(y, f64x2.splat(NaN), f64x2.ge(x, one));
}

/** atanh x, lane by lane. */
export function atanhLane(x: v128): v128 {
  const a = f64x2.abs(x), one = f64x2.splat(1);
  const twice = f64x2.add(a, a), rest = f64x2.sub(one, a);
  const low = f64x2.add(twice, f64x2.div(f64x2.mul(twice, a), rest));
  const inner = v128.bitselect(low, f64x2.div(twice, rest), f64x2.lt(a, f64x2.splat(0.5)));
  let y = f64x2.mul(log1pLane(inner), f64x2.splat(0.5));
  y = v128.bitselect(a, y, f64x2.lt(a, f64x2.splat(HYPERBOLIC_TINY)));
  y = v128.bitselect(y, f64x2.splat(NaN), f64x2.le(a, one));
  return v128.or(y, signOf(x));
}
