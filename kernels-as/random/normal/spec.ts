import {defineKernel} from "../../kernel.ts";
import {exampleStream} from "../scalars.ts";
import {normal as reference} from "./reference.ts";
import {normal as signature} from "./signature.ts";
import wgsl from "./normal.wgsl?raw";

export const normal = defineKernel(signature, {
  doc:
    "Normal draws by Box and Muller: y = mean + sd·z, (z₀, z₁) = √(−2 ln u)·(cos α, sin α) for an even " +
    "index and the odd one after it; u in [2⁻⁶⁵, 1] from words 0 and 1 of their block, α from words 2 and 3. " +
    "64 bits of u carry the law out to |z| ≤ √(130 ln 2) = 9.4926 (probability beyond: 2.2e−21).",
  tolerance: {wasm: 0, relaxed: 8, gpu: {rtol: 5e-7, atol: 0}},
  errors: {
    f64: [{region: "|z|, from the words", max: 3, unit: "ulp"}],
    wgsl: [{region: "example", max: 3e-7, unit: "rel"}]
  },
  wgsl,
  reference,
  example: {scalars: {...exampleStream, mean: 0, sd: 1}, inputs: {}}
});
