import {defineKernel} from "../../kernel.ts";
import {unaryLoop} from "../unary.ts";
import {erf as scalar} from "./reference.ts";
import {erf as signature} from "./signature.ts";
import shared from "../erfc/errorFunction.wgsl?raw";
import wgsl from "./erf.wgsl?raw";

export const erf = defineKernel(signature, {
  doc: "y = erf x = 2/√π ∫₀ˣ e^(−t²) dt. −0 is kept; ±1 from |x| = 5.93, NaN for NaN.",
  tolerance: {wasm: 0, relaxed: 4, gpu: {rtol: 5e-7, atol: 0}},
  errors: {
    f64: [
      {region: "|x| tiny", max: 1.75, unit: "ulp"},
      {region: "|x| ≤ 1", max: 2.2, unit: "ulp"},
      {region: "1 < |x| ≤ 6", max: 0.57, unit: "ulp"}
    ],
    wgsl: [
      {region: "1e-30 ≤ x ≤ 1", max: 0.98, unit: "ulp"},
      {region: "|x| ≤ 5", max: 1.2, unit: "ulp"}
    ]
  },
  wgsl: shared + wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 8) - 4}}
});
