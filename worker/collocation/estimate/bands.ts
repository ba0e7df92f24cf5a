// Confidence bands: the estimates are sums Σ ℓ y, so their variance is the noise's times Σ ℓ².
import type {Stats} from "../../work.ts";
import type {Chain} from "./chain.ts";
import {kernelOptions, toInputs, type LocalFits, type Problem} from "./localFits.ts";

/** Σ ℓ² at each target: of lines' values and of parabolas' slopes. */
export interface Spread {
  value: Float64Array;
  slope: Float64Array;
  stats: Stats;
}

export async function findSpread(
  chain: Chain,
  problem: Problem,
  targets: Float64Array,
  bandwidth: number
): Promise<Spread> {
  const {inputs, scalars} = toInputs(problem, targets, bandwidth);
  const {outputs, stats} = await chain.run(() =>
    problem.hooks.kernels.run("localSpread", {inputs, scalars}, kernelOptions(problem))
  );
  const {spread} = outputs;
  const pick = (from: number) =>
    Float64Array.from({length: targets.length}, (_, i) => spread[2 * i + from]);
  return {value: pick(0), slope: pick(1), stats};
}

/**
 * Standard deviations of the noise: the squared residuals over n − 2 tr L + tr LLᵀ, which is unbiased where the smooth has no
 * bias of its own. Points without a fit count in neither.
 */
export function estimateNoise({rows}: Problem, fits: LocalFits, spread: Spread): Float64Array {
  const leverages = fits.leverage.line;
  return Float64Array.from(rows, (row, k) => {
    let squares = 0;
    let freedom = 0;
    row.forEach((y, i) => {
      const residual = y - fits.u[k][i];
      if (Number.isNaN(residual)) return;
      squares += residual * residual;
      freedom += 1 - 2 * leverages[i] + spread.value[i];
    });
    // Fits through every point leave rounding, and nothing to tell the noise from.
    return freedom > FEWEST * row.length ? Math.sqrt(squares / freedom) : NaN;
  });
}

const FEWEST = 1e-9;
