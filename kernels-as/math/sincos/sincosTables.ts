// Reduction by multiples of π/2 and the polynomials of sin and cos on |r| ≤ π/4 (those of fdlibm's
// k_sin.c and k_cos.c). The parts of π/2 and the bits of 2/π: tests/fixtures/make/mathTables.py.
import {SHIFT} from "../exp/expTables.ts";

export const TWO_OVER_PI = 0.6366197723675814;
/** π/2 in parts of 36 bits: times a whole number below 2^17 each of the first three products is exact. */
export const HALF_PI_1 = 1.5707963267923333;
export const HALF_PI_2 = 2.5633441515839558e-12;
export const HALF_PI_3 = 1.0562999066944068e-23;
export const HALF_PI_4 = 4.3359050650618903e-35;
/** What the first two parts leave, in 53 bits. */
export const HALF_PI_REST = 1.0562999066987428e-23;
/** π/2 in two doubles. */
export const HALF_PI_HI = 1.5707963267948966;
export const HALF_PI_LO = 6.123233995736766e-17;
/** Up to here the three-part reduction is exact enough. */
export const SIN_FAST = 200000.0;
/** Up to 2^30 a reduction that splits the quotient in two; beyond, 192 bits of 2/π. */
export const SIN_MIDDLE = 1073741824.0;
/** 1.5·2^67: adding it rounds a quotient to a multiple of 2^15. */
export const SPLIT_SHIFT = 221360928884514619392.0;
/** 2^27 + 1, which cuts a double into two halves. */
export const HALVING = 134217729.0;

export const SIN_1 = -1.66666666666666324348e-1;
export const SIN_2 = 8.33333333332248946124e-3;
export const SIN_3 = -1.98412698298579493134e-4;
export const SIN_4 = 2.75573137070700676789e-6;
export const SIN_5 = -2.50507602534068634195e-8;
export const SIN_6 = 1.58969099521155010221e-10;
export const COS_1 = 4.16666666666666019037e-2;
export const COS_2 = -1.38888888888741095749e-3;
export const COS_3 = 2.48015872894767294178e-5;
export const COS_4 = -2.75573143513906633035e-7;
export const COS_5 = 2.0875723212981748279e-9;
export const COS_6 = -1.13596475577881948265e-11;

/** Doubled constants, in the order the lane routines name them. */
export const SIN_LANES: StaticArray<f64> = [
  TWO_OVER_PI,
  TWO_OVER_PI,
  SHIFT,
  SHIFT,
  HALF_PI_1,
  HALF_PI_1,
  HALF_PI_2,
  HALF_PI_2,
  HALF_PI_3,
  HALF_PI_3,
  HALF_PI_4,
  HALF_PI_4,
  0.5,
  0.5,
  1.0,
  1.0,
  SIN_1,
  SIN_1,
  SIN_2,
  SIN_2,
  SIN_3,
  SIN_3,
  SIN_4,
  SIN_4,
  SIN_5,
  SIN_5,
  SIN_6,
  SIN_6,
  COS_1,
  COS_1,
  COS_2,
  COS_2,
  COS_3,
  COS_3,
  COS_4,
  COS_4,
  COS_5,
  COS_5,
  COS_6,
  COS_6,
  HALF_PI_REST,
  HALF_PI_REST
];

/** A word of zeros, then the first 1280 bits of 2/π after the point. */
export const TWO_OVER_PI_WORDS: StaticArray<u32> = [
  0x00000000, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab,
  0xdebbc561, 0xb7246e3a, 0x424dd2e0, 0x06492eea, 0x09d1921c, 0xfe1deb1c, 0xb129a73e, 0xe88235f5,
  0x2ebb4484, 0xe99c7026, 0xb45f7e41, 0x3991d639, 0x835339f4, 0x9c845f8b, 0xbdf9283b, 0x1ff897ff,
  0xde05980f, 0xef2f118b, 0x5a0a6d1f, 0x6d367ecf, 0x27cb09b7, 0x4f463f66, 0x9e5fea2d, 0x7527bac7,
  0xebe5f17b, 0x3d0739f7, 0x8a5292ea, 0x6bfb5fb1, 0x1f8d5d08, 0x56033046, 0xfc7b6bab, 0xf0cfbc20,
  0x9af4361d
];
