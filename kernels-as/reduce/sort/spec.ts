import {defineKernel} from "../../kernel.ts";
import {sortReference} from "./reference.ts";
import {sort as signature} from "./signature.ts";

export const sort = defineKernel(signature, {
  doc: `Each index's n numbers in ascending order: −∞ first, −0 before +0, ∞, then every NaN, all with the
    same bits. Insertion sort to 128 numbers, radix sort of the bits above: linear in n for any data.`,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: [{region: "all", max: 0, unit: "abs"}]},
  reference: sortReference,
  example: {scalars: {n: 160}, inputs: {x: (i) => ((i * 7919) % 1009) / 7 - 70}}
});
