import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {tan as scalar} from "./reference.ts";
import {tan as signature} from "./signature.ts";
import wgsl from "./tan.wgsl?raw";

export const tan = defineKernel(signature, {
  doc: "y = tan x, x in radians; exact reduction at any magnitude. −0 is kept; NaN for infinities and NaN.",
  tolerance: {wasm: 0, relaxed: 2, gpu: {rtol: 4e-7, atol: 0}},
  errors: {
    f64: [
      {region: "|x| ≤ π/4", max: 2.12, unit: "ulp"},
      {region: "|x| ≤ 1e3", max: 2.13, unit: "ulp"},
      {region: "|x| ≤ 2e5", max: 2.13, unit: "ulp"},
      {region: "2e5 < |x| ≤ 2^30", max: 2.13, unit: "ulp"},
      {region: "|x| > 2^30", max: 2.13, unit: "ulp"},
      {region: "|x| tiny", max: 1.3, unit: "ulp"},
      {region: "beside multiples of π/2", max: 1.6, unit: "ulp"},
      {region: "nearest of all to multiples of π/2", max: 1.5, unit: "ulp"}
    ],
    wgsl: [
      {region: "|x| ≤ π/4", max: 2.3, unit: "ulp"},
      {region: "|x| ≤ 1000", max: 2.9, unit: "ulp"},
      {region: "1000 ≤ x ≤ 3e38", max: 3.4, unit: "ulp"}
    ]
  },
  wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 200) - 100}}
});
