import {defineKernel} from "../../kernel.ts";
import {logSumExpReference} from "./reference.ts";
import {logSumExp as signature} from "./signature.ts";

export const logSumExp = defineKernel(signature, {
  doc: `log Σ exp x = m + log Σ exp(x − m) with m the largest element, so that nothing overflows. NaN if an
    element is NaN, ∞ if one is ∞, −∞ if all are −∞ or there are none. Absolute error at most
    2⁻⁵³(|answer| + 2|m| + 1,024), in practice a few 2⁻⁵³(|answer| + |m| + 1).`,
  tolerance: {wasm: 0, relaxed: 8},
  errors: {
    f64: [{region: "of |answer| + max |x| + 1, |x| ≤ 2e3, n to 333", max: 1e-16, unit: "rel"}]
  },
  reference: logSumExpReference,
  example: {scalars: {}, inputs: {x: (i) => ((i * 7919) % 1009) / 7 - 700}}
});
