import {defineReduction, each, perBlock} from "../../kernel.ts";
import {REDUCE_BLOCK} from "../constants.ts";
import {combinePairs} from "../pairs.ts";

export const dot = defineReduction({
  name: "dot",
  outputs: {
    high: perBlock("f64", "the block's sum"),
    low: perBlock("f64", "the rest of its rounding, 0 beside NaN or an infinity")
  },
  inputs: {x: each("f64", "left factors"), y: each("f64", "right factors")},
  scalars: {},
  block: REDUCE_BLOCK,
  combine: combinePairs
});
