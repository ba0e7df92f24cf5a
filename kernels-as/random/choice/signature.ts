import {defineSignature, each, integer, whole} from "../../kernel.ts";
import {streamScalars} from "../scalars.ts";

export const choice = defineSignature({
  name: "choice",
  outputs: {y: each("f64", "index, a whole number")},
  inputs: {
    cumulative: whole("f64", "running sums of the weights in index order", ({size}) => size)
  },
  scalars: {...streamScalars, size: integer("number of weights, at least 1")},
  block: 4096
});
