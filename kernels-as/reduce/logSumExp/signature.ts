import {defineReduction, each, perBlock} from "../../kernel.ts";
import {REDUCE_BLOCK} from "../constants.ts";
import {combineLogSumExp} from "./combine.ts";

export const logSumExp = defineReduction({
  name: "logSumExp",
  outputs: {
    largest: perBlock("f64", "the block's largest element"),
    sum: perBlock("f64", "the block's Σ exp(x − largest), 0 where the largest is not finite")
  },
  inputs: {x: each("f64", "logarithms")},
  scalars: {},
  block: REDUCE_BLOCK,
  combine: combineLogSumExp
});
