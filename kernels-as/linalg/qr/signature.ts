import {defineSignature, each} from "../../kernel.ts";
import {MATRIX_BLOCK, reflectorScratch} from "../constants.ts";
import * as fields from "../fields.ts";

export const qr = defineSignature({
  name: "qr",
  outputs: {
    QR: each("f64", "R on and above the diagonal, the reflectors below it", fields.tall),
    T: each("f64", "the triangular factors, 8 × 8 for each 8 columns", fields.triangles),
    status: fields.status("−2: R overflows, −4: fewer rows than columns"),
    work: fields.workspace(({rows, n}) => reflectorScratch(rows, n))
  },
  inputs: {A: each("f64", "matrix", fields.tall)},
  scalars: {rows: fields.rows, n: fields.columns},
  block: MATRIX_BLOCK
});
