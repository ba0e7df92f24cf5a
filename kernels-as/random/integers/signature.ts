import {defineSignature, each, real} from "../../kernel.ts";
import {streamScalars} from "../scalars.ts";

export const integers = defineSignature({
  name: "integers",
  outputs: {y: each("f64", "draw, a whole number")},
  inputs: {},
  scalars: {...streamScalars, below: real("how many numbers: a whole number from 1 to 2⁵³")},
  block: 4096
});
