import {constant} from "../../lib/simd.as";
import {logFast} from "../../math/log/lane.as";
import {FRACTION_LANES} from "../constants";
import {positiveLane} from "../fraction.as";

// Box and Muller's polar step, two blocks at a time. The scalar twins are in polar.ts.

/** √(−2 ln u) of a 64-bit fraction u in (0, 1]. */
@inline
export function radiusLane(high: v128, low: v128): v128 {
  const e = logFast(positiveLane(high, low));
  return f64x2.sqrt(f64x2.mul(e, constant(FRACTION_LANES, 8)));
}

/** The quarter turn a word's top two bits name, as the low bits of 64. */
@inline
export function quadrantLane(word: v128): v128 {
  return i64x2.extend_low_i32x4_u(i32x4.shr_u(word, 30));
}

/** The rest of the angle, in [−π/4, π/4]: the word's lower 30 bits and `rest`, in [0, 4). */
@inline
export function angleLane(word: v128, rest: v128): v128 {
  return f64x2.mul(
    f64x2.add(f64x2.convert_low_i32x4_s(i32x4.shl(word, 2)), rest), constant(FRACTION_LANES, 6));
}

/** What a second word adds to an angle. */
@inline
export function restLane(word: v128): v128 {
  return f64x2.mul(
    f64x2.add(f64x2.convert_low_i32x4_u(word), constant(FRACTION_LANES, 2)),
    constant(FRACTION_LANES, 5));
}
