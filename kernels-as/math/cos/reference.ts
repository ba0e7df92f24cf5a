import {cosPolynomial, sinPolynomial} from "../sincos/polynomials.ts";
import {reduce, reduced} from "../sincos/reduce.ts";

/** cos x: the polynomial of the quadrant that x falls in. */
export function cos(x: number): number {
  const n = reduce(x);
  const y =
    (n & 1) === 0 ? cosPolynomial(reduced[0], reduced[1]) : sinPolynomial(reduced[0], reduced[1]);
  return ((n + 1) & 2) === 0 ? y : -y;
}
