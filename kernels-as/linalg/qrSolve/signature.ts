import {defineSignature, each} from "../../kernel.ts";
import {MATRIX_BLOCK, solveScratch} from "../constants.ts";
import * as fields from "../fields.ts";

export const qrSolve = defineSignature({
  name: "qrSolve",
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
  block: MATRIX_BLOCK
});
