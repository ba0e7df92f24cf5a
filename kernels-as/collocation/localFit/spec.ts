import {defineKernel} from "../../kernel.ts";
import {TRICUBE} from "../constants.ts";
import {
  EXAMPLE_COUNT,
  EXAMPLE_INVERSE,
  SHAPES,
  exampleData,
  exampleFirst,
  exampleLast,
  exampleTarget,
  exampleTime
} from "../fields.ts";
import {localFitReference} from "./reference.ts";
import {localFit as signature} from "./signature.ts";

export const localFit = defineKernel(signature, {
  doc: `Local least squares about τᵢ with weights K(zⱼ), zⱼ = (tⱼ − τᵢ)/s, j from first to last: a line and, by
    itself, a parabola through each series. With Sₖ = Σ K zᵏ and Rₖ = Σ K zᵏ y the line's value is
    (S₂R₀ − S₁R₁)/(S₀S₂ − S₁²); the parabola's value and slope come from the 3 × 3 normal equations by cofactors.
    Points at even and at odd places are summed apart. Where K is a polynomial, what all windows of a block hold
    is summed once, as moments about the block's middle, which each target shifts to itself: rounding then is a
    fraction of the count of points. Nothing is checked: too few points give NaN, infinities or noise, and a reciprocal condition that tells. ${SHAPES}`,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: []},
  reference: localFitReference,
  example: {
    scalars: {count: EXAMPLE_COUNT, series: 3, inverse: EXAMPLE_INVERSE, shape: TRICUBE},
    inputs: {
      target: exampleTarget,
      first: exampleFirst,
      last: exampleLast,
      times: exampleTime,
      data: exampleData
    }
  }
});
