import {defineKernel, each, integer, real, scratch, whole} from "../../kernel.ts";
import {TARGETS, TRICUBE, fitScratch} from "../constants.ts";
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

export const localFit = defineKernel({
  name: "localFit",
  doc: `Local least squares about τᵢ with weights K(zⱼ), zⱼ = (tⱼ − τᵢ)/s, j from first to last: a line and, by
    itself, a parabola through each series. With Sₖ = Σ K zᵏ and Rₖ = Σ K zᵏ y the line's value is
    (S₂R₀ − S₁R₁)/(S₀S₂ − S₁²); the parabola's value and slope come from the 3 × 3 normal equations by cofactors.
    Points at even and at odd places are summed apart. Where K is a polynomial, what all windows of a block hold
    is summed once, as moments about the block's middle, which each target shifts to itself: rounding then is a
    fraction of the count of points. Nothing is checked: too few points give NaN, infinities or noise, and a reciprocal condition that tells. ${SHAPES}`,
  outputs: {
    fits: each(
      "f64",
      "for each series: line's value, parabola's value, parabola's slope",
      ({series}) => 3 * series
    ),
    own: each(
      "f64",
      "first element of both inverse normal matrices: times K(0) it is the leverage",
      2
    ),
    condition: each("f64", "reciprocal condition of both normal matrices in the 1-norm, for z", 2),
    scratch: scratch("f64", "moments that the targets of a block share", ({series}) =>
      fitScratch(series)
    )
  },
  inputs: {
    target: each("f64", "τ"),
    first: each("i32", "first point of the window"),
    last: each("i32", "the point after its last"),
    times: whole("f64", "t", ({count}) => count),
    data: whole("f64", "y, one series after the other", ({count, series}) => count * series)
  },
  scalars: {
    count: integer("points"),
    series: integer("series over the same times"),
    inverse: real("1/s: s is half a window's width, or an unbounded kernel's unit"),
    shape: integer("which K")
  },
  block: TARGETS,
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
