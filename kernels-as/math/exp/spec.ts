import {defineKernel} from "../../kernel.ts";
import {unaryFields, unaryLoop} from "../unary.ts";
import {exp as scalar} from "./reference.ts";
import wgsl from "./exp.wgsl?raw";

export const exp = defineKernel({
  name: "exp",
  doc: "y = eˣ. 0 below −745.14, subnormal results rounded to within an ULP, ∞ above 709.79, NaN for NaN.",
  ...unaryFields,
  tolerance: {wasm: 0, relaxed: 4e-16, gpu: {rtol: 1.5e-7, atol: 0}},
  errors: {f64: [{region: "all", max: 1, unit: "ulp"}]},
  wgsl,
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 40) - 20}}
});
