import {defineKernel} from "../../kernel.ts";
import {meanCovarianceReference} from "./reference.ts";
import {meanCovariance as signature} from "./signature.ts";

export const meanCovariance = defineKernel(signature, {
  doc: `Means of d series and Σ (x − x̄)(x − x̄)ᵀ / (n − 1), centred in each block before it is squared, so
    that a large common offset cancels nothing: covariances within about 2⁻⁵³ × 1,024 √(Cᵢᵢ Cⱼⱼ), plus
    the rounding of the data itself. A series with NaN has mean and covariances NaN; one with an infinity
    has that infinity as its mean (NaN if both signs meet) and covariances NaN. One observation has
    covariances NaN, none has means NaN too.`,
  tolerance: {wasm: 0, relaxed: 4096},
  errors: {
    f64: [{region: "covariances over √(Cᵢᵢ Cⱼⱼ), offset 1e9, spread 1", max: 1.1e-15, unit: "rel"}]
  },
  reference: meanCovarianceReference,
  example: {scalars: {d: 5}, inputs: {x: (i) => ((i * 7919) % 1009) / 7 + (i % 5) * 100}}
});
