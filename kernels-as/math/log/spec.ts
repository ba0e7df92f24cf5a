import {defineKernel} from "../../kernel.ts";
import {unaryFields, unaryLoop} from "../unary.ts";
import {log as scalar} from "./reference.ts";
import wgsl from "./log.wgsl?raw";

export const log = defineKernel({
  name: "log",
  doc: "y = ln x. −∞ at ±0, NaN below 0, ∞ at ∞, NaN for NaN; subnormal arguments in full accuracy.",
  ...unaryFields,
  tolerance: {wasm: 0, relaxed: 4e-16, gpu: {rtol: 1.5e-7, atol: 0}},
  errors: {f64: [{region: "all", max: 1, unit: "ulp"}]},
  wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => 0.01 + ((i * 0.618) % 100)}}
});
