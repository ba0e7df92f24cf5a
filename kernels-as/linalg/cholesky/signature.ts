import {defineSignature, each} from "../../kernel.ts";
import {MATRIX_BLOCK} from "../constants.ts";
import {order, square, status} from "../fields.ts";

export const cholesky = defineSignature({
  name: "cholesky",
  outputs: {
    L: each("f64", "the factor, zeros above its diagonal", square),
    status: status("k + 1: not positive definite, seen at pivot k")
  },
  inputs: {A: each("f64", "symmetric positive definite matrix", square)},
  scalars: {n: order},
  block: MATRIX_BLOCK
});
