// Half-widths of symmetric intervals: how many standard deviations hold a given share of the normal law, or of
// Student's t for a whole number of degrees of freedom.
import {erfc, lgamma, strictMath} from "../math.ts";

const {atan, cos, exp, log, log1p, sin} = strictMath;

/** From here on four terms of the expansion in 1/dof are exact to the last bits, and shorter than the sum. */
const MANY = 1000;

/** z with P(|Z| ≤ z) = level. */
export function normalQuantile(level: number): number {
  const density = (z: number) => Math.sqrt(2 / Math.PI) * exp(-0.5 * z * z);
  return solve((z) => erfc(z * Math.SQRT1_2) - (1 - level), density);
}

/** x with P(χ² ≤ x) = level, of one degree of freedom: the square of a normal. */
export function chiSquareQuantile(level: number): number {
  const z = normalQuantile(level);
  return z * z;
}

/** t with P(|T| ≤ t) = level; an infinite dof gives the normal's, none gives NaN. */
export function studentQuantile(level: number, dof: number): number {
  if (!(dof >= 1)) return NaN;
  if (dof > MANY) return expand(normalQuantile(level), dof);
  const half = 0.5 * (dof + 1);
  const scale = lgamma(half) - lgamma(0.5 * dof) - 0.5 * log(dof * Math.PI) + Math.LN2;
  const density = (t: number) => exp(scale - half * log1p((t * t) / dof));
  return solve((t) => level - studentWithin(t, dof), density);
}

/** P(|T| ≤ t): a finite sum in the angle whose tangent is t/√dof, Abramowitz and Stegun 26.7.3 and 26.7.4. */
function studentWithin(t: number, dof: number): number {
  const angle = atan(t / Math.sqrt(dof));
  const c = cos(angle);
  const isOdd = dof % 2 === 1;
  let term = isOdd ? c : 1;
  let sum = dof === 1 ? 0 : term;
  for (let k = isOdd ? 2 : 1; k + 1 < dof; k += 2) {
    term *= (k / (k + 1)) * c * c;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sin(angle) * sum) : sin(angle) * sum;
}

/** Student's quantile from the normal's in powers of 1/dof, Abramowitz and Stegun 26.7.5. */
function expand(z: number, dof: number): number {
  const s = z * z;
  const terms = [
    (s + 1) / 4,
    ((5 * s + 16) * s + 3) / 96,
    (((3 * s + 19) * s + 17) * s - 15) / 384,
    ((((79 * s + 776) * s + 1482) * s - 1920) * s - 945) / 92160
  ];
  return z * (1 + terms.reduceRight((sum, term) => (sum + term) / dof, 0));
}

/** Newton from 0: the excess falls and bends upwards, so the steps come from one side and never overshoot. */
function solve(excess: (x: number) => number, density: (x: number) => number): number {
  let x = 0;
  for (let round = 0; round < 200; round++) {
    const step = excess(x) / density(x);
    if (!(step > 2e-16 * x)) break;
    x += step;
  }
  return x;
}
