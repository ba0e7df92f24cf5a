import {defineSignature, each} from "../../kernel.ts";
import {streamScalars} from "../scalars.ts";

export const uniform = defineSignature({
  name: "uniform",
  outputs: {y: each("f64", "draw")},
  inputs: {},
  scalars: streamScalars,
  block: 4096,
  hasTwin: true
});
