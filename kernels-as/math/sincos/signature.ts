import {defineSignature, each} from "../../kernel.ts";

export const sincos = defineSignature({
  name: "sincos",
  outputs: {sine: each("f64", "sin x"), cosine: each("f64", "cos x")},
  inputs: {x: each("f64", "argument in radians")},
  scalars: {},
  block: 4096,
  hasTwin: true
});
