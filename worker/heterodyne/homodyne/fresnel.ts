// ∫ e^(iπt²/2) from 0 to x, the Fresnel integral that a steady flow leaves in a one-time correlation.
import {strictMath} from "../../math.ts";

const {PI, cos, sin} = strictMath;

/** Up to here the power series keeps 14 digits, beyond it the continued fraction does. */
const NEAR = 2;
const TERMS = 60;

/** |∫|²/x²: 1 at x = 0. */
export function fresnelShare(x: number): number {
  return x < NEAR ? near(x) : far(x);
}

/** Σ (iu)^k/(k!·(2k + 1)), u = πx²/2: real and imaginary terms by turns. */
function near(x: number): number {
  const u = 0.5 * PI * x * x;
  let [real, imaginary] = [0, 0];
  let term = 1;
  for (let k = 0; k < TERMS; k++) {
    const part = (k & 2 ? -term : term) / (2 * k + 1);
    if (k & 1) imaginary += part;
    else real += part;
    term *= u / (k + 1);
  }
  return real * real + imaginary * imaginary;
}

/**
 * ½(1 + i)·erf(z), z = ½√π·(1 − i)·x, with erfc(z) = e^(−z²)/(√π·K) and K = z + ½/(z + 1/(z + 1½/(z + …))); e^(−z²) is of
 * length 1.
 */
function far(x: number): number {
  const z = 0.5 * Math.sqrt(PI) * x;
  let [real, imaginary] = [z, -z];
  for (let m = TERMS; m > 0; m--) {
    const size = (0.5 * m) / (real * real + imaginary * imaginary);
    [real, imaginary] = [z + size * real, -z - size * imaginary];
  }
  const u = 0.5 * PI * x * x;
  const size = 1 / (Math.sqrt(PI) * (real * real + imaginary * imaginary));
  const erfReal = 1 - size * (cos(u) * real + sin(u) * imaginary);
  const erfImaginary = -size * (sin(u) * real - cos(u) * imaginary);
  return (erfReal * erfReal + erfImaginary * erfImaginary) / (2 * x * x);
}
