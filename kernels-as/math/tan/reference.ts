import {cosPolynomial, sinPolynomial} from "../sincos/polynomials.ts";
import {reduce, reduced} from "../sincos/reduce.ts";

/** tan x: sine over cosine of the reduced argument, or minus its reciprocal. */
export function tan(x: number): number {
  const n = reduce(x);
  const s = sinPolynomial(reduced[0], reduced[1]);
  const c = cosPolynomial(reduced[0], reduced[1]);
  return (n & 1) === 0 ? s / c : -(c / s);
}
