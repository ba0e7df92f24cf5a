import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {lgamma as scalar} from "./reference.ts";
import {lgamma as signature} from "./signature.ts";
import halfTurn from "./halfTurn.wgsl?raw";
import wgsl from "./lgamma.wgsl?raw";

export const lgamma = defineKernel(signature, {
  doc:
    "y = log |Γ(x)|, relatively accurate also beside its roots 1 and 2. ∞ at 0, at −1, −2 … and at ±∞, NaN for NaN. " +
    "Below 0 by reflection, where the error is relative to 1 + |y|: it has roots there that are not resolved.",
  tolerance: {wasm: 0, relaxed: 6, gpu: {rtol: 1e-6, atol: 2.4e-7}},
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
    ],
    wgsl: [
      {region: "1e-30 ≤ x ≤ 0.5", max: 2, unit: "ulp"},
      {region: "0.5 ≤ x ≤ 3", max: 3.5, unit: "ulp"},
      {region: "3 ≤ x ≤ 100", max: 2.4, unit: "ulp"},
      {region: "100 ≤ x ≤ 4e36", max: 2.1, unit: "ulp"},
      {region: "−3.9 ≤ x ≤ −3.1", max: 4.7e-7, unit: "abs"}
    ]
  },
  wgsl: halfTurn + wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => 0.01 + ((i * 0.618) % 40)}}
});
