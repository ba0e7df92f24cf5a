import {defineKernel} from "../../kernel.ts";
import {ON_FAILURE, RELAXED_ULPS, exampleSymmetric} from "../fields.ts";
import {symmetricEigenReference} from "./reference.ts";
import {symmetricEigen as signature} from "./signature.ts";

export const symmetricEigen = defineKernel(signature, {
  doc: `A = V Λ Vᵀ, eigenvalues ascending; reads the lower triangle of A only. Householder
    tridiagonalisation, then implicit QL. Every eigenvalue within O(n ε ‖A‖), V orthonormal to O(n ε). The
    signs of the vectors, and the basis where values coincide, are fixed but mean nothing. ${ON_FAILURE}`,
  tolerance: {wasm: 0, relaxed: RELAXED_ULPS},
  errors: {
    f64: [
      {region: "‖AV − VΛ‖ / (n ε ‖A‖), n to 300", max: 1.2, unit: "rel"},
      {region: "‖VᵀV − I‖ / (n ε), n to 300", max: 2.4, unit: "rel"}
    ]
  },
  reference: symmetricEigenReference,
  example: {scalars: {n: 4}, inputs: {A: exampleSymmetric}}
});
