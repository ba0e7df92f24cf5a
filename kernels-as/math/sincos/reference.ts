import {cosPolynomial, sinPolynomial} from "./polynomials.ts";
import {reduce, reduced} from "./reduce.ts";

interface Arguments {
  sine: Float64Array;
  cosine: Float64Array;
  x: Float64Array;
}

/** Sine and cosine of each element, from one reduction. */
export function sincos({sine, cosine, x}: Arguments, begin: number, end: number): void {
  for (let i = begin; i < end; i++) {
    const n = reduce(x[i]);
    const s = sinPolynomial(reduced[0], reduced[1]);
    const c = cosPolynomial(reduced[0], reduced[1]);
    const odd = (n & 1) !== 0;
    const first = odd ? c : s;
    const second = odd ? s : c;
    sine[i] = (n & 2) === 0 ? first : -first;
    cosine[i] = ((n + 1) & 2) === 0 ? second : -second;
  }
}
