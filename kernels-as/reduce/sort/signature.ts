import {defineSignature, each, integer, scratch} from "../../kernel.ts";
import {sortCounters} from "../constants.ts";

export const sort = defineSignature({
  name: "sort",
  outputs: {
    y: each("f64", "the numbers in order", ({n}) => n),
    work: scratch("f64", "scratch: a second copy", ({n}) => n),
    counts: scratch("u32", "scratch: how often each digit occurs", ({n}) => sortCounters(n))
  },
  inputs: {x: each("f64", "numbers", ({n}) => n)},
  scalars: {n: integer("numbers to sort at each index")},
  block: 1
});
