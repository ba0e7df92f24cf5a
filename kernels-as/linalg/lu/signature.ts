import {defineSignature, each} from "../../kernel.ts";
import {MATRIX_BLOCK} from "../constants.ts";
import {order, square, status} from "../fields.ts";

export const lu = defineSignature({
  name: "lu",
  outputs: {
    LU: each("f64", "U on and above the diagonal, L below it without its unit diagonal", square),
    pivots: each("i32", "the permutation", ({n}) => n),
    status: status("k + 1: singular, column k has no pivot, −2: U overflows")
  },
  inputs: {A: each("f64", "matrix", square)},
  scalars: {n: order},
  block: MATRIX_BLOCK
});
