import {defineKernel} from "../../kernel.ts";
import {dotReference} from "./reference.ts";
import {dot as signature} from "./signature.ts";

export const dot = defineKernel(signature, {
  doc: `Σ x y as if in twice the precision: |answer − Σxy| ≤ u |Σxy| + (n u)² Σ|xy| to first order, u = 2⁻⁵³,
    where no product underflows and no factor exceeds 2⁹⁹⁶; a block that holds such a factor, NaN or an
    infinity is summed plainly, left to right, and so NaN and ±∞ come out as IEEE arithmetic has them.`,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {
    f64: [
      {region: "condition Σ|xy| / |Σxy| up to 1e3", max: 0.5, unit: "ulp"},
      {region: "condition 7e18, 151 terms", max: 1.4e-13, unit: "rel"}
    ]
  },
  reference: dotReference,
  example: {
    scalars: {},
    inputs: {x: (i) => ((i * 7919) % 1009) / 7 - 70, y: (i) => ((i * 104729) % 997) / 9 - 50}
  }
});
