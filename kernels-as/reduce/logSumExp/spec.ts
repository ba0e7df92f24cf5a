import {defineReduction, each, perBlock} from "../../kernel.ts";
import {REDUCE_BLOCK} from "../constants.ts";
import {combineLogSumExp} from "./combine.ts";
import {logSumExpReference} from "./reference.ts";

export const logSumExp = defineReduction({
  name: "logSumExp",
  doc: `log Σ exp x = m + log Σ exp(x − m) with m the largest element, so that nothing overflows. NaN if an
    element is NaN, ∞ if one is ∞, −∞ if all are −∞ or there are none. Absolute error at most
    2⁻⁵³(|answer| + 2|m| + 1,024), in practice a few 2⁻⁵³(|answer| + |m| + 1).`,
  outputs: {
    largest: perBlock("f64", "the block's largest element"),
    sum: perBlock("f64", "the block's Σ exp(x − largest), 0 where the largest is not finite")
  },
  inputs: {x: each("f64", "logarithms")},
  scalars: {},
  block: REDUCE_BLOCK,
  tolerance: {wasm: 0, relaxed: 8},
  errors: {
    f64: [{region: "of |answer| + max |x| + 1, |x| ≤ 2e3, n to 333", max: 1e-16, unit: "rel"}]
  },
  reference: logSumExpReference,
  combine: combineLogSumExp,
  example: {scalars: {}, inputs: {x: (i) => ((i * 7919) % 1009) / 7 - 700}}
});
