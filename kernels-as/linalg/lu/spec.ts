import {defineKernel} from "../../kernel.ts";
import {ON_FAILURE, RELAXED_ULPS, exampleMatrix} from "../fields.ts";
import {luReference} from "./reference.ts";
import {lu as signature} from "./signature.ts";

export const lu = defineKernel(signature, {
  doc: `P A = L U by partial pivoting: row i of P A is row pivots(i) of A. Of equal candidates the first is
    the pivot. |P A − L U| ≤ n ε |L||U| in every element. ${ON_FAILURE}`,
  tolerance: {wasm: 0, relaxed: RELAXED_ULPS},
  errors: {f64: [{region: "‖PA − LU‖ / (n ε ‖A‖), n to 300", max: 0.23, unit: "rel"}]},
  reference: luReference,
  example: {scalars: {n: 4}, inputs: {A: exampleMatrix}}
});
