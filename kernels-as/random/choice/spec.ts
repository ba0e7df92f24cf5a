import {defineKernel, each, integer, whole} from "../../kernel.ts";
import {exampleStream, streamScalars} from "../scalars.ts";
import {choice as reference} from "./reference.ts";

export const choice = defineKernel({
  name: "choice",
  doc:
    "Indices drawn with replacement in proportion to weights: the first index whose running sum exceeds " +
    "u·total, u uniform in [0, 1) as in `uniform`. An index of weight 0 is never drawn.",
  outputs: {y: each("f64", "index, a whole number")},
  inputs: {
    cumulative: whole("f64", "running sums of the weights in index order", ({size}) => size)
  },
  scalars: {...streamScalars, size: integer("number of weights, at least 1")},
  block: 4096,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: []},
  reference,
  example: {
    scalars: {...exampleStream, size: 37},
    inputs: {cumulative: (i) => (i + 1) * (i + 2)}
  }
});
