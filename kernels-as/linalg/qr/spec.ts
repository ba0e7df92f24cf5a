import {defineKernel} from "../../kernel.ts";
import * as fields from "../fields.ts";
import {qrReference} from "./reference.ts";
import {qr as signature} from "./signature.ts";

export const qr = defineKernel(signature, {
  doc: `A = Q R by Householder reflectors, rows ≥ n, R n × n upper triangular; the signs of R's diagonal are
    LAPACK's. Q stays implicit: Q = (I − V₀T₀V₀ᵀ)(I − V₁T₁V₁ᵀ)…, eight reflectors each; \`qrSolve\` applies
    it, \`qrQ\` writes it out. A rank-deficient A is no failure. Each column's backward error is
    O(rows·n ε) of its own norm. ${fields.ON_FAILURE}`,
  tolerance: {wasm: 0, relaxed: fields.RELAXED_ULPS},
  errors: {
    f64: [{region: "‖a − QR‖ / (n ε ‖a‖) for each column a, n to 300", max: 1.4, unit: "rel"}]
  },
  reference: qrReference,
  example: {scalars: {rows: 4, n: 4}, inputs: {A: fields.exampleMatrix}}
});
