import {defineSignature, each, integer, real, whole} from "../../kernel.ts";
import {TARGETS} from "../constants.ts";

export const localSpread = defineSignature({
  name: "localSpread",
  outputs: {spread: each("f64", "Σ ℓ² of the value, Σ ℓ² of the slope", 2)},
  inputs: {
    target: each("f64", "τ"),
    first: each("i32", "first point of the window"),
    last: each("i32", "the point after its last"),
    times: whole("f64", "t", ({count}) => count)
  },
  scalars: {
    count: integer("points"),
    inverse: real("1/s: s is half a window's width, or an unbounded kernel's unit"),
    shape: integer("which K")
  },
  block: TARGETS
});
