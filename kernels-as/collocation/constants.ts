// The weight functions by number, and what they are made of; read by TypeScript and by AssemblyScript.
export const EPANECHNIKOV: i32 = 0;
export const UNIFORM: i32 = 1;
export const TRIANGULAR: i32 = 2;
export const QUARTIC: i32 = 3;
export const TRIWEIGHT: i32 = 4;
export const TRICUBE: i32 = 5;
export const GAUSSIAN: i32 = 6;
export const COSINE: i32 = 7;
export const LOGISTIC: i32 = 8;
export const SIGMOID: i32 = 9;
export const SILVERMAN: i32 = 10;
/** Silverman's kernel with |x|/2 in the sine, as the SciML packages have it. */
export const SILVERMAN_SCIML: i32 = 11;

export const HALF_PI: f64 = 1.5707963267948966;
export const QUARTER_PI: f64 = 0.7853981633974483;
/** 1/√2 */
export const ROOT_HALF: f64 = 0.7071067811865476;

/** Targets that a lane takes at a time: neighbours share sums over what all their windows hold. */
export const TARGETS = 32;
/** Shared sums are worth their while from so many shared points on. */
export const LEAST_SHARED: i32 = 96;
/**
 * Where a window's mean weight is below this, its points crowd at the edge, and shared sums, which are exact to a
 * fraction of the count of points and not of their weights, are left alone.
 */
export const LEAST_WEIGHT: f64 = 0.03125;
/** Doubles for the moments of one row: 16 powers on either side. */
export const ROW: i32 = 32;

/** a of the kernels that are (1 − |z|ᵃ)ᵇ; 0 for the others. */
export function innerPower(shape: i32): i32 {
  if (shape === TRIANGULAR) return 1;
  if (shape === TRICUBE) return 3;
  return shape <= TRIWEIGHT ? 2 : 0;
}

/** b of those. */
export function outerPower(shape: i32): i32 {
  if (shape === UNIFORM) return 0;
  if (shape === QUARTIC) return 2;
  return shape === TRIWEIGHT || shape === TRICUBE ? 3 : 1;
}

/** The factor of |z|^(ak) in (1 − |z|ᵃ)ᵇ, b ≤ 3. */
export function binomial(b: i32, k: i32): f64 {
  const size: f64 = k === 0 || k === b ? 1 : b;
  return (k & 1) === 0 ? size : -size;
}

/** Doubles of scratch: moments of the weights and each series, room to shift a row, and what comes of it. */
export function fitScratch(series: i32): i32 {
  return ROW * (series + 2) + 5 + 3 * series;
}
