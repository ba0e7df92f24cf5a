import {defineKernel} from "../../kernel.ts";
import {exampleStream} from "../scalars.ts";
import {uniform as reference} from "./reference.ts";
import {uniform as signature} from "./signature.ts";
import wgsl from "./uniform.wgsl?raw";

export const uniform = defineKernel(signature, {
  doc:
    "Uniform draws in [0, 1): y = (2²⁶⌊a/2⁵⌋ + ⌊b/2⁶⌋)·2⁻⁵³ for two words a, b of a block; " +
    "words 0 and 1 serve even indices, words 2 and 3 odd ones. 0 may be drawn, 1 never.",
  tolerance: {wasm: 0, relaxed: 0, gpu: {rtol: 0, atol: 6e-8}},
  errors: {
    f64: [{region: "mapping from words", max: 0, unit: "ulp"}],
    wgsl: [{region: "all", max: 6e-8, unit: "abs"}]
  },
  wgsl,
  reference,
  example: {scalars: exampleStream, inputs: {}}
});
