import {defineKernel, each} from "../../kernel.ts";
import {MATRIX_BLOCK} from "../constants.ts";
import {
  ON_FAILURE,
  RELAXED_ULPS,
  exampleMatrix,
  exampleSide,
  order,
  sideCount,
  sides,
  square,
  status
} from "../fields.ts";
import {luSolveReference} from "./reference.ts";

export const luSolve = defineKernel({
  name: "luSolve",
  doc: `X with A X = B by what \`lu\` returned. Backward stable: (A + E) x = b with
    |E| ≤ 3 n ε PᵀL U in absolute values. ${ON_FAILURE}`,
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
  block: MATRIX_BLOCK,
  tolerance: {wasm: 0, relaxed: RELAXED_ULPS},
  errors: {f64: [{region: "‖AX − B‖ / (n ε ‖A‖‖X‖), n to 300", max: 0.36, unit: "rel"}]},
  reference: luSolveReference,
  example: {
    scalars: {n: 4, m: 3},
    inputs: {LU: exampleMatrix, pivots: (i) => [2, 0, 3, 1][i & 3], B: exampleSide}
  }
});
