import {defineKernel, each, integer, scratch, whole} from "../../kernel.ts";
import {sortCounters} from "../constants.ts";
import {quantilesReference} from "./reference.ts";

export const quantiles = defineKernel({
  name: "quantiles",
  doc: `Quantiles of each index's n numbers by linear interpolation between order statistics at (n − 1) p,
    type 7 of Hyndman and Fan (1996), NumPy's default. NaN if a number is NaN, if n = 0, or if p is not in
    [0, 1]. Beside an infinity the interpolation takes its limit: the infinity, NaN between −∞ and ∞.`,
  outputs: {
    q: each("f64", "one quantile for every p", ({k}) => k),
    work: scratch("f64", "scratch: the numbers sorted, and a second copy", ({n}) => 2 * n),
    counts: scratch("u32", "scratch: how often each digit occurs", ({n}) => sortCounters(n))
  },
  inputs: {
    x: each("f64", "numbers", ({n}) => n),
    p: whole("f64", "probabilities, in any order", ({k}) => k)
  },
  scalars: {n: integer("numbers at each index"), k: integer("probabilities")},
  block: 1,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: [{region: "against NumPy", max: 0, unit: "ulp"}]},
  reference: quantilesReference,
  example: {
    scalars: {n: 160, k: 5},
    inputs: {x: (i) => ((i * 7919) % 1009) / 7 - 70, p: (i) => i / 4}
  }
});
