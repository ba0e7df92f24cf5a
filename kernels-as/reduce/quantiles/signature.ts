import {defineSignature, each, integer, scratch, whole} from "../../kernel.ts";
import {sortCounters} from "../constants.ts";

export const quantiles = defineSignature({
  name: "quantiles",
  outputs: {
    q: each("f64", "one quantile for every p", ({k}) => k),
    work: scratch("f64", "scratch: the numbers sorted, and a second copy", ({n}) => 2 * n),
    counts: scratch("u32", "scratch: how often each digit occurs", ({n}) => sortCounters(n))
  },
  inputs: {
    x: each("f64", "numbers", ({n}) => n),
    p: whole("f64", "probabilities, in any order", ({k}) => k)
  },
  scalars: {n: integer("numbers at each index"), k: integer("probabilities")},
  block: 1
});
