import {defineKernel} from "../../kernel.ts";
import {normalLogDensity as reference} from "./reference.ts";
import {normalLogDensity as signature} from "./signature.ts";
import wgsl from "./normalLogDensity.wgsl?raw";

export const normalLogDensity = defineKernel(signature, {
  doc:
    "log ∏ N(yⱼ; μᵢ, σᵢ) = −½ Σⱼ ((yⱼ − μᵢ)/σᵢ)² − n (log σᵢ + ½ log 2π) for each parameter set i, with a " +
    "compensated sum. NaN unless σ > 0; −∞ where the sum overflows. On the GPU the data and parameters " +
    "are pairs of f32, residuals and squares are f32, and the sum is compensated.",
  // GPU: each residual and each square is rounded to f32, which leaves about 1e-7 for each datum.
  tolerance: {wasm: 0, relaxed: 64, gpu: {rtol: 1e-7, atol: 1e-5}},
  errors: {f64: [], wgsl: [{region: "example", max: 1.7e-5, unit: "abs"}]},
  wgsl,
  reference,
  example: {
    scalars: {count: 100},
    inputs: {
      mean: (i) => 1000 + 0.01 * (i % 50),
      sd: (i) => 0.05 + 0.001 * (i % 97),
      data: (i) => 1000.2 + 0.1 * (((i * 0.618) % 1) - 0.5)
    }
  }
});
