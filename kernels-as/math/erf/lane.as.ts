import {pieceHead, pieceRest, pieceRow} from "../../lib/pieces.as";
import {constant} from "../../lib/simd.as";
import {EXP_LANES} from "../exp/expTables";
import {ERF_LANES} from "./constants";
import {ERF_PIECES} from "./erfTables";

/** |x|, or the end of the pieces where x is beyond it or NaN. */
@inline
function erfClamp(x: v128): v128 {
  return f64x2.pmin(constant(ERF_LANES, 0), f64x2.abs(x));
}

/** The number of the piece that holds |x|, in the low bits. */
@inline
export function erfPiece(x: v128): v128 {
  return f64x2.add(f64x2.mul(erfClamp(x), constant(ERF_LANES, 1)), constant(EXP_LANES, 1));
}

/** The distance of |x| from the centre of piece z. */
@inline
export function erfDistance(x: v128, z: v128): v128 {
  const k = f64x2.sub(z, constant(EXP_LANES, 1));
  return f64x2.sub(erfClamp(x), f64x2.mul(k, constant(ERF_LANES, 2)));
}

@inline
export function erfRow0(z: v128): usize {
  return pieceRow(ERF_PIECES, i32x4.extract_lane(z, 0));
}

@inline
export function erfRow1(z: v128): usize {
  return pieceRow(ERF_PIECES, i32x4.extract_lane(z, 2));
}

/** erf x, lane by lane. */
@inline
export function erfLane(x: v128): v128 {
  // 1 piece
  const z = erfPiece(x);
  const a = erfRow0(z), b = erfRow1(z);
  // 2 polynomial
  const y = f64x2.add(pieceHead(a, b), pieceRest(a, b, erfDistance(x, z)));
  // 3 sign, NaN
  const sign = v128.xor(x, f64x2.abs(x));
  return v128.bitselect(v128.or(y, sign), x, f64x2.eq(x, x));
}
