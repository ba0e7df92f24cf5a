import {defineKernel, each} from "../../kernel.ts";
import {MATRIX_BLOCK} from "../constants.ts";
import {ON_FAILURE, RELAXED_ULPS, exampleSymmetric, order, square, status} from "../fields.ts";
import {choleskyReference} from "./reference.ts";

export const cholesky = defineKernel({
  name: "cholesky",
  doc: `A = L Lᵀ with L lower triangular and a positive diagonal; reads the lower triangle of A only.
    |A − L Lᵀ| ≤ (n + 1) ε |L||Lᵀ| in every element. ${ON_FAILURE}`,
  outputs: {
    L: each("f64", "the factor, zeros above its diagonal", square),
    status: status("k + 1: not positive definite, seen at pivot k")
  },
  inputs: {A: each("f64", "symmetric positive definite matrix", square)},
  scalars: {n: order},
  block: MATRIX_BLOCK,
  tolerance: {wasm: 0, relaxed: RELAXED_ULPS},
  errors: {f64: [{region: "‖A − LLᵀ‖ / (n ε ‖A‖), n to 300", max: 0.82, unit: "rel"}]},
  reference: choleskyReference,
  example: {scalars: {n: 4}, inputs: {A: exampleSymmetric}}
});
