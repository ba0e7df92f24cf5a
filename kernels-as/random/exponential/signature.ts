import {defineSignature, each, real} from "../../kernel.ts";
import {streamScalars} from "../scalars.ts";

export const exponential = defineSignature({
  name: "exponential",
  outputs: {y: each("f64", "draw")},
  inputs: {},
  scalars: {...streamScalars, scale: real("mean of the law, 1/rate")},
  block: 4096,
  hasTwin: true
});
