import {defineKernel} from "../../kernel.ts";
import {pow as scalar} from "./reference.ts";
import {pow as signature} from "./signature.ts";
import wgsl from "./pow.wgsl?raw";

export const pow = defineKernel(signature, {
  doc:
    "z = x^y, by Math.pow's rules: 1 for y = 0 whatever x, NaN for (±1)^±∞ and for roots of negative numbers, " +
    "the sign of x kept for odd y; subnormal arguments and results.",
  tolerance: {wasm: 0, relaxed: 2, gpu: {rtol: 5e-7, atol: 1.2e-38}},
  errors: {
    f64: [
      {region: "0.5 < x < 2, |y| ≤ 100", max: 0.51, unit: "ulp"},
      {region: "all normal x, normal results", max: 0.51, unit: "ulp"},
      {region: "x beside 1, normal results", max: 0.52, unit: "ulp"},
      {region: "subnormal x", max: 0.51, unit: "ulp"},
      {region: "whole |y| ≤ 40, x of either sign", max: 0.51, unit: "ulp"},
      {region: "results to the largest", max: 0.51, unit: "ulp"},
      {region: "subnormal results", max: 0.78, unit: "ulp"}
    ],
    wgsl: [{region: "the example's x from 0.01 to 30, |y| ≤ 12", max: 8e-8, unit: "rel"}]
  },
  wgsl,
  reference: ({z, x, y}, begin, end) => {
    for (let i = begin; i < end; i++) z[i] = scalar(x[i], y[i]);
  },
  example: {
    scalars: {},
    inputs: {x: (i) => 0.01 + ((i * 0.618) % 30), y: (i) => ((i * 0.414) % 24) - 12}
  }
});
