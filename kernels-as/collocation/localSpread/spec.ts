import {defineKernel} from "../../kernel.ts";
import {TRICUBE} from "../constants.ts";
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
import {localSpread as signature} from "./signature.ts";

export const localSpread = defineKernel(signature, {
  doc: `How much noise local fits let through: the estimates of \`localFit\` are sums Σ ℓⱼ yⱼ, and these are Σ ℓⱼ²
    of the line's value and of the parabola's slope. Times the noise's variance they are the estimates' variances.
    The weights are found twice, so that nothing cancels in the sums. ${SHAPES}`,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: []},
  reference: localSpreadReference,
  example: {
    scalars: {count: EXAMPLE_COUNT, inverse: EXAMPLE_INVERSE, shape: TRICUBE},
    inputs: {target: exampleTarget, first: exampleFirst, last: exampleLast, times: exampleTime}
  }
});
