import {defineKernel, each} from "../../kernel.ts";
import {MATRIX_BLOCK} from "../constants.ts";
import {
  ON_FAILURE,
  RELAXED_ULPS,
  exampleSide,
  exampleSymmetric,
  order,
  sideCount,
  sides,
  square,
  status
} from "../fields.ts";
import {choleskySolveReference} from "./reference.ts";

export const choleskySolve = defineKernel({
  name: "choleskySolve",
  doc: `X with L Lᵀ X = B: solves A X = B by what \`cholesky\` returned; reads the lower triangle of L
    only. Backward stable: (A + E) x = b with |E| ≤ 4 n ε |L||Lᵀ|. ${ON_FAILURE}`,
  outputs: {
    X: each("f64", "solutions, one a column", sides),
    status: status("k + 1: zero at L(k, k), −2: X overflows")
  },
  inputs: {
    L: each("f64", "lower triangular factor", square),
    B: each("f64", "right-hand sides, one a column", sides)
  },
  scalars: {n: order, m: sideCount},
  block: MATRIX_BLOCK,
  tolerance: {wasm: 0, relaxed: RELAXED_ULPS},
  errors: {f64: [{region: "‖AX − B‖ / (n ε ‖A‖‖X‖), n to 300", max: 1.1, unit: "rel"}]},
  reference: choleskySolveReference,
  example: {scalars: {n: 4, m: 3}, inputs: {L: exampleSymmetric, B: exampleSide}}
});
