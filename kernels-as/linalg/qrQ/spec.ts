import {defineKernel, each} from "../../kernel.ts";
import {MATRIX_BLOCK, reflectorScratch} from "../constants.ts";
import * as fields from "../fields.ts";
import {qrQReference} from "./reference.ts";

export const qrQ = defineKernel({
  name: "qrQ",
  doc: `The first n columns of Q from what \`qr\` returned: QᵀQ = I to O(n ε). ${fields.ON_FAILURE}`,
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
  block: MATRIX_BLOCK,
  tolerance: {wasm: 0, relaxed: fields.RELAXED_ULPS},
  errors: {f64: [{region: "‖QᵀQ − I‖ / (n ε), n to 300", max: 1.7, unit: "rel"}]},
  reference: qrQReference,
  example: {
    scalars: {rows: 4, n: 4},
    inputs: {QR: (i) => fields.exampleMatrix(i) / 8, T: (i) => (i % 32 < 28 && i % 9 === 0 ? 1 : 0)}
  }
});
