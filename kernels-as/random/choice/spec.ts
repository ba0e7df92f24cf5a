import {defineKernel} from "../../kernel.ts";
import {exampleStream} from "../scalars.ts";
import {choice as reference} from "./reference.ts";
import {choice as signature} from "./signature.ts";

export const choice = defineKernel(signature, {
  doc:
    "Indices drawn with replacement in proportion to weights: the first index whose running sum exceeds " +
    "u·total, u uniform in [0, 1) as in `uniform`. An index of weight 0 is never drawn.",
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: []},
  reference,
  example: {
    scalars: {...exampleStream, size: 37},
    inputs: {cumulative: (i) => (i + 1) * (i + 2)}
  }
});
