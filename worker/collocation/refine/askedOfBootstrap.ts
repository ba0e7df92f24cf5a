// What a caller asks of a bootstrap.
import {checkInteger, checkOneOf} from "../../check.ts";
import type {RightHandSide} from "../types.ts";
import type {BootstrapOptions} from "./types.ts";
import {toFitProblem, type FitProblem} from "./asked.ts";

const WHAT = "collocation.bootstrap";

export interface BootstrapQuestion {
  problem: FitProblem;
  samples: number;
  kind: "residual" | "parametric";
  seed: number;
}

export function toBootstrapQuestion(
  rhs: RightHandSide,
  options: BootstrapOptions
): BootstrapQuestion {
  const problem = toFitProblem(WHAT, rhs, options, ["samples", "kind", "seed"]);
  const {samples = 200, kind = "residual", seed = 1} = options;
  checkInteger(WHAT, "samples", samples, 2, 1e6);
  checkOneOf(WHAT, "kind", kind, ["residual", "parametric"]);
  checkInteger(WHAT, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (problem.observed.count === problem.k)
    throw new RangeError(
      `${WHAT}: expected more numbers in data than the ${problem.k} unknowns, got as many`
    );
  return {problem, samples, kind, seed};
}
