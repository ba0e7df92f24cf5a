import {constant, firsts, madd, nmadd, row0, row1, seconds} from "../../lib/simd.as";
import {EXP_FAST, EXP_HIGHEST, EXP_LANES, EXP_LOWEST, EXP_TABLE, SHIFT} from "./expTables";

/** exp in |x| ≤ EXP_FAST only. */
@inline
export function expFast(x: v128): v128 {
  // 1 reduce: x = k ln2/128 + r
  const z = f64x2.add(f64x2.mul(x, constant(EXP_LANES, 0)), constant(EXP_LANES, 1));
  const k = f64x2.sub(z, constant(EXP_LANES, 1));
  const r = nmadd(k, constant(EXP_LANES, 3), nmadd(k, constant(EXP_LANES, 2), x));
  return expCombine(z, r);
}

/** 2^(k/128)·exp r, k in the low bits of z. */
@inline
function expCombine(z: v128, r: v128): v128 {
  // 2 table
  const j = v128.and(z, i64x2.splat(127));
  const a = row0(EXP_TABLE, j), b = row1(EXP_TABLE, j);
  const s = i64x2.add(seconds(a, b), i64x2.shl(z, 45));
  // 3 polynomial
  const p = expPolynomial(r, firsts(a, b));
  return madd(s, p, s);
}

/** exp(r)·(1 + tail) − 1 */
@inline
export function expPolynomial(r: v128, tail: v128): v128 {
  const r2 = f64x2.mul(r, r);
  const low = madd(r, constant(EXP_LANES, 5), constant(EXP_LANES, 4));
  const high = madd(r, constant(EXP_LANES, 7), constant(EXP_LANES, 6));
  return madd(r2, madd(r2, high, low), f64x2.add(tail, r));
}

/** True if every lane is in the range of the fast form (false for NaN). */
@inline
export function expInRange(x: v128): v128 {
  return f64x2.le(f64x2.abs(x), f64x2.splat(EXP_FAST));
}

/** exp of any argument: overflow, underflow and subnormal results, NaN; `lo` is added to x. */
function expSpecial(x: v128, lo: v128): v128 {
  const clamped = f64x2.pmin(f64x2.pmax(x, f64x2.splat(EXP_LOWEST)), f64x2.splat(EXP_HIGHEST));
  const rest = v128.and(lo, f64x2.eq(clamped, x));
  const z = f64x2.add(f64x2.mul(clamped, constant(EXP_LANES, 0)), f64x2.splat(SHIFT));
  const k = f64x2.sub(z, f64x2.splat(SHIFT));
  const r = f64x2.add(
    nmadd(k, constant(EXP_LANES, 3), nmadd(k, constant(EXP_LANES, 2), clamped)), rest);
  const y = expCombine(v128.and(z, i64x2.splat(127)), r);
  // the exponent in two halves: only the last product can round, overflow or underflow
  const e = f64x2.floor(f64x2.mul(k, f64x2.splat(1.0 / 128.0)));
  const half = f64x2.floor(f64x2.mul(e, f64x2.splat(0.5)));
  return f64x2.mul(f64x2.mul(y, powerOfTwo(half)), powerOfTwo(f64x2.sub(e, half)));
}

/** 2^n for whole |n| ≤ 1022 */
@inline
export function powerOfTwo(n: v128): v128 {
  return i64x2.shl(f64x2.add(n, f64x2.splat(SHIFT + 1023.0)), 52);
}

/** exp x, lane by lane. */
@inline
export function expLane(x: v128): v128 {
  const y = expFast(x);
  const ok = expInRange(x);
  if (i64x2.all_true(ok)) return y;
  return v128.bitselect(y, expSpecial(x, f64x2.splat(0)), ok);
}

/** exp(hi + lo) for a small lo, as pow and erfc need it; lo is ignored where hi alone decides. */
@inline
export function expTailLane(hi: v128, lo: v128): v128 {
  const z = f64x2.add(f64x2.mul(hi, constant(EXP_LANES, 0)), constant(EXP_LANES, 1));
  const k = f64x2.sub(z, constant(EXP_LANES, 1));
  const r = nmadd(k, constant(EXP_LANES, 3), nmadd(k, constant(EXP_LANES, 2), hi));
  const y = expCombine(z, f64x2.add(r, lo));
  const ok = expInRange(hi);
  if (i64x2.all_true(ok)) return y;
  return v128.bitselect(y, expSpecial(hi, lo), ok);
}
