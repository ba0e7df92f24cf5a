import {defineKernel, each} from "../../kernel.ts";
import {MATRIX_BLOCK, solveScratch} from "../constants.ts";
import * as fields from "../fields.ts";
import {qrSolveReference} from "./reference.ts";

export const qrSolve = defineKernel({
  name: "qrSolve",
  doc: `X minimising ‖A x − b‖ for each column b of B, by what \`qr\` returned: R x = (Qᵀb)(0 … n − 1).
    A must have full column rank; an exact zero on R's diagonal is reported, a small one is not.
    ${fields.ON_FAILURE}`,
  outputs: {
    X: each("f64", "solutions, one a column", fields.sides),
    status: fields.status("k + 1: zero at R(k, k), −2: X overflows, −4: fewer rows than columns"),
    work: fields.workspace(({rows, m}) => solveScratch(rows, m))
  },
  inputs: {
    QR: each("f64", "R and the reflectors", fields.tall),
    T: each("f64", "the triangular factors", fields.triangles),
    B: each("f64", "right-hand sides, one a column", ({rows, m}) => rows * m)
  },
  scalars: {rows: fields.rows, n: fields.columns, m: fields.sideCount},
  block: MATRIX_BLOCK,
  tolerance: {wasm: 0, relaxed: fields.RELAXED_ULPS},
  errors: {
    f64: [{region: "‖AX − B‖ / (n ε ‖A‖‖X‖) for square A, n to 300", max: 0.73, unit: "rel"}]
  },
  reference: qrSolveReference,
  example: {
    scalars: {rows: 4, n: 4, m: 3},
    inputs: {
      QR: fields.exampleMatrix,
      T: (i) => (i % 32 < 4 && i % 9 === 0 ? 1 : 0),
      B: fields.exampleSide
    }
  }
});
