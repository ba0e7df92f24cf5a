// Steps that each method may make unless more are asked for.
import type {LeastSquaresMethod, MinimizeMethod} from "./types.ts";

const STEPS = {adam: 1000, lbfgs: 15_000, lm: 1000, trust: 1000};
/** of "nelder-mead", for each unknown. */
const STEPS_EACH = 400;

export function defaultSteps(method: MinimizeMethod | LeastSquaresMethod, k: number): number {
  return method === "nelder-mead" ? STEPS_EACH * k : STEPS[method];
}
