// Philox4x32-10's numbers: J. Salmon, M. Moraes, R. Dror, D. Shaw, "Parallel random numbers: as easy
// as 1, 2, 3", SC'11. The multipliers were found by search; the key steps are the golden ratio and √3 − 1.
export const PHILOX_M0: u32 = 0xd2511f53;
export const PHILOX_M1: u32 = 0xcd9e8d57;
export const PHILOX_W0: u32 = 0x9e3779b9;
export const PHILOX_W1: u32 = 0xbb67ae85;
export const PHILOX_ROUNDS: i32 = 10;

/** Multipliers and key steps as the lanes of two blocks. */
export const PHILOX_LANES: StaticArray<u32> = [
  PHILOX_M0, PHILOX_M1, PHILOX_M0, PHILOX_M1, PHILOX_W0, PHILOX_W1, PHILOX_W0, PHILOX_W1
]; // prettier-ignore

export const TWO_32: f64 = 4294967296.0;
export const TWO_M27: f64 = 7.450580596923828e-9;
export const TWO_M30: f64 = 9.313225746154785e-10;
export const TWO_M32: f64 = 2.3283064365386963e-10;
export const TWO_M53: f64 = 1.1102230246251565e-16;
export const TWO_M64: f64 = 5.421010862427522e-20;

/** From 2⁻³² of a quarter turn to radians: 2⁻³²·π/2. */
export const TO_RADIANS: f64 = 3.657295198167899e-10;

/** Doubled constants, in the order fraction.as.ts names them. */
export const FRACTION_LANES: StaticArray<f64> = [
  TWO_M27, TWO_M27, TWO_M53, TWO_M53, 0.5, 0.5, TWO_M32, TWO_M32, TWO_M64, TWO_M64,
  TWO_M30, TWO_M30, TO_RADIANS, TO_RADIANS, 2.0, 2.0, -2.0, -2.0,
  1.0, 1.0
]; // prettier-ignore

/** Marsaglia and Tsang's squeeze: accept at once where u < 1 − SQUEEZE·z⁴. */
export const SQUEEZE: f64 = 0.0331;

/** The attempt number under which gamma finds the draw that lifts a shape below 1. */
export const BOOST_ATTEMPT: u32 = 0xffffffff;
