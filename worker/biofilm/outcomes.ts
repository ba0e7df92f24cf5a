// How a solve can end, and what to tell about it.
import type {SolverCode} from "./solver/types.ts";
import type {BiofilmStatus} from "./types.ts";

/** By the solvers' code. */
const STATUSES: readonly BiofilmStatus[] = ["converged", "maxSteps", "nonfinite", "singular"];

const ADVICE: Record<BiofilmStatus, string> = {
  converged: "Every step was solved.",
  maxSteps:
    "A step was not solved in 100 iterations, or the adaptive steps ran out: take a shorter dt, a larger rtol, or parameters nearer to those of the cases.",
  nonfinite:
    "A state is not finite: look for parameters, nutrients or antibiotics that are far too large, and take a shorter dt.",
  singular:
    "The matrix of a step is singular: volume fractions have come too near to 0 or 1; take a shorter dt or a larger penalty."
};

export function toOutcome(code: SolverCode): {status: BiofilmStatus; advice: string} {
  const status = STATUSES[code];
  return {status, advice: ADVICE[status]};
}
