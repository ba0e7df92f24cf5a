import {defineSignature, each, real} from "../../kernel.ts";
import {streamScalars} from "../scalars.ts";

export const normal = defineSignature({
  name: "normal",
  outputs: {y: each("f64", "draw")},
  inputs: {},
  scalars: {...streamScalars, mean: real("mean"), sd: real("standard deviation")},
  block: 4096,
  hasTwin: true
});
