import {defineKernel} from "../../kernel.ts";
import * as fields from "../fields.ts";
import {qrQReference} from "./reference.ts";
import {qrQ as signature} from "./signature.ts";

export const qrQ = defineKernel(signature, {
  doc: `The first n columns of Q from what \`qr\` returned: QᵀQ = I to O(n ε). ${fields.ON_FAILURE}`,
  tolerance: {wasm: 0, relaxed: fields.RELAXED_ULPS},
  errors: {f64: [{region: "‖QᵀQ − I‖ / (n ε), n to 300", max: 1.7, unit: "rel"}]},
  reference: qrQReference,
  example: {
    scalars: {rows: 4, n: 4},
    inputs: {QR: (i) => fields.exampleMatrix(i) / 8, T: (i) => (i % 32 < 28 && i % 9 === 0 ? 1 : 0)}
  }
});
