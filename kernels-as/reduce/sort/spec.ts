import {defineKernel, each, integer, scratch} from "../../kernel.ts";
import {sortCounters} from "../constants.ts";
import {sortReference} from "./reference.ts";

export const sort = defineKernel({
  name: "sort",
  doc: `Each index's n numbers in ascending order: −∞ first, −0 before +0, ∞, then every NaN, all with the
    same bits. Insertion sort to 128 numbers, radix sort of the bits above: linear in n for any data.`,
  outputs: {
    y: each("f64", "the numbers in order", ({n}) => n),
    work: scratch("f64", "scratch: a second copy", ({n}) => n),
    counts: scratch("u32", "scratch: how often each digit occurs", ({n}) => sortCounters(n))
  },
  inputs: {x: each("f64", "numbers", ({n}) => n)},
  scalars: {n: integer("numbers to sort at each index")},
  block: 1,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: [{region: "all", max: 0, unit: "abs"}]},
  reference: sortReference,
  example: {scalars: {n: 160}, inputs: {x: (i) => ((i * 7919) % 1009) / 7 - 70}}
});
