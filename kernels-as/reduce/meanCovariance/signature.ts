import {defineReduction, each, integer, perBlock, scratch} from "../../kernel.ts";
import {CENTRED_ROWS, COVARIANCE_BLOCK} from "../constants.ts";
import {combineMeanCovariance} from "./combine.ts";

export const meanCovariance = defineReduction({
  name: "meanCovariance",
  outputs: {
    mean: perBlock("f64", "the block's means", ({d}) => d),
    rest: perBlock("f64", "what the rounding of the block's means lost", ({d}) => d),
    products: perBlock("f64", "the block's centred products, d × d", ({d}) => d * d),
    work: scratch("f64", "scratch: centred observations", ({d}) => (CENTRED_ROWS + 1) * d)
  },
  inputs: {x: each("f64", "one observation of every series", ({d}) => d)},
  scalars: {d: integer("number of series")},
  block: COVARIANCE_BLOCK,
  combine: combineMeanCovariance
});
