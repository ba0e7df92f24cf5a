import {defineSignature, each} from "../../kernel.ts";
import {MATRIX_BLOCK, reflectorScratch} from "../constants.ts";
import * as fields from "../fields.ts";

export const qrQ = defineSignature({
  name: "qrQ",
  outputs: {
    Q: each("f64", "orthonormal columns", fields.tall),
    status: fields.status("−4: fewer rows than columns"),
    work: fields.workspace(({rows, n}) => reflectorScratch(rows, n))
  },
  inputs: {
    QR: each("f64", "R and the reflectors", fields.tall),
    T: each("f64", "the triangular factors", fields.triangles)
  },
  scalars: {rows: fields.rows, n: fields.columns},
  block: MATRIX_BLOCK
});
