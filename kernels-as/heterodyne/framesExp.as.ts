// exp and its kin without data of their own: the tables are passed by their address. Those of
// kernels-as/math, step for step, within |x| ≤ EXPONENT_MOST only: the same bits.
import {constant, firsts, madd, nmadd, row0, row1, seconds} from "../lib/simd.as";

// Those of kernels-as/math/log/logTables.ts, whose tables would come along as data.
const LN2_HI: f64 = 6.9314718036912381649e-1;
const LN2_LO: f64 = 1.90821492927058770002e-10;
const LOG_1: f64 = 6.66666666666673513e-1;
const LOG_2: f64 = 3.999999999940941908e-1;
const LOG_3: f64 = 2.857142874366239149e-1;
const LOG_4: f64 = 2.222219843214978396e-1;
const LOG_5: f64 = 1.818357216161805012e-1;
const LOG_6: f64 = 1.531383769920937332e-1;
const LOG_7: f64 = 1.479819860511658591e-1;
const SQRT_HALF_WORD: i32 = 0x3fe6a09e;
const ONE_WORD: i32 = 0x3ff00000;
const MANTISSA_WORD: i32 = 0x000fffff;

/** Bytes of EXP_LANES, after which EXP_TABLE lies. */
const LANES: usize = 128;

@inline
function lane(tables: usize, j: i32): v128 {
  return constant(changetype<StaticArray<f64>>(tables), j);
}

/** exp(r)·(1 + tail) − 1 */
@inline
function polynomial(r: v128, tail: v128, tables: usize): v128 {
  const r2 = f64x2.mul(r, r);
  const low = madd(r, lane(tables, 5), lane(tables, 4));
  const high = madd(r, lane(tables, 7), lane(tables, 6));
  return madd(r2, madd(r2, high, low), f64x2.add(tail, r));
}

/** e^x, or e^x − 1 where `less` is 1. */
@inline
function grow(x: v128, tables: usize, less: bool): v128 {
  const table = changetype<StaticArray<f64>>(tables + LANES);
  const z = f64x2.add(f64x2.mul(x, lane(tables, 0)), lane(tables, 1));
  const k = f64x2.sub(z, lane(tables, 1));
  const r = nmadd(k, lane(tables, 3), nmadd(k, lane(tables, 2), x));
  const j = v128.and(z, i64x2.splat(127));
  const a = row0(table, j), b = row1(table, j);
  const s = i64x2.add(seconds(a, b), i64x2.shl(z, 45));
  const p = polynomial(r, firsts(a, b), tables);
  if (!less) return madd(s, p, s);
  const y = madd(s, p, f64x2.sub(s, f64x2.splat(1)));
  return v128.or(y, v128.and(x, f64x2.splat(-0.0)));
}

@inline
export function expOf(x: v128, tables: usize): v128 {
  return grow(x, tables, false);
}

@inline
export function expm1Of(x: v128, tables: usize): v128 {
  return grow(x, tables, true);
}

/** The same of one number. */
export function expOfOne(x: f64, tables: usize): f64 {
  return f64x2.extract_lane(expOf(f64x2.splat(x), tables), 0);
}

export function expm1OfOne(x: f64, tables: usize): f64 {
  return f64x2.extract_lane(expm1Of(f64x2.splat(x), tables), 0);
}

@inline
function powerOfTwo(n: i32): f64 {
  return reinterpret<f64>(<i64>(n + 1023) << 52);
}

/** k ln 2 + log(1 + f) */
function logCombine(k: f64, f: f64): f64 {
  const s = f / (2.0 + f), z = s * s, w = z * z, w2 = w * w;
  const even = w * (w2 * LOG_6 + (w * LOG_4 + LOG_2));
  const odd = z * (w2 * (w * LOG_7 + LOG_5) + (w * LOG_3 + LOG_1));
  const half = 0.5 * f * f;
  const rest = s * (half + (even + odd)) + k * LN2_LO;
  return rest - half + f + k * LN2_HI;
}

/** ln x of a positive normal number. */
export function logOfOne(x: f64): f64 {
  const high = <i32>(reinterpret<i64>(x) >> 32);
  const k = <i32>(<u32>(high + (ONE_WORD - SQRT_HALF_WORD)) >> 20) - 1023;
  return logCombine(<f64>k, x * powerOfTwo(-k) - 1.0);
}

/** ln(1 + x) of x from 0 to 1. */
export function log1pOfOne(x: f64): f64 {
  if (x == 0) return x;
  const u = 1.0 + x, v = u - 1.0;
  const e = 1.0 - (u - v) + (x - v);
  const bits = reinterpret<i64>(u);
  const shifted = <i32>(bits >> 32) + (ONE_WORD - SQRT_HALF_WORD);
  const high = (shifted & MANTISSA_WORD) + SQRT_HALF_WORD;
  const k = <i32>(<u32>shifted >> 20) - 1023;
  const m = reinterpret<f64>((<i64>high << 32) | (bits & 0xffffffff));
  return logCombine(<f64>k, e * powerOfTwo(-k) + (m - 1.0));
}
