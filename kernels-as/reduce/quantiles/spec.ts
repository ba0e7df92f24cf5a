import {defineKernel} from "../../kernel.ts";
import {quantilesReference} from "./reference.ts";
import {quantiles as signature} from "./signature.ts";

export const quantiles = defineKernel(signature, {
  doc: `Quantiles of each index's n numbers by linear interpolation between order statistics at (n − 1) p,
    type 7 of Hyndman and Fan (1996), NumPy's default. NaN if a number is NaN, if n = 0, or if p is not in
    [0, 1]. Beside an infinity the interpolation takes its limit: the infinity, NaN between −∞ and ∞.`,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: [{region: "against NumPy", max: 0, unit: "ulp"}]},
  reference: quantilesReference,
  example: {
    scalars: {n: 160, k: 5},
    inputs: {x: (i) => ((i * 7919) % 1009) / 7 - 70, p: (i) => i / 4}
  }
});
