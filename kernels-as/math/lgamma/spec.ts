import {defineKernel} from "../../kernel.ts";
import {unaryFields, unaryLoop} from "../unary.ts";
import {lgamma as scalar} from "./reference.ts";

export const lgamma = defineKernel({
  name: "lgamma",
  doc:
    "y = log |Γ(x)|, relatively accurate also beside its roots 1 and 2. ∞ at 0, at −1, −2 … and at ±∞, NaN for NaN. " +
    "Below 0 by reflection, where the error is relative to 1 + |y|: it has roots there that are not resolved.",
  ...unaryFields,
  tolerance: {wasm: 0, relaxed: 6},
  errors: {
    f64: [
      {region: "x tiny", max: 1.05, unit: "ulp"},
      {region: "0.001 < x < 0.875", max: 2.3, unit: "ulp"},
      {region: "0.875 ≤ x < 3", max: 2.7, unit: "ulp"},
      {region: "beside the roots 1 and 2", max: 2.6, unit: "ulp"},
      {region: "3 ≤ x < 5.875", max: 0.75, unit: "ulp"},
      {region: "5.875 ≤ x < 1000", max: 2.8, unit: "ulp"},
      {region: "x to the largest", max: 1.75, unit: "ulp"},
      {region: "−30 < x < 0", max: 1.1e-15, unit: "rel"}
    ]
  },
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => 0.01 + ((i * 0.618) % 40)}}
});
