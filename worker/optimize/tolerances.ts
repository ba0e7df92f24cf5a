// Where a search stops although no tolerance of its caller was met.

/** What rounding leaves of a sum. */
export const ROUNDING = 4 * Number.EPSILON;

/** The part of an objective that differences and solvers of equations leave uncertain. */
const NOISE = 1e-6;

/** Whether a fall that was hoped for is too small to be told from noise. */
export function isAtNoise(hope: number, value: number, ftol: number): boolean {
  return hope <= Math.max(NOISE, ftol) * Math.abs(value);
}

/** No objective that is bounded below gets here. */
export const LOWEST = -1e100;
