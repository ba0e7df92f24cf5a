// One start followed to where it leads.
import {makeTrace} from "../../optimize/trace.ts";
import type {Pace} from "../../pace.ts";
import type {Evaluated, NormalOptions, Sums} from "../sums/types.ts";
import type {FitStatus, FitTraceRow} from "../types.ts";
import type {FitAsked} from "./asked.ts";
import {searchSums} from "./drive.ts";
import type {FitModel} from "./model.ts";
import {Objective, type BestPoint} from "./objective.ts";
import type {Weighing} from "./weights.ts";

/** What is known while a fit goes on. */
export type LiveRow = Pick<FitTraceRow, "theta" | "chi2" | "reduced" | "evaluations">;

/** What all starts of a fit share. */
export interface FitContext {
  asked: FitAsked;
  model: FitModel;
  sums: Sums;
  /** Sums of a part of the frames, for starts by the ten thousand; absent where there are few frames. */
  openCoarse?: ((capacity: number) => Promise<Sums>) | undefined;
  weighing: Weighing;
  loss: NormalOptions | undefined;
  pace: Pace;
  /** hears of each step, and of places that are better than those looked at before. */
  onStep: (row: LiveRow) => void;
}

export interface Followed {
  start: Float64Array;
  /** where it led. */
  theta: Float64Array;
  /** of the objective. */
  value: number;
  /** chi2 there, the mean over the angles; NaN where nothing was evaluated. */
  chi2: number;
  evaluated: Evaluated | undefined;
  status: FitStatus;
  trace: FitTraceRow[];
  evaluations: number;
}

export async function follow(
  context: FitContext,
  start: Float64Array,
  phase = "search"
): Promise<Followed> {
  const {asked, model, sums, weighing, loss, pace, onStep} = context;
  const objective = new Objective(sums, {
    theta: start,
    active: asked.active,
    box: asked.box,
    weights: weighing.weights,
    loss,
    gtol: asked.gtol,
    // "lm" went astray more often with it
    isThrifty: asked.method === "trust",
    isForbidden: asked.method === "nelder-mead" ? toForbidden(asked, model) : undefined,
    pace
  });
  const trace = makeTrace<FitTraceRow>();
  const {box, method, steps, ftol, xtol} = asked;
  const from = Float64Array.from(asked.active, (i) => start[i]);
  const {status} = await searchSums(objective, {
    start: from,
    box,
    method,
    steps,
    ftol,
    xtol,
    pace,
    phase,
    onStep: ({step, evaluations}) => {
      const row = toRow(objective, weighing, step, evaluations);
      trace.add(row);
      onStep(row);
    }
  });
  const {theta, value, evaluated} = objective.best;
  return {
    start: start.slice(),
    theta,
    value,
    chi2: evaluated ? weighing.toMeans(evaluated.ssr).chi2 : NaN,
    evaluated,
    status,
    trace: trace.rows(),
    evaluations: objective.evaluations
  };
}

function toRow(
  {best, slope}: {best: BestPoint; slope: number},
  weighing: Weighing,
  step: number,
  evaluations: number
): FitTraceRow {
  const means = best.evaluated ? weighing.toMeans(best.evaluated.ssr) : {chi2: NaN, reduced: NaN};
  return {step, ...means, slope, evaluations, theta: best.theta.slice()};
}

/** A simplex knows no box: chi2 is infinite outside, as the original has it. */
function toForbidden(
  {bounds, active, isGated}: FitAsked,
  model: FitModel
): (theta: Float64Array) => boolean {
  return (theta) => {
    for (const i of active) if (theta[i] < bounds[i][0] || theta[i] > bounds[i][1]) return true;
    return isGated && (model.isGated?.(theta) ?? false);
  };
}
