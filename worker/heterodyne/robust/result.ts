// What is told of a robust fit.
import type {Pace} from "../../pace.ts";
import {HETERODYNE} from "../fit/heterodyneModel.ts";
import {toNotes} from "../fit/notes.ts";
import {toSpread, type Spread} from "../fit/spread.ts";
import {NAMES, toRecord} from "../parameters.ts";
import {toAngleChi2, toSigmas} from "../scan/statistics.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Sums} from "../sums/types.ts";
import type {AngleChi2, FitStatus} from "../types.ts";
import {WHAT, type RobustAsked} from "./asked.ts";
import type {Descent} from "./descend.ts";
import type {SumsProblem} from "./problem.ts";
import {toOwnSteps} from "./scenarios.ts";
import type {RobustFit, RobustTraceRow} from "./types.ts";

interface Context {
  asked: RobustAsked;
  taken: TakenScan;
  places: readonly number[];
  sigmas: Float64Array;
  pace: Pace;
  nominal: Sums;
  radius: number;
  problem: SumsProblem;
  trace: RobustTraceRow[];
}

const ADVICE: Record<FitStatus, string> = {
  converged:
    "The worst case falls no further near this point. Compare theta with that of a plain fit: where they differ by more than the errors, the answer depends on the doubt about the data.",
  maxSteps: "The steps ran out: give more steps, or start from this theta.",
  diverged:
    "No step lowers the worst case although its model says so. Start from a plain fit, or give narrower bounds.",
  nonfinite: "The worst case is not finite at the start: start elsewhere, or give narrower bounds.",
  singular: "The data do not determine a step: give a larger alpha, or hold some parameters.",
  cancelled: "The fit was cancelled: this is the best point until then."
};

/** `worst`: the scenarios' problem, where there are any. */
export async function toRobustFit(
  context: Context,
  end: Descent,
  evaluations: number,
  worst: SumsProblem | undefined
): Promise<RobustFit> {
  const {asked, taken, places, nominal, radius, problem, trace, pace} = context;
  const {method, fit} = asked;
  const theta = problem.toTheta(end.x);
  const normal = await nominal.normal(theta);
  const own = toSigmas(WHAT, taken, places, asked.sigma);
  const angles = toAngleChi2(taken, normal, own, places);
  const factors = context.sigmas.map((sigma) => 0.5 / (sigma * sigma));
  const spread = toSpread({
    normal: normal.normal,
    angles,
    weights: factors,
    theta,
    active: fit.active,
    box: fit.box
  });
  const mean = (of: (angle: AngleChi2) => number): number =>
    angles.reduce((sum, angle) => sum + of(angle), 0) / angles.length;
  return {
    method,
    theta,
    byName: toRecord(theta),
    errors: worst ? toScatter(context, worst, end, spread) : spread.errors,
    active: [...fit.active].map((place) => NAMES[place]),
    objective: end.value,
    worstCase: end.worst,
    nominal: factors.reduce((sum, factor, a) => sum + factor * normal.ssr[a], 0),
    sigmas: context.sigmas,
    radius,
    lambda: end.lambda,
    weights: worst ? end.weights : new Float64Array(0),
    scenarios: worst ? Float64Array.from(end.sizes) : new Float64Array(0),
    chi2: mean(({chi2}) => chi2),
    reduced: mean(({reduced}) => reduced),
    noiseReduced: mean(({noiseReduced}) => noiseReduced),
    angles,
    status: end.status,
    advice: ADVICE[end.status],
    notes: toAllNotes(context, theta, spread),
    trace,
    stats: {...nominal.describe(), evaluations, elapsed: pace.elapsed()}
  };
}

/** How far the scenarios' own fits differ, by one step from where the worst of them is least. */
function toScatter(
  {asked}: Context,
  {alpha, center}: SumsProblem,
  {squares, x}: Descent,
  spread: Spread
): Float64Array {
  const steps = toOwnSteps({
    squares,
    alpha,
    center: x.map((value, i) => value - center[i]),
    damping: new Float64Array(x.length)
  });
  const errors = spread.errors.slice();
  asked.fit.active.forEach((place, i) => {
    if (!(errors[place] > 0)) return;
    const mean = steps.reduce((sum, step) => sum + step[i], 0) / steps.length;
    const square = steps.reduce((sum, step) => sum + (step[i] - mean) * (step[i] - mean), 0);
    errors[place] = asked.scales[i] * Math.sqrt(square / (steps.length - 1));
  });
  return errors;
}

function toAllNotes({asked}: Context, theta: Float64Array, spread: Spread): string[] {
  const notes = toNotes(HETERODYNE, asked.fit, theta, spread);
  if (spread.flat.length > 0 && asked.alpha > 0)
    notes.push("What the data do not tell, the ridge keeps near the start.");
  if (asked.alpha === 0 && asked.method !== "scenario")
    notes.push(
      "Without a ridge (alpha 0) doubt about the data moves nothing: this is a plain fit."
    );
  return notes;
}
