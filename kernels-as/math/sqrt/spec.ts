import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {sqrt as signature} from "./signature.ts";
import wgsl from "./sqrt.wgsl?raw";

export const sqrt = defineKernel(signature, {
  doc: "y = √x, correctly rounded. √−0 = −0; NaN for x < 0.",
  tolerance: {wasm: 0, relaxed: 0, gpu: {rtol: 1.5e-7, atol: 0}},
  errors: {
    f64: [
      {region: "all normal x", max: 0.5, unit: "ulp"},
      {region: "subnormal x", max: 0.5, unit: "ulp"}
    ],
    wgsl: [{region: "1.2e-38 ≤ x ≤ 3.4e38", max: 0.5, unit: "ulp"}]
  },
  wgsl,
  reference: unaryLoop(Math.sqrt),
  example: {scalars: {}, inputs: {x: (i) => i * 0.37}}
});
