import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {digamma as scalar} from "./reference.ts";
import {digamma as signature} from "./signature.ts";
import halfTurn from "../lgamma/halfTurn.wgsl?raw";
import wgsl from "./digamma.wgsl?raw";

export const digamma = defineKernel(signature, {
  doc:
    "y = ψ(x) = Γ′(x)/Γ(x), relatively accurate also beside its root 1.46. ∓∞ at ±0, NaN at −1, −2 … and at −∞, " +
    "∞ at ∞, NaN for NaN. Below 0 by reflection, where the error is relative to 1 + |y|.",
  tolerance: {wasm: 0, relaxed: 6, gpu: {rtol: 1e-6, atol: 2.4e-7}},
  errors: {
    f64: [
      {region: "x tiny", max: 1.05, unit: "ulp"},
      {region: "0.001 < x < 0.875", max: 2.5, unit: "ulp"},
      {region: "0.875 ≤ x < 3.875", max: 2.9, unit: "ulp"},
      {region: "beside the root 1.46", max: 2.5, unit: "ulp"},
      {region: "3.875 ≤ x < 1000", max: 1.6, unit: "ulp"},
      {region: "x to the largest", max: 1.05, unit: "ulp"},
      {region: "−30 < x < 0", max: 1.3e-15, unit: "rel"}
    ],
    wgsl: [
      {region: "1e-30 ≤ x ≤ 1", max: 2, unit: "ulp"},
      {region: "1 ≤ x ≤ 2", max: 2.7, unit: "ulp"},
      {region: "2 ≤ x ≤ 8", max: 4.2, unit: "ulp"},
      {region: "8 ≤ x ≤ 3e38", max: 1.5, unit: "ulp"},
      {region: "−3.9 ≤ x ≤ −3.1", max: 2.1e-6, unit: "abs"}
    ]
  },
  wgsl: halfTurn + wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => 0.01 + ((i * 0.618) % 40)}}
});
