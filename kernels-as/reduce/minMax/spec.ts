import {defineReduction, each, perBlock} from "../../kernel.ts";
import {REDUCE_BLOCK} from "../constants.ts";
import {combineMinMax} from "./combine.ts";
import {minMaxReference} from "./reference.ts";

export const minMax = defineReduction({
  name: "minMax",
  doc: `The smallest and the largest element; both NaN if an element is NaN; −0 counts as smaller than +0.
    Of an empty array: ∞ and −∞.`,
  outputs: {
    least: perBlock("f64", "the block's smallest element"),
    greatest: perBlock("f64", "the block's largest element")
  },
  inputs: {x: each("f64", "elements")},
  scalars: {},
  block: REDUCE_BLOCK,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: [{region: "all", max: 0, unit: "abs"}]},
  reference: minMaxReference,
  combine: combineMinMax,
  example: {scalars: {}, inputs: {x: (i) => ((i * 7919) % 1009) / 7 - 70}}
});
