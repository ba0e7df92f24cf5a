// The worst data within a ball around the data that were measured:
//   max ‖r − J·δ + ξ‖² over ‖ξ‖ ≤ ε  =  (‖r − J·δ‖ + ε)²
// (the worst ξ points along the residuals). With a ridge the minimum solves (JᵀJ + λI)·δ = Jᵀr − λ·center where
//   λ = α·‖r − J·δ‖ / (‖r − J·δ‖ + ε):
// doubt about the data does not move a least-squares fit; it makes the ridge count less against them.
import {factorStep, solveFactored} from "./factor.ts";
import {toSizes, type Step, type StepModel, type WorstCase} from "./squares.ts";

/** Halvings of the interval of λ at most: it is found to rounding. */
const MOST_ROUNDS = 200;

/** One set of residuals, with a ball of radius `epsilon` around the data. */
export function makeBall(epsilon: number): WorstCase {
  return {
    value(sizes) {
      const worst = Math.sqrt(sizes[0]) + epsilon;
      return worst * worst;
    },
    step: (model) => solveBall(model, epsilon)
  };
}

/** The step to the minimum of (‖r − J·δ‖ + ε)² + α·‖center + δ‖² + Σ damping·δ². */
function solveBall(model: StepModel, epsilon: number): Step {
  const {alpha, damping} = model;
  // (1 + ε/‖·‖)·JᵀJ + α + damping, over (1 + ε/‖·‖): the damping shrinks as the ridge does
  const at = (share: number): {delta: Float64Array; norm: number} => {
    const scaled = {...model, damping: damping.map((d) => share * d)};
    const delta = solveRidge(scaled, share * alpha);
    return {delta, norm: Math.sqrt(toSizes(model.squares, delta)[0])};
  };
  const share = epsilon === 0 ? 1 : findShare(at, epsilon);
  const {delta, norm} = at(share);
  const factor = norm > 0 ? 1 + epsilon / norm : 1;
  return {delta, weights: Float64Array.of(1), factor, lambda: share * alpha};
}

/** (JᵀJ + λI + damping)·δ = Jᵀr − λ·center. */
function solveRidge(model: StepModel, lambda: number): Float64Array {
  const {squares, center} = model;
  const right = squares.slopes[0].map((slope, i) => slope - lambda * center[i]);
  return solveFactored(factorStep(model, lambda), right);
}

/** The share in (0, 1) with share·(‖·‖ + ε) = ‖·‖: false position that halves where it would creep. */
function findShare(at: (share: number) => {norm: number}, epsilon: number): number {
  const miss = (share: number): number => {
    const {norm} = at(share);
    return share * (norm + epsilon) - norm;
  };
  let low = 0;
  let high = 1;
  let below = miss(low);
  let above = miss(high);
  // data that a step meets exactly leave no share to the ridge
  if (below >= 0) return low;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const width = high - low;
    let share = low + (width * below) / (below - above);
    if (!(share > low && share < high) || round % 3 === 2) share = low + width / 2;
    if (!(share > low && share < high)) break;
    const value = miss(share);
    if (value === 0) return share;
    if (value < 0) [low, below] = [share, value];
    else [high, above] = [share, value];
  }
  return -below < above ? low : high;
}
