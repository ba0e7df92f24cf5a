import {defineKernel} from "../../kernel.ts";
import {exampleStream} from "../scalars.ts";
import {exponential as reference} from "./reference.ts";
import {exponential as signature} from "./signature.ts";
import wgsl from "./exponential.wgsl?raw";

export const exponential = defineKernel(signature, {
  doc:
    "Exponential draws by inversion: y = −scale·ln u, u in [2⁻⁶⁵, 1] from all 64 bits of two words of a block " +
    "(words 0 and 1 serve even indices, 2 and 3 odd ones). Tail limit: y ≤ 65 ln 2·scale = 45.05·scale; " +
    "0 comes with probability 2⁻⁵⁴.",
  tolerance: {wasm: 0, relaxed: 8, gpu: {rtol: 5e-7, atol: 0}},
  errors: {
    f64: [{region: "from the words", max: 1, unit: "ulp"}],
    wgsl: [{region: "example", max: 1.6e-7, unit: "rel"}]
  },
  wgsl,
  reference,
  example: {scalars: {...exampleStream, scale: 1}, inputs: {}}
});
