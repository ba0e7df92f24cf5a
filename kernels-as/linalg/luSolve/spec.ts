import {defineKernel} from "../../kernel.ts";
import {ON_FAILURE, RELAXED_ULPS, exampleMatrix, exampleSide} from "../fields.ts";
import {luSolveReference} from "./reference.ts";
import {luSolve as signature} from "./signature.ts";

export const luSolve = defineKernel(signature, {
  doc: `X with A X = B by what \`lu\` returned. Backward stable: (A + E) x = b with
    |E| ≤ 3 n ε PᵀL U in absolute values. ${ON_FAILURE}`,
  tolerance: {wasm: 0, relaxed: RELAXED_ULPS},
  errors: {f64: [{region: "‖AX − B‖ / (n ε ‖A‖‖X‖), n to 300", max: 0.36, unit: "rel"}]},
  reference: luSolveReference,
  example: {
    scalars: {n: 4, m: 3},
    inputs: {LU: exampleMatrix, pivots: (i) => [2, 0, 3, 1][i & 3], B: exampleSide}
  }
});
