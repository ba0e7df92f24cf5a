import {pieceHead, pieceRest, pieceRow} from "../../lib/pieces.as";
import {bitConstant, constant} from "../../lib/simd.as";
import {ERF_LANES, ERF_PIECES, ERF_SIGN} from "./erfTables";

/** 1.5·2^52 plus the number of the piece of erf that holds |x|; NaN gets the last. */
@inline
export function erfPiece(x: v128): v128 {
  const c = f64x2.pmin(constant(ERF_LANES, 0), f64x2.abs(x));
  return f64x2.add(f64x2.mul(c, constant(ERF_LANES, 1)), constant(ERF_LANES, 2));
}

/** The distance of |x| from the centre of its piece. */
@inline
export function erfDistance(x: v128, z: v128): v128 {
  const c = f64x2.pmin(constant(ERF_LANES, 0), f64x2.abs(x));
  return f64x2.sub(c, f64x2.mul(f64x2.sub(z, constant(ERF_LANES, 2)), constant(ERF_LANES, 3)));
}

/** erf x, lane by lane. */
@inline
export function erfLane(x: v128): v128 {
  // 1 piece
  const z = erfPiece(x);
  const a = pieceRow(ERF_PIECES, i32x4.extract_lane(z, 0));
  const b = pieceRow(ERF_PIECES, i32x4.extract_lane(z, 2));
  // 2 polynomial
  const y = f64x2.add(pieceHead(a, b), pieceRest(a, b, erfDistance(x, z)));
  // 3 sign, NaN
  const signed = v128.or(y, v128.and(x, bitConstant(ERF_SIGN, 0)));
  return v128.bitselect(signed, x, f64x2.eq(x, x));
}
