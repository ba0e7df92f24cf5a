import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {tanh as scalar} from "./reference.ts";
import {tanh as signature} from "./signature.ts";
import wgsl from "./tanh.wgsl?raw";

export const tanh = defineKernel(signature, {
  doc: "y = tanh x, in full relative accuracy near 0. −0 is kept; ±1 beyond 22, NaN for NaN.",
  tolerance: {wasm: 0, relaxed: 3, gpu: {rtol: 2.5e-7, atol: 0}},
  errors: {
    f64: [
      {region: "|x| tiny", max: 1.7, unit: "ulp"},
      {region: "|x| ≤ 1", max: 2.95, unit: "ulp"},
      {region: "1 < |x| ≤ 22", max: 1.5, unit: "ulp"}
    ],
    wgsl: [
      {region: "1e-30 ≤ x ≤ 1", max: 1.3, unit: "ulp"},
      {region: "|x| ≤ 20", max: 1.3, unit: "ulp"}
    ]
  },
  wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 10) - 5}}
});
