import {defineKernel} from "../../kernel.ts";
import * as fields from "../fields.ts";
import {qrSolveReference} from "./reference.ts";
import {qrSolve as signature} from "./signature.ts";

export const qrSolve = defineKernel(signature, {
  doc: `X minimising ‖A x − b‖ for each column b of B, by what \`qr\` returned: R x = (Qᵀb)(0 … n − 1).
    A must have full column rank; an exact zero on R's diagonal is reported, a small one is not.
    ${fields.ON_FAILURE}`,
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
