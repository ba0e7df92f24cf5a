import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {erfc as scalar} from "./reference.ts";
import {erfc as signature} from "./signature.ts";
import shared from "./errorFunction.wgsl?raw";
import wgsl from "./erfc.wgsl?raw";

export const erfc = defineKernel(signature, {
  doc:
    "y = erfc x = 1 − erf x, in full relative accuracy as it falls: subnormal from 26.54, 0 from 27.23. " +
    "2 far below 0, NaN for NaN.",
  tolerance: {wasm: 0, relaxed: 4, gpu: {rtol: 1e-6, atol: 1.2e-38}},
  errors: {
    f64: [
      {region: "−6 < x < 0", max: 1.1, unit: "ulp"},
      {region: "0 ≤ x < 1", max: 1.3, unit: "ulp"},
      {region: "1 ≤ x < 5", max: 1.9, unit: "ulp"},
      {region: "5 ≤ x < 26.5", max: 2.8, unit: "ulp"},
      {region: "subnormal results", max: 1.05, unit: "ulp"}
    ],
    wgsl: [
      {region: "−5 ≤ x ≤ 0.5", max: 1.3, unit: "ulp"},
      {region: "0.5 ≤ x ≤ 2", max: 3.6, unit: "ulp"},
      {region: "2 ≤ x ≤ 9", max: 4.7, unit: "ulp"}
    ]
  },
  wgsl: shared + wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 16) - 4}}
});
