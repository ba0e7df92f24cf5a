import {defineKernel} from "../../kernel.ts";
import {ON_FAILURE, RELAXED_ULPS, exampleSide, exampleSymmetric} from "../fields.ts";
import {choleskySolveReference} from "./reference.ts";
import {choleskySolve as signature} from "./signature.ts";

export const choleskySolve = defineKernel(signature, {
  doc: `X with L Lᵀ X = B: solves A X = B by what \`cholesky\` returned; reads the lower triangle of L
    only. Backward stable: (A + E) x = b with |E| ≤ 4 n ε |L||Lᵀ|. ${ON_FAILURE}`,
  tolerance: {wasm: 0, relaxed: RELAXED_ULPS},
  errors: {f64: [{region: "‖AX − B‖ / (n ε ‖A‖‖X‖), n to 300", max: 1.1, unit: "rel"}]},
  reference: choleskySolveReference,
  example: {scalars: {n: 4, m: 3}, inputs: {L: exampleSymmetric, B: exampleSide}}
});
