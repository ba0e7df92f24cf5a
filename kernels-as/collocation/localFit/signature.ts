import {defineSignature, each, integer, real, scratch, whole} from "../../kernel.ts";
import {TARGETS, fitScratch} from "../constants.ts";

export const localFit = defineSignature({
  name: "localFit",
  outputs: {
    fits: each(
      "f64",
      "for each series: line's value, parabola's value, parabola's slope",
      ({series}) => 3 * series
    ),
    own: each(
      "f64",
      "first element of both inverse normal matrices: times K(0) it is the leverage",
      2
    ),
    condition: each("f64", "reciprocal condition of both normal matrices in the 1-norm, for z", 2),
    scratch: scratch("f64", "moments that the targets of a block share", ({series}) =>
      fitScratch(series)
    )
  },
  inputs: {
    target: each("f64", "τ"),
    first: each("i32", "first point of the window"),
    last: each("i32", "the point after its last"),
    times: whole("f64", "t", ({count}) => count),
    data: whole("f64", "y, one series after the other", ({count, series}) => count * series)
  },
  scalars: {
    count: integer("points"),
    series: integer("series over the same times"),
    inverse: real("1/s: s is half a window's width, or an unbounded kernel's unit"),
    shape: integer("which K")
  },
  block: TARGETS
});
