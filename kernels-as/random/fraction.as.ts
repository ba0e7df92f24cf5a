import {constant} from "../lib/simd.as";
import {FRACTION_LANES} from "./constants";

// Words to fractions, two at a time from the lower lanes. The scalar twins are in fraction.ts.

/** [0, 1), exactly: the top 27 bits of one word, then the top 26 of the other. */
@inline
export function unitLane(high: v128, low: v128): v128 {
  return f64x2.add(
    f64x2.mul(f64x2.convert_low_i32x4_s(i32x4.shr_u(high, 5)), constant(FRACTION_LANES, 0)),
    f64x2.mul(f64x2.convert_low_i32x4_s(i32x4.shr_u(low, 6)), constant(FRACTION_LANES, 1)));
}

/** (0, 1]: all 64 bits and a half, rounded once; the least is 2⁻⁶⁵. */
@inline
export function positiveLane(high: v128, low: v128): v128 {
  const rest = f64x2.add(f64x2.convert_low_i32x4_u(low), constant(FRACTION_LANES, 2));
  return f64x2.add(
    f64x2.mul(f64x2.convert_low_i32x4_u(high), constant(FRACTION_LANES, 3)),
    f64x2.mul(rest, constant(FRACTION_LANES, 4)));
}

/** (0, 1): 32 bits and a half. */
@inline
export function coarseLane(word: v128): v128 {
  return f64x2.mul(
    f64x2.add(f64x2.convert_low_i32x4_u(word), constant(FRACTION_LANES, 2)),
    constant(FRACTION_LANES, 3));
}

/** The upper two lanes, brought down. */
@inline
export function upper(words: v128): v128 {
  return v128.shuffle<i64>(words, words, 1, 1);
}
