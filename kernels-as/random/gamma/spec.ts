import {defineKernel} from "../../kernel.ts";
import {exampleStream} from "../scalars.ts";
import {gamma as reference} from "./reference.ts";
import {gamma as signature} from "./signature.ts";

export const gamma = defineKernel(signature, {
  doc:
    "Gamma draws by Marsaglia and Tsang (2000): d = shape − 1/3, c = 1/√(9d), v = (1 + cz)³ for a normal z; " +
    "y = scale·d·v once v > 0 and ln u < z²/2 + d(1 − v + ln v). For shape < 1 a draw of shape + 1 times " +
    "u^(1/shape), which may underflow to 0. Index i owns the blocks (i, attempt): redrawing one moves no other.",
  tolerance: {wasm: 0, relaxed: 64},
  errors: {f64: [{region: "shape 0.1 to 12345.5, from the words", max: 3e-14, unit: "rel"}]},
  reference,
  example: {scalars: {...exampleStream, shape: 0.7, scale: 2}, inputs: {}}
});
