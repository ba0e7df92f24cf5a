/** A third of the exponent, added to a third of the high word: within 6 % of the cube root (fdlibm's s_cbrt.c). */
export const CBRT_BIAS: u32 = 715094163;
/** A subnormal is lifted by 2^54, and its root comes out 2^18 too large. */
export const CBRT_LIFT = 18014398509481984.0;
export const CBRT_LOWER = 0.000003814697265625;
/** Outside these bounds (2^500, 2^−450) a square may overflow or lose digits, and 2^∓600 is put before it. */
export const HYPOT_ABOVE = 3.273390607896142e150;
export const HYPOT_BELOW = 3.4395525670743494e-136;
export const HYPOT_DOWN = 2.409919865102884e-181;
export const HYPOT_UP = 4.149515568880993e180;
