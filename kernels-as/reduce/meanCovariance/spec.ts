import {defineReduction, each, integer, perBlock, scratch} from "../../kernel.ts";
import {CENTRED_ROWS, COVARIANCE_BLOCK} from "../constants.ts";
import {combineMeanCovariance} from "./combine.ts";
import {meanCovarianceReference} from "./reference.ts";

export const meanCovariance = defineReduction({
  name: "meanCovariance",
  doc: `Means of d series and Σ (x − x̄)(x − x̄)ᵀ / (n − 1), centred in each block before it is squared, so
    that a large common offset cancels nothing: covariances within about 2⁻⁵³ × 1,024 √(Cᵢᵢ Cⱼⱼ), plus
    the rounding of the data itself. A series with NaN has mean and covariances NaN; one with an infinity
    has that infinity as its mean (NaN if both signs meet) and covariances NaN. One observation has
    covariances NaN, none has means NaN too.`,
  outputs: {
    mean: perBlock("f64", "the block's means", ({d}) => d),
    rest: perBlock("f64", "what the rounding of the block's means lost", ({d}) => d),
    products: perBlock("f64", "the block's centred products, d × d", ({d}) => d * d),
    work: scratch("f64", "scratch: centred observations", ({d}) => (CENTRED_ROWS + 1) * d)
  },
  inputs: {x: each("f64", "one observation of every series", ({d}) => d)},
  scalars: {d: integer("number of series")},
  block: COVARIANCE_BLOCK,
  tolerance: {wasm: 0, relaxed: 4096},
  errors: {
    f64: [{region: "covariances over √(Cᵢᵢ Cⱼⱼ), offset 1e9, spread 1", max: 1.1e-15, unit: "rel"}]
  },
  reference: meanCovarianceReference,
  combine: combineMeanCovariance,
  example: {scalars: {d: 5}, inputs: {x: (i) => ((i * 7919) % 1009) / 7 + (i % 5) * 100}}
});
