import {defineReduction, each, perBlock} from "../../kernel.ts";
import {REDUCE_BLOCK} from "../constants.ts";
import {combineMinMax} from "./combine.ts";

export const minMax = defineReduction({
  name: "minMax",
  outputs: {
    least: perBlock("f64", "the block's smallest element"),
    greatest: perBlock("f64", "the block's largest element")
  },
  inputs: {x: each("f64", "elements")},
  scalars: {},
  block: REDUCE_BLOCK,
  combine: combineMinMax
});
