// Box and Muller's polar step in scalar form; the two-lane twins are in lane.as.ts.
import {log} from "../../math/log/reference.ts";
import {cosPolynomial, sinPolynomial} from "../../math/sincos/polynomials.ts";
import {TO_RADIANS, TWO_M30} from "../constants.ts";
import {positive} from "../fraction.ts";

/** √(−2 ln u) of a 64-bit fraction u in (0, 1]. */
export function radius(high: number, low: number): number {
  return Math.sqrt(log(positive(high, low)) * -2);
}

/** What a second word adds to an angle. */
export function rest(word: number): number {
  return (word + 0.5) * TWO_M30;
}

/** cos of the angle whose quarter turn is a word's top two bits, the rest its lower 30 and `more`. */
export function cosine(word: number, more: number): number {
  const x = ((word << 2) + more) * TO_RADIANS;
  const quadrant = word >>> 30;
  const c = quadrant & 1 ? sinPolynomial(x, 0) : cosPolynomial(x, 0);
  return (quadrant + 1) & 2 ? -c : c;
}

/** sin of the same angle. */
export function sine(word: number, more: number): number {
  const x = ((word << 2) + more) * TO_RADIANS;
  const quadrant = word >>> 30;
  const s = quadrant & 1 ? cosPolynomial(x, 0) : sinPolynomial(x, 0);
  return quadrant & 2 ? -s : s;
}
