// log x = k ln 2 + log(1 + f), 1 + f in [√½, √2), by the form of fdlibm's e_log.c: with s = f/(2 + f)
// and z = s², log(1 + f) = f − f²/2 + s(f²/2 + R(z)), R a minimax polynomial (error below 2⁻⁵⁸).
export const LOG_1 = 6.66666666666673513e-1;
export const LOG_2 = 3.999999999940941908e-1;
export const LOG_3 = 2.857142874366239149e-1;
export const LOG_4 = 2.222219843214978396e-1;
export const LOG_5 = 1.818357216161805012e-1;
export const LOG_6 = 1.531383769920937332e-1;
export const LOG_7 = 1.479819860511658591e-1;
/** ln 2 in two parts; the first has 32 bits, so k times it is exact. */
export const LN2_HI = 6.9314718036912381649e-1;
export const LN2_LO = 1.90821492927058770002e-10;

/** The smallest normal number, and the largest of all. */
export const SMALLEST_NORMAL = 2.2250738585072014e-308;
export const LARGEST = 1.7976931348623157e308;
/** 2^54 lifts a subnormal argument into the normal numbers. */
export const LIFT = 18014398509481984.0;
export const LIFT_BITS = 54.0;
/** 2^52 + 1023: what stands in front of an exponent field put below 2^52. */
export const EXPONENT_BIAS = 4503599627371519.0;

/** Doubled constants, in the order the lane routine names them. */
export const LOG_LANES: StaticArray<f64> = [
  LOG_1,
  LOG_1,
  LOG_2,
  LOG_2,
  LOG_3,
  LOG_3,
  LOG_4,
  LOG_4,
  LOG_5,
  LOG_5,
  LOG_6,
  LOG_6,
  LOG_7,
  LOG_7,
  LN2_HI,
  LN2_HI,
  LN2_LO,
  LN2_LO,
  EXPONENT_BIAS,
  EXPONENT_BIAS,
  0.5,
  0.5,
  1.0,
  1.0,
  2.0,
  2.0,
  SMALLEST_NORMAL,
  SMALLEST_NORMAL,
  LARGEST,
  LARGEST
];

/**
 * The words of the bit patterns used to cut an argument into 2^k·(1 + f): 1 − √½ (its high word, in
 * the exponent's scale), the mantissa's mask, √½, and 2^52, each doubled.
 */
export const SQRT_HALF_WORD: i32 = 0x3fe6a09e;
export const ONE_WORD: i32 = 0x3ff00000;
export const TWO52_WORD: i32 = 0x43300000;
export const MANTISSA_WORD: i32 = 0x000fffff;
export const LOG_BITS: StaticArray<i32> = [
  0,
  ONE_WORD - SQRT_HALF_WORD,
  0,
  ONE_WORD - SQRT_HALF_WORD,
  -1,
  MANTISSA_WORD,
  -1,
  MANTISSA_WORD,
  0,
  SQRT_HALF_WORD,
  0,
  SQRT_HALF_WORD,
  0,
  TWO52_WORD,
  0,
  TWO52_WORD
];
