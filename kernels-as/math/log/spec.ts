import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {log as scalar} from "./reference.ts";
import {log as signature} from "./signature.ts";
import wgsl from "./log.wgsl?raw";

export const log = defineKernel(signature, {
  doc: "y = ln x. −∞ at ±0, NaN below 0, ∞ at ∞, NaN for NaN; subnormal arguments in full accuracy.",
  tolerance: {wasm: 0, relaxed: 2, gpu: {rtol: 1.5e-7, atol: 0}},
  errors: {
    f64: [
      {region: "0.5 < x < 2", max: 0.86, unit: "ulp"},
      {region: "beside 1", max: 0.6, unit: "ulp"},
      {region: "0.001 < x < 1000", max: 0.86, unit: "ulp"},
      {region: "all normal x", max: 0.86, unit: "ulp"},
      {region: "subnormal x", max: 0.51, unit: "ulp"}
    ],
    wgsl: [
      {region: "0.5 ≤ x ≤ 2", max: 0.86, unit: "ulp"},
      {region: "1.2e-38 ≤ x ≤ 3.4e38", max: 0.76, unit: "ulp"}
    ]
  },
  wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => 0.01 + ((i * 0.618) % 100)}}
});
