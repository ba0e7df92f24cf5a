// What each ending means, and what to try.
import type {OptimizeStatus} from "./types.ts";

const ADVICE: Record<OptimizeStatus, string> = {
  converged:
    "A tolerance was met: near this point the objective falls no further. Another start shows whether there is a lower minimum.",
  maxSteps:
    "The steps ran out: give more of them or go on from this x; unknowns scaled to similar sizes need fewer, and so does a larger learningRate with adam.",
  diverged:
    "No step lowers the objective although its derivative says so, or it falls without end: check the derivative, look for noise or jumps near this x, or give bounds.",
  nonfinite:
    "The objective or its derivative is not finite at the start or all around this x: start elsewhere, or give bounds that keep out of there.",
  singular:
    "The objective does not depend on some unknowns, or on some only together: fix or bound those, start elsewhere, or use fewer.",
  cancelled: "The search was cancelled: this is the best point until then."
};

/** What to know about a fit whose covariance does not exist. */
const UNDETERMINED =
  " These residuals do not determine all unknowns by themselves, so there is no covariance: use fewer unknowns, or more data.";

export function toAdvice(status: OptimizeStatus): string {
  return ADVICE[status];
}

export function toFitAdvice(status: OptimizeStatus, isDetermined: boolean): string {
  const needsMore = status === "converged" && !isDetermined;
  return needsMore ? ADVICE[status] + UNDETERMINED : ADVICE[status];
}
