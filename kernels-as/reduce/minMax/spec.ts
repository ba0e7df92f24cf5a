import {defineKernel} from "../../kernel.ts";
import {minMaxReference} from "./reference.ts";
import {minMax as signature} from "./signature.ts";

export const minMax = defineKernel(signature, {
  doc: `The smallest and the largest element; both NaN if an element is NaN; −0 counts as smaller than +0.
    Of an empty array: ∞ and −∞.`,
  tolerance: {wasm: 0, relaxed: 0},
  errors: {f64: [{region: "all", max: 0, unit: "abs"}]},
  reference: minMaxReference,
  example: {scalars: {}, inputs: {x: (i) => ((i * 7919) % 1009) / 7 - 70}}
});
