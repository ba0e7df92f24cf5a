import {defineKernel, each} from "../../kernel.ts";
import {MATRIX_BLOCK} from "../constants.ts";
import {ON_FAILURE, RELAXED_ULPS, exampleMatrix, order, square, status} from "../fields.ts";
import {luReference} from "./reference.ts";

export const lu = defineKernel({
  name: "lu",
  doc: `P A = L U by partial pivoting: row i of P A is row pivots(i) of A. Of equal candidates the first is
    the pivot. |P A − L U| ≤ n ε |L||U| in every element. ${ON_FAILURE}`,
  outputs: {
    LU: each("f64", "U on and above the diagonal, L below it without its unit diagonal", square),
    pivots: each("i32", "the permutation", ({n}) => n),
    status: status("k + 1: singular, column k has no pivot, −2: U overflows")
  },
  inputs: {A: each("f64", "matrix", square)},
  scalars: {n: order},
  block: MATRIX_BLOCK,
  tolerance: {wasm: 0, relaxed: RELAXED_ULPS},
  errors: {f64: [{region: "‖PA − LU‖ / (n ε ‖A‖), n to 300", max: 0.23, unit: "rel"}]},
  reference: luReference,
  example: {scalars: {n: 4}, inputs: {A: exampleMatrix}}
});
