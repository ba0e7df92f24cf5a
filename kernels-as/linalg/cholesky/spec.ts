import {defineKernel} from "../../kernel.ts";
import {ON_FAILURE, RELAXED_ULPS, exampleSymmetric} from "../fields.ts";
import {choleskyReference} from "./reference.ts";
import {cholesky as signature} from "./signature.ts";

export const cholesky = defineKernel(signature, {
  doc: `A = L Lᵀ with L lower triangular and a positive diagonal; reads the lower triangle of A only.
    |A − L Lᵀ| ≤ (n + 1) ε |L||Lᵀ| in every element. ${ON_FAILURE}`,
  tolerance: {wasm: 0, relaxed: RELAXED_ULPS},
  errors: {f64: [{region: "‖A − LLᵀ‖ / (n ε ‖A‖), n to 300", max: 0.82, unit: "rel"}]},
  reference: choleskyReference,
  example: {scalars: {n: 4}, inputs: {A: exampleSymmetric}}
});
