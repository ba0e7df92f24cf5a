import {defineKernel} from "../../kernel.ts";
import {sincos as reference} from "./reference.ts";
import {sincos as signature} from "./signature.ts";
import wgsl from "./sincos.wgsl?raw";

export const sincos = defineKernel(signature, {
  doc: "Both sin x and cos x from one reduction: the same bits as the kernels sin and cos.",
  tolerance: {wasm: 0, relaxed: 2, gpu: {rtol: 0, atol: 1.2e-7}},
  errors: {
    f64: [
      {region: "|x| ≤ 2^30", max: 0.8, unit: "ulp"},
      {region: "|x| > 2^30", max: 0.8, unit: "ulp"}
    ],
    wgsl: [
      {region: "|x| ≤ π/4", max: 0.97, unit: "ulp"},
      {region: "|x| ≤ 1000", max: 1.5, unit: "ulp"},
      {region: "|x| ≤ 8192", max: 7.3e-8, unit: "abs"},
      {region: "8192 < x ≤ 3e38", max: 9.1e-8, unit: "abs"}
    ]
  },
  wgsl,
  reference,
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 200) - 100}}
});
