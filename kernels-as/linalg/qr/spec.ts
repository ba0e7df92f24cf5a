import {defineKernel, each} from "../../kernel.ts";
import {MATRIX_BLOCK, reflectorScratch} from "../constants.ts";
import * as fields from "../fields.ts";
import {qrReference} from "./reference.ts";

export const qr = defineKernel({
  name: "qr",
  doc: `A = Q R by Householder reflectors, rows ≥ n, R n × n upper triangular; the signs of R's diagonal are
    LAPACK's. Q stays implicit: Q = (I − V₀T₀V₀ᵀ)(I − V₁T₁V₁ᵀ)…, eight reflectors each; \`qrSolve\` applies
    it, \`qrQ\` writes it out. A rank-deficient A is no failure. Each column's backward error is
    O(rows·n ε) of its own norm. ${fields.ON_FAILURE}`,
  outputs: {
    QR: each("f64", "R on and above the diagonal, the reflectors below it", fields.tall),
    T: each("f64", "the triangular factors, 8 × 8 for each 8 columns", fields.triangles),
    status: fields.status("−2: R overflows, −4: fewer rows than columns"),
    work: fields.workspace(({rows, n}) => reflectorScratch(rows, n))
  },
  inputs: {A: each("f64", "matrix", fields.tall)},
  scalars: {rows: fields.rows, n: fields.columns},
  block: MATRIX_BLOCK,
  tolerance: {wasm: 0, relaxed: fields.RELAXED_ULPS},
  errors: {
    f64: [{region: "‖a − QR‖ / (n ε ‖a‖) for each column a, n to 300", max: 1.4, unit: "rel"}]
  },
  reference: qrReference,
  example: {scalars: {rows: 4, n: 4}, inputs: {A: fields.exampleMatrix}}
});
