// How a solve can end, and what to tell about it. The whole-solve programs name an ending by its place here
// plus one: 0 stands for one that is not over.
import type {OdeStatus} from "./types.ts";

export const STATUSES: readonly OdeStatus[] = [
  "converged",
  "maxSteps",
  "diverged",
  "nonfinite",
  "singular",
  "cancelled"
];

const ADVICE: Record<OdeStatus, string> = {
  converged: "The solve got to its end.",
  maxSteps:
    "The steps ran out: give a larger maxSteps or tolerance; if tsit5 or vern7 took very small steps, the problem is stiff and rodas or bdf solves it.",
  diverged:
    "The steps became too small to go on, as they do before a solution grows without bound or jumps: look at the last states, and end the span before that time.",
  nonfinite:
    "The right-hand side is not finite however small the step: look for a division by zero, a root or logarithm of a negative number, or an overflow near the last state.",
  singular:
    "The matrix of the step is singular however small the step: the DAE has an index above 1, or an equation lacks its unknown.",
  cancelled: "The solve was cancelled: this is what there was until then."
};

export function toAdvice(status: OdeStatus): string {
  return ADVICE[status];
}
