import {cosPolynomial, sinPolynomial} from "../sincos/polynomials.ts";
import {reduce, reduced} from "../sincos/reduce.ts";

/** sin x: the polynomial of the quadrant that x falls in. */
export function sin(x: number): number {
  const n = reduce(x);
  const y =
    (n & 1) === 0 ? sinPolynomial(reduced[0], reduced[1]) : cosPolynomial(reduced[0], reduced[1]);
  return (n & 2) === 0 ? y : -y;
}
