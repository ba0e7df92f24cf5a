import {defineKernel, each} from "../../kernel.ts";
import {exampleStream, streamScalars} from "../scalars.ts";
import {uniform as reference} from "./reference.ts";
import wgsl from "./uniform.wgsl?raw";

export const uniform = defineKernel({
  name: "uniform",
  doc:
    "Uniform draws in [0, 1): y = m·2⁻⁵³ with m the top 53 bits of two words of a block; " +
    "words 0 and 1 serve even indices, words 2 and 3 odd ones. 0 may be drawn, 1 never.",
  outputs: {y: each("f64", "draw")},
  inputs: {},
  scalars: streamScalars,
  block: 4096,
  tolerance: {wasm: 0, relaxed: 0, gpu: {rtol: 0, atol: 6e-8}},
  errors: {f64: [{region: "mapping from words", max: 0, unit: "ulp"}]},
  wgsl,
  reference,
  example: {scalars: exampleStream, inputs: {}}
});
