// log(1 + z) as kernels-as/math/log1p has it, to the bit, for z ≥ 0, without reading its table.
// The import brings the table along all the same: .tools/kernels.mjs gives this program's static
// data a place of their own.
import {
  LN2_HI, LN2_LO, LOG_1, LOG_2, LOG_3, LOG_4, LOG_5, LOG_6, LOG_7, ONE_WORD, SQRT_HALF_WORD
} from "../../math/log/logTables";
import {madd} from "../../lib/simd.as";
import {LOG1P_LARGE} from "../../math/log1p/constants";

export function logOfOneAnd(z: v128): v128 {
  const one = f64x2.splat(1), x = f64x2.min(z, f64x2.splat(LOG1P_LARGE));
  const u = f64x2.add(one, x), v = f64x2.sub(u, one);
  const e = f64x2.add(f64x2.sub(one, f64x2.sub(u, v)), f64x2.sub(x, v));
  // u = 2^k·m, m in [√½, √2)
  const offset = <i64>SQRT_HALF_WORD << 32;
  const shifted = i64x2.add(u, i64x2.splat((<i64>ONE_WORD << 32) - offset));
  const m = i64x2.add(v128.and(shifted, i64x2.splat(0x000fffffffffffff)), i64x2.splat(offset));
  const scale = i64x2.sub(
    i64x2.splat(2046 << 52), v128.and(shifted, i64x2.splat(0xfff0000000000000)));
  return combine(exponentOf(shifted), madd(e, scale, f64x2.sub(m, one)));
}

/** k as a number, by way of 2^52 + k. */
@inline
function exponentOf(shifted: v128): v128 {
  const bits = v128.or(i64x2.shr_u(shifted, 52), i64x2.splat(0x4330000000000000));
  return f64x2.sub(bits, f64x2.splat(4503599627370496.0 + 1023.0));
}

/** k ln 2 + log(1 + f) */
@inline
function combine(k: v128, f: v128): v128 {
  const s = f64x2.div(f, f64x2.add(f64x2.splat(2), f));
  const z = f64x2.mul(s, s), w = f64x2.mul(z, z), w2 = f64x2.mul(w, w);
  const low = madd(w, f64x2.splat(LOG_4), f64x2.splat(LOG_2));
  const even = f64x2.mul(w, madd(w2, f64x2.splat(LOG_6), low));
  const first = madd(w, f64x2.splat(LOG_3), f64x2.splat(LOG_1));
  const rest = madd(w, f64x2.splat(LOG_7), f64x2.splat(LOG_5));
  const odd = f64x2.mul(z, madd(w2, rest, first));
  const half = f64x2.mul(f64x2.mul(f64x2.splat(0.5), f), f);
  const tail = f64x2.mul(k, f64x2.splat(LN2_LO));
  const small = madd(s, f64x2.add(half, f64x2.add(even, odd)), tail);
  return madd(k, f64x2.splat(LN2_HI), f64x2.add(f64x2.sub(small, half), f));
}
