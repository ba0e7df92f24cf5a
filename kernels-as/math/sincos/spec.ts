import {defineKernel, each} from "../../kernel.ts";
import {sincos as reference} from "./reference.ts";

export const sincos = defineKernel({
  name: "sincos",
  doc: "Both sin x and cos x from one reduction: the same bits as the kernels sin and cos.",
  outputs: {sine: each("f64", "sin x"), cosine: each("f64", "cos x")},
  inputs: {x: each("f64", "argument in radians")},
  scalars: {},
  block: 4096,
  tolerance: {wasm: 0, relaxed: 1e-15},
  errors: {f64: [{region: "all", max: 1, unit: "ulp"}]},
  reference,
  example: {scalars: {}, inputs: {x: (i) => ((i * 0.618) % 200) - 100}}
});
