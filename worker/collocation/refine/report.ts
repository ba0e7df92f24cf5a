// What a fit of a trajectory leaves behind, once its search is over.
import {toCovariance} from "../../optimize/covariance.ts";
import type {OptimizeStatus} from "../../optimize/types.ts";
import type {Stats} from "../../work.ts";
import type {Refined} from "./types.ts";
import type {FitProblem} from "./asked.ts";
import type {Found} from "./fitTrajectory.ts";
import type {Evaluation} from "./objective.ts";
import {inOrder} from "./observed.ts";
import {studentQuantile} from "../../math/quantiles.ts";

const LEVEL = 0.95;

export function toRefined(problem: FitProblem, found: Found, stats: Stats): Refined {
  const {m, k, start, observed} = problem;
  const nothing = nowhere(problem);
  const best = found.best ?? nothing;
  const whole = start.slice();
  whole.set(best.x);
  const {covariance, errors, isDetermined} = spread(problem, best);
  const dof = observed.isKnown ? Infinity : observed.count - k;
  const width = studentQuantile(LEVEL, dof);
  const toResidual = (row: Float64Array, i: number) =>
    row.map((u, t) => (observed.values[i][t] - u) * observed.weights[i][t]);
  const interval = (i: number): [number, number] => [
    best.x[i] - width * errors[i],
    best.x[i] + width * errors[i]
  ];
  return {
    p: whole.slice(0, m),
    u0: whole.slice(m),
    covariance,
    correlation: toCorrelation(covariance, errors),
    errors,
    intervals: Array.from({length: k}, (_, i) => interval(i)),
    names: toNames(problem),
    sse: best.sse,
    sigma: Math.sqrt(best.sse / (observed.count - k)),
    fitted: inOrder(observed, best.fitted),
    residuals: inOrder(observed, best.fitted.map(toResidual)),
    bias: whole.slice(0, m).map((value, i) => start[i] - value),
    trace: found.trace,
    status: found.status,
    advice: toAdvice(problem, found, isDetermined),
    stats
  };
}

function toNames({k, m}: Pick<FitProblem, "k" | "m">): string[] {
  return Array.from({length: k}, (_, i) => (i < m ? `p${i}` : `u0[${i - m}]`));
}

/** An evaluation of which nothing is known but where it would be. */
function nowhere({k, start, observed}: FitProblem): Evaluation {
  const none = (length: number) => new Float64Array(length).fill(NaN);
  const reduced = {factor: none(k * k), projected: none(k), value: NaN};
  const fitted = observed.values.map(({length}) => none(length));
  return {x: start.slice(0, k), sse: NaN, fitted, reduced};
}

/** The covariance of the unknowns: of the noise's given size, else of the size that the residuals have. */
export function spread(
  {k, scale, box, observed}: Pick<FitProblem, "k" | "scale" | "box" | "observed">,
  {x, sse, reduced}: Evaluation
) {
  const unscale = (values: Float64Array) => values.map((value, i) => value / scale[i]);
  const unscaled = {lower: unscale(box.lower), upper: unscale(box.upper)};
  const [size, count] = observed.isKnown ? [1, k + 1] : [sse, observed.count];
  const {factor} = reduced;
  const {covariance, errors, isDetermined} = toCovariance(
    factor,
    size,
    count,
    unscale(x),
    unscaled
  );
  return {
    covariance: covariance.map((value, at) => value * scale[Math.floor(at / k)] * scale[at % k]),
    errors: errors.map((error, i) => error * scale[i]),
    isDetermined
  };
}

function toCorrelation(covariance: Float64Array, errors: Float64Array): Float64Array {
  const k = errors.length;
  return covariance.map((value, at) => {
    const [i, j] = [Math.floor(at / k), at % k];
    if (i === j) return 1;
    return value === 0 ? 0 : value / (errors[i] * errors[j]);
  });
}

const ADVICE: Record<OptimizeStatus, string> = {
  converged:
    "The trajectory is the nearest to the data around here: fits from other starts, or with segments, show whether there is a nearer one.",
  maxSteps:
    "The steps ran out: give more of them, go on from this p, or give segments, which find a way out of long valleys.",
  diverged:
    "No step brings the trajectory nearer although its derivative says so: tighten rtol and atol, or give segments or bounds.",
  nonfinite:
    "There is no trajectory to the last time at the start or all around this p: start elsewhere, or give segments or bounds.",
  singular:
    "The trajectory does not depend on some unknowns, or on some only together: fix or bound those, or take more data.",
  cancelled: "The fit was cancelled: this is the best until then."
};

export function toAdvice(
  {box, k, m}: FitProblem,
  {status, best, failure}: Found,
  isDetermined: boolean
): string {
  const parts = [ADVICE[status]];
  if (status === "nonfinite" && failure)
    parts.push(`The solver said "${failure.status}": ${failure.advice}`);
  if (status === "converged" && !isDetermined)
    parts.push(
      "These data do not determine all unknowns, so there is no covariance: fix some, or take more data."
    );
  const names = toNames({k, m});
  const {lower, upper} = box;
  const held = names.filter((_, i) => best && (best.x[i] <= lower[i] || best.x[i] >= upper[i]));
  if (held.length > 0)
    parts.push(
      `Held by a bound: ${held.join(", ")}; the errors of the others are those of a fit with these fixed.`
    );
  return parts.join(" ");
}
