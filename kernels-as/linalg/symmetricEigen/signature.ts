import {defineSignature, each} from "../../kernel.ts";
import {MATRIX_BLOCK, eigenScratch} from "../constants.ts";
import {order, square, status, workspace} from "../fields.ts";

export const symmetricEigen = defineSignature({
  name: "symmetricEigen",
  outputs: {
    values: each("f64", "eigenvalues, ascending", ({n}) => n),
    V: each("f64", "eigenvectors, one a column, in the order of the values", square),
    status: status("−2: a value overflows, −3: no convergence"),
    work: workspace(({n}) => eigenScratch(n))
  },
  inputs: {A: each("f64", "symmetric matrix", square)},
  scalars: {n: order},
  block: MATRIX_BLOCK
});
