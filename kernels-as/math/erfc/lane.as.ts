import {pieceHead, pieceRest, pieceRow} from "../../lib/pieces.as";
import {bitConstant, constant} from "../../lib/simd.as";
import {erfDistance, erfPiece, erfRow0, erfRow1} from "../erf/lane.as";
import {expTailLane} from "../exp/lane.as";
import {ERFC_BITS, ERFC_FIRST, ERFC_LANES} from "./constants";
import {ERFC_PIECES} from "./erfcTables";

/** 1 − erf x, for x < ERFC_TAIL and NaN. */
@inline
function erfcMiddle(x: v128): v128 {
  const z = erfPiece(x);
  const a = erfRow0(z), b = erfRow1(z);
  const sign = v128.xor(x, f64x2.abs(x));
  const head = v128.xor(pieceHead(a, b), sign);
  const rest = v128.xor(pieceRest(a, b, erfDistance(x, z)), sign);
  // the head has no bits below 2^-53, so 1 − head is exact where x > 0
  const y = f64x2.sub(f64x2.sub(constant(ERFC_LANES, 0), head), rest);
  return v128.bitselect(y, x, f64x2.eq(x, x));
}

/** e^(−x²)·(e^(x²) erfc x), for x ≥ ERFC_TAIL. */
@inline
function erfcTail(x: v128): v128 {
  const c = f64x2.pmax(constant(ERFC_LANES, 0), f64x2.pmin(constant(ERFC_LANES, 1), x));
  // 1 piece
  const j = i64x2.shr_u(c, 50);
  const centre = v128.or(v128.and(c, bitConstant(ERFC_BITS, 0)), bitConstant(ERFC_BITS, 1));
  const a = pieceRow(ERFC_PIECES, i32x4.extract_lane(j, 0) - ERFC_FIRST);
  const b = pieceRow(ERFC_PIECES, i32x4.extract_lane(j, 2) - ERFC_FIRST);
  const y = f64x2.add(pieceHead(a, b), pieceRest(a, b, f64x2.sub(c, centre)));
  // 2 the exponential of x² = h² + (x − h)(x + h), whose first term is exact
  const h = v128.and(c, bitConstant(ERFC_BITS, 2));
  const low = f64x2.mul(f64x2.sub(c, h), f64x2.add(c, h));
  return f64x2.mul(expTailLane(f64x2.neg(f64x2.mul(h, h)), f64x2.neg(low)), y);
}

/** erfc x, lane by lane. */
@inline
export function erfcLane(x: v128): v128 {
  const far = f64x2.ge(x, constant(ERFC_LANES, 0));
  if (!v128.any_true(far)) return erfcMiddle(x);
  if (i64x2.all_true(far)) return erfcTail(x);
  return v128.bitselect(erfcTail(x), erfcMiddle(x), far);
}
