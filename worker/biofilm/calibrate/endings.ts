// How a calibration can end, and what to tell about it.
import type {TmcmcResult} from "../../samplers/types.ts";
import type {Calibration, StageName} from "../types.ts";

const ADVICE: Record<Calibration["status"], string> = {
  converged:
    "All parts reached their posteriors; the validation tells whether they foretell M3val. Several populations tell whether they found all there is to find.",
  maxSteps:
    "A part gave up before its posterior, so what was carried on is too wide: see the advice of M1, M2 and M3.",
  nonfinite:
    "A part found no parameters of a likelihood above zero, so the parts after it did not begin: look at the data and sigma.",
  cancelled: "The calibration was cancelled: the parts that had begun hold what they had reached."
};

export function toEnding(
  results: Partial<Record<StageName, TmcmcResult>>,
  isWhole: boolean
): Pick<Calibration, "status" | "advice"> {
  const found = Object.values(results).map(({status}) => status);
  const status =
    (["nonfinite", "cancelled", "maxSteps"] as const).find((bad) => found.includes(bad)) ??
    (isWhole ? "converged" : "cancelled");
  return {status, advice: ADVICE[status]};
}
