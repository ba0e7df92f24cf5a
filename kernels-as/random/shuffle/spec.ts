import {defineKernel} from "../../kernel.ts";
import {exampleStream} from "../scalars.ts";
import {shuffle as reference} from "./reference.ts";
import {shuffle as signature} from "./signature.ts";

export const shuffle = defineKernel(signature, {
  doc:
    "A random order of 0 … size − 1 (Fisher, Yates): for i = size − 1 down to 1 swap entries i and j, j drawn from " +
    "0 … i as `integers` draws its element i. Sequential: the axis has length 1 and index 0 does it all.",
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: []},
  reference,
  example: {scalars: {...exampleStream, size: 1000}, inputs: {}}
});
