// One search for the trajectory nearest to the data.
import {drive} from "../../optimize/drive.ts";
import type {Box} from "../../optimize/bounds.ts";
import {levenbergMarquardt} from "../../optimize/levenbergMarquardt.ts";
import type {OptimizeStatus, TraceRow} from "../../optimize/types.ts";
import type {Pace} from "../../pace.ts";
import type {FitProblem} from "./asked.ts";
import {makeObjective, type Evaluation, type Objective} from "./objective.ts";
import type {Observed} from "./observed.ts";
import type {Shooter} from "./shoot.ts";

export interface Found {
  status: OptimizeStatus;
  /** undefined where not even the start has a trajectory, or it was cancelled before that. */
  best: Evaluation | undefined;
  failure: Objective["failure"];
  trace: TraceRow[];
}

export interface FitCall {
  /** the unknowns to start from; default: the problem's start. */
  from?: Float64Array;
  /** default: the problem's. An unknown whose bounds are equal is held. */
  box?: Box;
  /** default: the problem's. */
  observed?: Observed;
  onStep?: (step: number) => void;
}

export async function fitTrajectory(
  problem: FitProblem,
  shooter: Shooter,
  pace: Pace,
  {from = problem.start, box = problem.box, observed = problem.observed, onStep}: FitCall = {}
): Promise<Found> {
  const {k, steps, ftol, gtol, xtol} = problem;
  const objective = makeObjective(problem, shooter, observed);
  const search = levenbergMarquardt({
    start: unscale(problem, from),
    bounds: {lower: unscale(problem, box.lower), upper: unscale(problem, box.upper)},
    steps,
    ftol,
    gtol,
    xtol
  });
  const evaluate = (probe: Parameters<Objective["evaluate"]>[0]) => objective.evaluate(probe);
  const {status, trace} = await drive(search, evaluate, {
    pace,
    steps,
    onStep: ({step}) => onStep?.(step)
  });
  const {best, failure} = objective;
  const isDone = best !== undefined && isAsGoodAsExact(problem, observed, best);
  const isStopped = status === "diverged" || status === "singular";
  return {status: isStopped && isDone ? "converged" : status, best, failure, trace};

  /** in the search every unknown is a share of its scale, so that its tolerances mean the same for all. */
  function unscale({scale}: FitProblem, x: Float64Array): Float64Array {
    return Float64Array.from({length: k}, (_, j) => x[j] / scale[j]);
  }
}

/** Whether the misfit is that of the solver: then no search can tell a better point from a worse one. */
function isAsGoodAsExact(
  {rtol, atol}: FitProblem,
  {values, weights}: Observed,
  {sse, fitted}: Evaluation
): boolean {
  let sum = 0;
  fitted.forEach((row, i) =>
    row.forEach((u, t) => {
      if (Number.isNaN(values[i][t])) return;
      const error = 100 * (rtol * Math.abs(u) + atol) * weights[i][t];
      sum += error * error;
    })
  );
  return sse <= sum;
}
