import {defineKernel} from "../../kernel.ts";
import {philox as reference} from "./reference.ts";
import {philox as signature} from "./signature.ts";
import wgsl from "./philox.wgsl?raw";

export const philox = defineKernel(signature, {
  doc:
    "Philox4x32-10 (Salmon, Moraes, Dror, Shaw, SC'11): four 32-bit words for each counter (i, c1, c2, c3). " +
    "A round maps (w0, w1, w2, w3) to (hi(M1·w2) ⊕ w1 ⊕ k0, lo(M1·w2), hi(M0·w0) ⊕ w3 ⊕ k1, lo(M0·w0)) " +
    "and adds (W0, W1) to the key; there are ten.",
  tolerance: {wasm: 0, relaxed: 0, gpu: {rtol: 0, atol: 0}},
  errors: {f64: [], wgsl: [{region: "all", max: 0, unit: "abs"}]},
  wgsl,
  reference,
  example: {
    scalars: {
      keyLow: 0xa4093822,
      keyHigh: 0x299f31d0,
      c1: 0x85a308d3,
      c2: 0x13198a2e,
      c3: 0x03707344
    },
    inputs: {}
  }
});
