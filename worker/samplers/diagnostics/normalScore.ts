// The normal law's quantile of one tail, as rank scores need it by the hundred thousand.
import {erfc, strictMath} from "../../math.ts";

const {exp, log} = strictMath;

/** z with P(Z ≤ z) = p, for 0 < p < 1. */
export function normalScore(p: number): number {
  return p > 0.5 ? upperScore(1 - p) : -upperScore(p);
}

/**
 * z ≥ 0 with P(Z > z) = q ≤ ½: a rational function within 4.5e-4 (Abramowitz and Stegun 26.2.23), then two steps of
 * Halley, each of which cubes the error.
 */
function upperScore(q: number): number {
  const t = Math.sqrt(-2 * log(q));
  const numerator = 2.515517 + t * (0.802853 + t * 0.010328);
  let z = t - numerator / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308)));
  for (let step = 0; step < 2; step++) {
    const density = exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
    const newton = (0.5 * erfc(z * Math.SQRT1_2) - q) / density;
    z += newton / (1 - 0.5 * z * newton);
  }
  return z;
}
