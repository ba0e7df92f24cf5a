import {each} from "../kernel.ts";

/**
 * What every elementwise function of one real argument shares in its spec. The error tables are the
 * largest errors seen, rounded up, over 20,000 arguments a region against mpmath
 * (tests/fixtures/make/math.py measure) and 2,000,000 over the main regions against libquadmath.
 */
export const unaryFields = {
  outputs: {y: each("f64", "the function's value")},
  inputs: {x: each("f64", "argument")},
  scalars: {},
  block: 4096
};

/** The reference loop of an elementwise function of one argument. */
export function unaryLoop(f: (x: number) => number) {
  return ({y, x}: {y: Float64Array; x: Float64Array}, begin: number, end: number): void => {
    for (let i = begin; i < end; i++) y[i] = f(x[i]);
  };
}
