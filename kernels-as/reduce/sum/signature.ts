import {defineReduction, each, paired, perBlock} from "../../kernel.ts";
import {REDUCE_BLOCK} from "../constants.ts";
import {combinePairs} from "../pairs.ts";

export const sum = defineReduction({
  name: "sum",
  outputs: {
    high: paired(perBlock("f64", "the block's sum")),
    low: perBlock("f64", "the rest of its rounding, 0 beside NaN or an infinity")
  },
  inputs: {x: paired(each("f64", "terms"))},
  scalars: {},
  block: REDUCE_BLOCK,
  combine: combinePairs,
  hasTwin: true
});
