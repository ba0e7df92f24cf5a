import {halfTurnFraction, halfTurnSine} from "../../lib/halfTurn.as";
import {pieceHead, pieceRest, pieceRow} from "../../lib/pieces.as";
import {constant, madd} from "../../lib/simd.as";
import {EXP_LANES} from "../exp/expTables";
import {logLane} from "../log/lane.as";
import {GAMMA_FIRST, LGAMMA_LANES} from "./constants";
import {LGAMMA_PIECES, STIRLING} from "./lgammaTables";

/** log |Γ(x)|, lane by lane. */
@inline
export function lgammaLane(x: v128): v128 {
  if (i64x2.all_true(f64x2.ge(x, constant(LGAMMA_LANES, 1)))) return stirling(x, logLane(x));
  const a = f64x2.abs(x);
  const small = f64x2.lt(a, constant(LGAMMA_LANES, 0));
  const large = f64x2.ge(a, constant(LGAMMA_LANES, 1));
  // 1 piece: log Γ(1 + a) where a is small, else log Γ(a)
  const c = f64x2.pmin(constant(LGAMMA_LANES, 2), a);
  const z = f64x2.add(f64x2.mul(c, constant(LGAMMA_LANES, 3)), constant(EXP_LANES, 1));
  const k = f64x2.sub(z, constant(EXP_LANES, 1));
  const t = v128.bitselect(
    f64x2.sub(c, constant(LGAMMA_LANES, 8)), f64x2.sub(c, f64x2.mul(k, constant(LGAMMA_LANES, 4))),
    f64x2.eq(z, constant(LGAMMA_LANES, 9)));
  const row = f64x2.add(z, v128.and(small, constant(LGAMMA_LANES, 3)));
  const p = pieceRow(LGAMMA_PIECES, i32x4.extract_lane(row, 0) - GAMMA_FIRST);
  const q = pieceRow(LGAMMA_PIECES, i32x4.extract_lane(row, 2) - GAMMA_FIRST);
  const piece = f64x2.add(pieceHead(p, q), pieceRest(p, q, t));
  let y = piece;
  // 2 below and above the pieces
  if (v128.any_true(v128.or(small, large))) {
    const l = logLane(a);
    y = v128.bitselect(f64x2.sub(piece, l), y, small);
    if (v128.any_true(large)) y = v128.bitselect(stirling(a, l), y, large);
  }
  // 3 negative arguments, NaN
  if (i64x2.all_true(f64x2.ge(x, f64x2.splat(0)))) return y;
  return lgammaReflected(x, piece, y);
}

/** (a − ½)(log a − 1) + ½ log 2π − ½ + M(1/a²)/a, l = log a */
@inline
function stirling(a: v128, l: v128): v128 {
  const w = f64x2.div(constant(LGAMMA_LANES, 6), a);
  const u = f64x2.mul(w, w);
  const u2 = f64x2.mul(u, u);
  const low = madd(u2, madd(u, constant(STIRLING, 3), constant(STIRLING, 2)),
    madd(u, constant(STIRLING, 1), constant(STIRLING, 0)));
  const high = madd(u2, madd(u, constant(STIRLING, 7), constant(STIRLING, 6)),
    madd(u, constant(STIRLING, 5), constant(STIRLING, 4)));
  const series = madd(f64x2.mul(u2, u2), high, low);
  const main = f64x2.mul(
    f64x2.sub(a, constant(LGAMMA_LANES, 5)), f64x2.sub(l, constant(LGAMMA_LANES, 6)));
  return f64x2.add(main, madd(w, series, constant(LGAMMA_LANES, 7)));
}

/** Γ(−a) Γ(1 + a) = −π/sin πa where x = −a < 0; ∞ at the poles and at −∞. */
function lgammaReflected(x: v128, piece: v128, y: v128): v128 {
  const a = f64x2.abs(x), one = f64x2.splat(1), infinity = f64x2.splat(Infinity);
  const small = f64x2.lt(a, constant(LGAMMA_LANES, 0));
  const f = halfTurnFraction(a);
  const sine = f64x2.mul(f64x2.abs(halfTurnSine(f)), v128.bitselect(one, a, small));
  const mirrored = f64x2.sub(f64x2.neg(logLane(sine)), v128.bitselect(piece, y, small));
  const finite = v128.bitselect(infinity, mirrored, f64x2.eq(f, f64x2.splat(0)));
  const negative = v128.bitselect(finite, y, f64x2.lt(x, f64x2.splat(0)));
  return v128.bitselect(negative, x, f64x2.eq(x, x));
}
