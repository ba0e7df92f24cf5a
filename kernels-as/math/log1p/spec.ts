import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {log1p as scalar} from "./reference.ts";
import {log1p as signature} from "./signature.ts";
import wgsl from "./log1p.wgsl?raw";

export const log1p = defineKernel(signature, {
  doc: "y = ln(1 + x), in full relative accuracy near 0. −0 is kept; −∞ at −1, NaN below, ∞ at ∞, NaN for NaN.",
  tolerance: {wasm: 0, relaxed: 3, gpu: {rtol: 2.5e-7, atol: 0}},
  errors: {
    f64: [
      {region: "|x| tiny", max: 0.51, unit: "ulp"},
      {region: "−1 < x < −0.5", max: 0.77, unit: "ulp"},
      {region: "|x| < 0.5", max: 1.43, unit: "ulp"},
      {region: "0.5 < x < 1000", max: 0.8, unit: "ulp"},
      {region: "beside −1", max: 0.77, unit: "ulp"},
      {region: "x to the largest", max: 0.52, unit: "ulp"}
    ],
    wgsl: [
      {region: "1e-30 ≤ x ≤ 1", max: 0.74, unit: "ulp"},
      {region: "−0.9999 ≤ x ≤ 3", max: 0.83, unit: "ulp"},
      {region: "1 ≤ x ≤ 3e38", max: 0.77, unit: "ulp"}
    ]
  },
  wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 10) - 0.99}}
});
