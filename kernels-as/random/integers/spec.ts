import {defineKernel, each, real} from "../../kernel.ts";
import {exampleStream, streamScalars} from "../scalars.ts";
import {integers as reference} from "./reference.ts";

export const integers = defineKernel({
  name: "integers",
  doc:
    "Whole numbers 0 … below − 1, each exactly as likely as the others. Below 2³²: the upper word of word·below, " +
    "redrawn while the lower word is less than 2³² mod below (Lemire 2019); word i mod 4 of block ⌊i/4⌋. " +
    "From 2³² to 2⁵³: as many lower bits of two words as below − 1 has, redrawn while not less than below.",
  outputs: {y: each("f64", "draw, a whole number")},
  inputs: {},
  scalars: {...streamScalars, below: real("how many numbers: a whole number from 1 to 2⁵³")},
  block: 4096,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: []},
  reference,
  example: {scalars: {...exampleStream, below: 3000000000}, inputs: {}}
});
