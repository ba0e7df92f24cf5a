import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {exp as scalar} from "./reference.ts";
import {exp as signature} from "./signature.ts";
import wgsl from "./exp.wgsl?raw";

export const exp = defineKernel(signature, {
  doc: "y = eˣ. 0 below −745.14, subnormal results rounded to within an ULP, ∞ above 709.79, NaN for NaN.",
  tolerance: {wasm: 0, relaxed: 2, gpu: {rtol: 1.5e-7, atol: 0}},
  errors: {
    f64: [
      {region: "|x| ≤ 1", max: 0.51, unit: "ulp"},
      {region: "1 < |x| ≤ 700", max: 0.51, unit: "ulp"},
      {region: "results to the largest", max: 0.51, unit: "ulp"},
      {region: "results to the smallest normal", max: 0.51, unit: "ulp"},
      {region: "subnormal results", max: 0.76, unit: "ulp"},
      {region: "|x| tiny", max: 0.5, unit: "ulp"}
    ],
    wgsl: [
      {region: "|x| ≤ 1", max: 0.82, unit: "ulp"},
      {region: "−87 ≤ x ≤ 88.7", max: 0.96, unit: "ulp"}
    ]
  },
  wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 40) - 20}}
});
