import {constant, firsts, madd, nmadd, row0, row1, seconds} from "../../lib/simd.as";
import {expInRange, expLane, expPolynomial} from "../exp/lane.as";
import {EXP_LANES, EXP_TABLE} from "../exp/expTables";

/** eˣ − 1 in |x| ≤ EXP_FAST only: (s − 1) + s·p with s = 2^(k/128), s − 1 exact near 0. */
@inline
export function expm1Fast(x: v128): v128 {
  const z = f64x2.add(f64x2.mul(x, constant(EXP_LANES, 0)), constant(EXP_LANES, 1));
  const k = f64x2.sub(z, constant(EXP_LANES, 1));
  const r = nmadd(k, constant(EXP_LANES, 3), nmadd(k, constant(EXP_LANES, 2), x));
  const j = v128.and(z, i64x2.splat(127));
  const a = row0(EXP_TABLE, j), b = row1(EXP_TABLE, j);
  const s = i64x2.add(seconds(a, b), i64x2.shl(z, 45));
  const p = expPolynomial(r, firsts(a, b));
  const y = madd(s, p, f64x2.sub(s, f64x2.splat(1)));
  return v128.or(y, v128.and(x, f64x2.splat(-0.0)));
}

/** eˣ − 1, lane by lane. */
@inline
export function expm1Lane(x: v128): v128 {
  const ok = expInRange(x);
  if (i64x2.all_true(ok)) return expm1Fast(x);
  return v128.bitselect(expm1Fast(x), f64x2.sub(expLane(x), f64x2.splat(1)), ok);
}
