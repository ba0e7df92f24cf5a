// What each ending of a fit means, and what to try.
import type {FitStatus} from "../types.ts";

const ADVICE: Record<FitStatus, string> = {
  converged:
    "A tolerance was met: near this point chi2 falls no further. Other starts (multistart) show whether there is a lower minimum.",
  maxSteps: "The steps ran out: give more steps, or start from this theta.",
  diverged:
    "No step lowers chi2 although its slope says so: this is as far as rounding lets it go, or data and model differ much. Try method trust, or another start.",
  nonfinite:
    "chi2 is not finite at the start or all around this theta: start elsewhere, or give narrower bounds.",
  singular:
    "The data do not determine a step: some parameters have no effect here, or only together. The notes say which; hold some of them, or start elsewhere.",
  cancelled: "The fit was cancelled: this is the best point until then, without errors."
};

const COLLAPSED =
  " Note that a simplex can stop short of a minimum: method lm from this theta shows whether chi2 falls further.";

export function toFitAdvice(status: FitStatus, isSimplex: boolean): string {
  return status === "converged" && isSimplex ? ADVICE[status] + COLLAPSED : ADVICE[status];
}
