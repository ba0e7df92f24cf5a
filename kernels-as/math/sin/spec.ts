import {defineKernel} from "../../kernel.ts";
import {unaryFields, unaryLoop} from "../unary.ts";
import {sin as scalar} from "./reference.ts";

export const sin = defineKernel({
  name: "sin",
  doc: "y = sin x, x in radians; exact reduction at any magnitude. −0 is kept; NaN for infinities and NaN.",
  ...unaryFields,
  tolerance: {wasm: 0, relaxed: 1e-15},
  errors: {f64: [{region: "all", max: 1, unit: "ulp"}]},
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 200) - 100}}
});
