/** From here erfc is e^(−x²) times a piecewise polynomial, before it 1 − erf. */
export const ERFC_TAIL = 1.0;
/** From here erfc rounds to 0. */
export const ERFC_TOP = 28.0;
export const ERFC_LANES: StaticArray<f64> = [ERFC_TAIL, ERFC_TAIL, ERFC_TOP, ERFC_TOP];

/** The fraction's part above its first two bits, half a piece, and the words of a double's first 26 bits. */
export const ERFC_PIECE_WORD: i32 = -262144;
export const ERFC_HALF_WORD: i32 = 0x00020000;
export const FIRST_HALF_WORD: i32 = -134217728;
export const ERFC_BITS: StaticArray<i32> = [
  0,
  ERFC_PIECE_WORD,
  0,
  ERFC_PIECE_WORD,
  0,
  ERFC_HALF_WORD,
  0,
  ERFC_HALF_WORD,
  FIRST_HALF_WORD,
  -1,
  FIRST_HALF_WORD,
  -1
];
/** The high word of 1, cut to exponent and two bits: the first piece. */
export const ERFC_FIRST: i32 = 4092;
