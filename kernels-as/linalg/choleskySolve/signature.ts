import {defineSignature, each} from "../../kernel.ts";
import {MATRIX_BLOCK} from "../constants.ts";
import {order, sideCount, sides, square, status} from "../fields.ts";

export const choleskySolve = defineSignature({
  name: "choleskySolve",
  outputs: {
    X: each("f64", "solutions, one a column", sides),
    status: status("k + 1: zero at L(k, k), −2: X overflows")
  },
  inputs: {
    L: each("f64", "lower triangular factor", square),
    B: each("f64", "right-hand sides, one a column", sides)
  },
  scalars: {n: order, m: sideCount},
  block: MATRIX_BLOCK
});
