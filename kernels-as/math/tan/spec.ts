import {defineKernel} from "../../kernel.ts";
import {unaryFields, unaryLoop} from "../unary.ts";
import {tan as scalar} from "./reference.ts";

export const tan = defineKernel({
  name: "tan",
  doc: "y = tan x, x in radians; exact reduction at any magnitude. −0 is kept; NaN for infinities and NaN.",
  ...unaryFields,
  tolerance: {wasm: 0, relaxed: 1e-15},
  errors: {f64: [{region: "all", max: 4, unit: "ulp"}]},
  reference: unaryLoop(scalar),
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 200) - 100}}
});
