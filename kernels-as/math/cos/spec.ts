import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {cos as scalar} from "./reference.ts";
import {cos as signature} from "./signature.ts";
import wgsl from "./cos.wgsl?raw";

export const cos = defineKernel(signature, {
  doc: "y = cos x, x in radians; exact reduction at any magnitude. NaN for infinities and NaN.",
  tolerance: {wasm: 0, relaxed: 2, gpu: {rtol: 0, atol: 1.2e-7}},
  errors: {
    f64: [
      {region: "|x| ≤ π/4", max: 0.76, unit: "ulp"},
      {region: "|x| ≤ 1e3", max: 0.77, unit: "ulp"},
      {region: "|x| ≤ 2e5", max: 0.8, unit: "ulp"},
      {region: "2e5 < |x| ≤ 2^30", max: 0.8, unit: "ulp"},
      {region: "|x| > 2^30", max: 0.8, unit: "ulp"},
      {region: "|x| tiny", max: 0.51, unit: "ulp"},
      {region: "beside multiples of π/2", max: 0.51, unit: "ulp"},
      {region: "nearest of all to multiples of π/2", max: 0.51, unit: "ulp"}
    ],
    wgsl: [
      {region: "|x| ≤ π/4", max: 0.97, unit: "ulp"},
      {region: "|x| ≤ 1000", max: 1.5, unit: "ulp"},
      {region: "|x| ≤ 8192", max: 7.2e-8, unit: "abs"},
      {region: "8192 < x ≤ 3e38", max: 8.7e-8, unit: "abs"}
    ]
  },
  wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 200) - 100}}
});
