import {defineKernel, each, integer, real, whole} from "../../kernel.ts";
import {TARGETS, TRICUBE} from "../constants.ts";
import {
  EXAMPLE_COUNT,
  EXAMPLE_INVERSE,
  SHAPES,
  exampleFirst,
  exampleLast,
  exampleTarget,
  exampleTime
} from "../fields.ts";
import {localSpreadReference} from "./reference.ts";

export const localSpread = defineKernel({
  name: "localSpread",
  doc: `How much noise local fits let through: the estimates of \`localFit\` are sums Σ ℓⱼ yⱼ, and these are Σ ℓⱼ²
    of the line's value and of the parabola's slope. Times the noise's variance they are the estimates' variances.
    The weights are found twice, so that nothing cancels in the sums. ${SHAPES}`,
  outputs: {spread: each("f64", "Σ ℓ² of the value, Σ ℓ² of the slope", 2)},
  inputs: {
    target: each("f64", "τ"),
    first: each("i32", "first point of the window"),
    last: each("i32", "the point after its last"),
    times: whole("f64", "t", ({count}) => count)
  },
  scalars: {
    count: integer("points"),
    inverse: real("1/s: s is half a window's width, or an unbounded kernel's unit"),
    shape: integer("which K")
  },
  block: TARGETS,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: []},
  reference: localSpreadReference,
  example: {
    scalars: {count: EXAMPLE_COUNT, inverse: EXAMPLE_INVERSE, shape: TRICUBE},
    inputs: {target: exampleTarget, first: exampleFirst, last: exampleLast, times: exampleTime}
  }
});
