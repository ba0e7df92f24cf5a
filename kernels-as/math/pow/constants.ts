import {POW_LN2_HI, POW_LN2_LO} from "./logTables.ts";

/** Where the 64 intervals of z begin, and 2 − this, which shifts bits so that the exponent counts from it. */
export const POW_LOW_WORD: i32 = 0x3fe69555;
export const POW_SHIFT_WORD: i32 = 0x40000000 - 0x3fe69555;
/** Half a unit of the high word. */
export const ROUND_WORD: i32 = -2147483648;
export const POW_BITS: StaticArray<i32> = [
  0,
  POW_SHIFT_WORD,
  0,
  POW_SHIFT_WORD,
  0,
  POW_LOW_WORD,
  0,
  POW_LOW_WORD,
  ROUND_WORD,
  0,
  ROUND_WORD,
  0,
  0,
  -1,
  0,
  -1
];

/** 2^52 + 1024: what stands in front of a shifted exponent field put below 2^52. */
export const POW_BIAS = 4503599627371520.0;
/** |y| beyond this gives 0, 1 or ∞ as this does. */
export const POW_LARGEST_EXPONENT = 18446744073709551616.0;
export const POW_LANES: StaticArray<f64> = [
  POW_BIAS,
  POW_BIAS,
  POW_LN2_HI,
  POW_LN2_HI,
  POW_LN2_LO,
  POW_LN2_LO,
  1.0,
  1.0,
  -0.5,
  -0.5,
  POW_LARGEST_EXPONENT,
  POW_LARGEST_EXPONENT
];
