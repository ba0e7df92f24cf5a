import {defineSignature, each} from "../../kernel.ts";

export const pow = defineSignature({
  name: "pow",
  outputs: {z: each("f64", "x^y")},
  inputs: {x: each("f64", "base"), y: each("f64", "exponent")},
  scalars: {},
  block: 4096,
  hasTwin: true
});
