import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {expm1 as scalar} from "./reference.ts";
import {expm1 as signature} from "./signature.ts";
import wgsl from "./expm1.wgsl?raw";

export const expm1 = defineKernel(signature, {
  doc: "y = eˣ − 1, in full relative accuracy near 0. −0 is kept; ∞ above 709.79, NaN for NaN.",
  tolerance: {wasm: 0, relaxed: 3, gpu: {rtol: 2.5e-7, atol: 0}},
  errors: {
    f64: [
      {region: "|x| tiny", max: 0.52, unit: "ulp"},
      {region: "|x| ≤ 1", max: 2.16, unit: "ulp"},
      {region: "−40 < x < −1", max: 1.01, unit: "ulp"},
      {region: "1 < x < 700", max: 1.01, unit: "ulp"},
      {region: "results to the largest", max: 0.51, unit: "ulp"}
    ],
    wgsl: [
      {region: "1e-30 ≤ x ≤ 1", max: 1.5, unit: "ulp"},
      {region: "−1 ≤ x ≤ −1e-30", max: 0.85, unit: "ulp"},
      {region: "−87 ≤ x ≤ 88.7", max: 1.4, unit: "ulp"}
    ]
  },
  wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 10) - 5}}
});
