import {defineKernel} from "../../kernel.ts";
import {sumReference} from "./reference.ts";
import {sum as signature} from "./signature.ts";
import wgsl from "./sum.wgsl?raw";

export const sum = defineKernel(signature, {
  doc: `Σ x as if in twice the precision: |answer − Σx| ≤ u |Σx| + (n u)² Σ|x| to first order, u = 2⁻⁵³, if
    nothing overflows. NaN if an element is NaN or infinities of both signs meet; else an infinity among
    the elements is the answer; a running sum that overflows counts as an infinity. The sum of nothing,
    or of zeros of any sign, is +0.`,
  // GPU: pairs of f32 hold 48 bits; the example's blocks reach 1.5e5 in magnitude.
  tolerance: {wasm: 0, relaxed: 0, gpu: {rtol: 1e-12, atol: 1e-7}},
  errors: {
    f64: [
      {region: "condition Σ|x| / |Σx| up to 1e12", max: 0.5, unit: "ulp"},
      {region: "condition 4e17, 200 terms", max: 1.3e-15, unit: "rel"}
    ],
    wgsl: [{region: "example", max: 8.4e-11, unit: "abs"}]
  },
  wgsl,
  reference: sumReference,
  example: {scalars: {}, inputs: {x: (i) => ((i * 7919) % 1009) / 7 - 70}}
});
