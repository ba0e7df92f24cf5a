import {defineSignature, each} from "../../kernel.ts";
import {MATRIX_BLOCK} from "../constants.ts";
import {order, sideCount, sides, square, status} from "../fields.ts";

export const luSolve = defineSignature({
  name: "luSolve",
  outputs: {
    X: each("f64", "solutions, one a column", sides),
    status: status("k + 1: zero at U(k, k), −2: X overflows, −4: pivots are no rows of A")
  },
  inputs: {
    LU: each("f64", "both factors", square),
    pivots: each("i32", "the permutation", ({n}) => n),
    B: each("f64", "right-hand sides, one a column", sides)
  },
  scalars: {n: order, m: sideCount},
  block: MATRIX_BLOCK
});
