import {defineKernel} from "../../kernel.ts";
import {exampleStream} from "../scalars.ts";
import {integers as reference} from "./reference.ts";
import {integers as signature} from "./signature.ts";

export const integers = defineKernel(signature, {
  doc:
    "Whole numbers 0 … below − 1, each exactly as likely as the others. Below 2³²: the upper word of word·below, " +
    "redrawn while the lower word is less than 2³² mod below (Lemire 2019); word i mod 4 of block ⌊i/4⌋. " +
    "From 2³² to 2⁵³: as many lower bits of two words as below − 1 has, redrawn while not less than below.",
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: []},
  reference,
  example: {scalars: {...exampleStream, below: 3000000000}, inputs: {}}
});
