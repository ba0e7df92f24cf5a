import {halfTurnCosine, halfTurnFraction, halfTurnSine} from "../../lib/halfTurn.as";
import {pieceHead, pieceRest, pieceRow} from "../../lib/pieces.as";
import {constant, madd} from "../../lib/simd.as";
import {EXP_LANES} from "../exp/expTables";
import {GAMMA_FIRST, LGAMMA_LANES} from "../lgamma/constants";
import {logLane} from "../log/lane.as";
import {DIGAMMA_LANES} from "./constants";
import {DIGAMMA_PIECES, DIGAMMA_ROOT, DIGAMMA_SERIES} from "./digammaTables";

/** ψ(x), lane by lane. */
@inline
export function digammaLane(x: v128): v128 {
  if (i64x2.all_true(f64x2.ge(x, constant(DIGAMMA_LANES, 1)))) return asymptotic(x);
  const a = f64x2.abs(x);
  const small = f64x2.lt(a, constant(DIGAMMA_LANES, 0));
  const large = f64x2.ge(a, constant(DIGAMMA_LANES, 1));
  // 1 piece: ψ(1 + a) where a is small, else ψ(a)
  const c = f64x2.pmin(constant(DIGAMMA_LANES, 2), a);
  const z = f64x2.add(f64x2.mul(c, constant(LGAMMA_LANES, 3)), constant(EXP_LANES, 1));
  const k = f64x2.sub(z, constant(EXP_LANES, 1));
  const row = f64x2.add(z, v128.and(small, constant(LGAMMA_LANES, 3)));
  const root = f64x2.sub(
    constant(DIGAMMA_ROOT, 0), v128.and(small, constant(DIGAMMA_LANES, 5)));
  const t = v128.bitselect(
    f64x2.sub(f64x2.sub(c, root), constant(DIGAMMA_ROOT, 1)),
    f64x2.sub(c, f64x2.mul(k, constant(LGAMMA_LANES, 4))),
    f64x2.le(f64x2.abs(f64x2.sub(row, constant(DIGAMMA_LANES, 3))), constant(DIGAMMA_LANES, 5)));
  const p = pieceRow(DIGAMMA_PIECES, i32x4.extract_lane(row, 0) - GAMMA_FIRST);
  const q = pieceRow(DIGAMMA_PIECES, i32x4.extract_lane(row, 2) - GAMMA_FIRST);
  const piece = f64x2.add(pieceHead(p, q), pieceRest(p, q, t));
  let y = piece;
  // 2 below and above the pieces
  if (v128.any_true(small)) {
    y = v128.bitselect(f64x2.sub(piece, f64x2.div(constant(DIGAMMA_LANES, 5), x)), y, small);
  }
  if (v128.any_true(large)) y = v128.bitselect(asymptotic(a), y, large);
  // 3 negative arguments, NaN
  if (i64x2.all_true(f64x2.ge(x, f64x2.splat(0)))) return y;
  return digammaReflected(x, piece, y);
}

/** log a − (1/(2a) + D(1/a²)/a²) */
@inline
function asymptotic(a: v128): v128 {
  const w = f64x2.div(constant(DIGAMMA_LANES, 5), a);
  const u = f64x2.mul(w, w);
  const u2 = f64x2.mul(u, u), u4 = f64x2.mul(u2, u2);
  const low = madd(u2, madd(u, constant(DIGAMMA_SERIES, 3), constant(DIGAMMA_SERIES, 2)),
    madd(u, constant(DIGAMMA_SERIES, 1), constant(DIGAMMA_SERIES, 0)));
  const middle = madd(u2, madd(u, constant(DIGAMMA_SERIES, 7), constant(DIGAMMA_SERIES, 6)),
    madd(u, constant(DIGAMMA_SERIES, 5), constant(DIGAMMA_SERIES, 4)));
  const high = madd(u, constant(DIGAMMA_SERIES, 9), constant(DIGAMMA_SERIES, 8));
  const series = madd(u4, madd(u4, high, middle), low);
  return f64x2.sub(logLane(a), madd(u, series, f64x2.mul(constant(DIGAMMA_LANES, 4), w)));
}

/** ψ(−a) = ψ(1 + a) + π cot πa where x = −a < 0; NaN at the poles and at −∞. */
function digammaReflected(x: v128, piece: v128, y: v128): v128 {
  const a = f64x2.abs(x), one = f64x2.splat(1);
  const small = f64x2.lt(a, constant(DIGAMMA_LANES, 0));
  const f = halfTurnFraction(a);
  const next = v128.bitselect(piece, f64x2.add(y, f64x2.div(one, a)), small);
  const mirrored = f64x2.add(next, f64x2.div(halfTurnCosine(f), halfTurnSine(f)));
  const finite = v128.bitselect(f64x2.splat(NaN), mirrored, f64x2.eq(f, f64x2.splat(0)));
  const negative = v128.bitselect(finite, y, f64x2.lt(x, f64x2.splat(0)));
  return v128.bitselect(negative, x, f64x2.eq(x, x));
}
