import {defineKernel, each} from "../../kernel.ts";
import {MATRIX_BLOCK, eigenScratch} from "../constants.ts";
import {
  ON_FAILURE,
  RELAXED_ULPS,
  exampleSymmetric,
  order,
  square,
  status,
  workspace
} from "../fields.ts";
import {symmetricEigenReference} from "./reference.ts";

export const symmetricEigen = defineKernel({
  name: "symmetricEigen",
  doc: `A = V Λ Vᵀ, eigenvalues ascending; reads the lower triangle of A only. Householder
    tridiagonalisation, then implicit QL. Every eigenvalue within O(n ε ‖A‖), V orthonormal to O(n ε). The
    signs of the vectors, and the basis where values coincide, are fixed but mean nothing. ${ON_FAILURE}`,
  outputs: {
    values: each("f64", "eigenvalues, ascending", ({n}) => n),
    V: each("f64", "eigenvectors, one a column, in the order of the values", square),
    status: status("−2: a value overflows, −3: no convergence"),
    work: workspace(({n}) => eigenScratch(n))
  },
  inputs: {A: each("f64", "symmetric matrix", square)},
  scalars: {n: order},
  block: MATRIX_BLOCK,
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
