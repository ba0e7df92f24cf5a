// The worst of several scenarios with one J: min over δ of max_s ‖r_s − J·δ‖² + α·‖center + δ‖² + Σ damping·δ². With
// M = JᵀJ + αI + damping = L·Lᵀ, g_s = Jᵀr_s − α·center and h_s = L⁻¹g_s, its dual is the smallest ‖Σ w_s·h_s‖² − Σ w_s·‖r_s‖²
// over weights that are ≥ 0 and add up to 1, and δ = M⁻¹·Σ w_s·g_s.
import {factorStep, solveFactored, solveLower} from "./factor.ts";
import {minimizeOnSimplex} from "./simplex.ts";
import type {Step, StepModel, WorstCase} from "./squares.ts";

export const worstScenario: WorstCase = {
  value(sizes) {
    let worst = 0;
    for (let s = 0; s < sizes.length; s++) if (!(sizes[s] <= worst)) worst = sizes[s];
    return worst;
  },
  step(model) {
    const {squares, alpha} = model;
    const {L, pulls} = toPulls(model);
    const {weights} = minimizeOnSimplex(
      pulls.map((pull) => solveLower(L, pull)),
      squares.sizes
    );
    const right = new Float64Array(pulls[0].length);
    pulls.forEach((pull, s) => {
      for (let i = 0; i < right.length; i++) right[i] += weights[s] * pull[i];
    });
    return {delta: solveFactored(L, right), weights, factor: 1, lambda: alpha} satisfies Step;
  }
};

/** The step that each scenario alone would take. */
export function toOwnSteps(model: StepModel): Float64Array[] {
  const {L, pulls} = toPulls(model);
  return pulls.map((pull) => solveFactored(L, pull));
}

function toPulls(model: StepModel): {L: Float64Array; pulls: Float64Array[]} {
  const {squares, alpha, center} = model;
  const pulls = squares.slopes.map((slope) => slope.map((g, i) => g - alpha * center[i]));
  return {L: factorStep(model, alpha), pulls};
}
