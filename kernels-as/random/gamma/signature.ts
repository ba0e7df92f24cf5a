import {defineSignature, each, real} from "../../kernel.ts";
import {streamScalars} from "../scalars.ts";

export const gamma = defineSignature({
  name: "gamma",
  outputs: {y: each("f64", "draw")},
  inputs: {},
  scalars: {
    ...streamScalars,
    shape: real("k > 0, finite"),
    scale: real("θ > 0: mean kθ, variance kθ²")
  },
  block: 4096
});
