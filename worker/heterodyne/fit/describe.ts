// What a search found, described: in the form that is agreed on, with errors, statistics by angle, and notes.
import {toAngleChi2} from "../scan/statistics.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Normal} from "../sums/types.ts";
import type {AngleChi2} from "../types.ts";
import {toFitAdvice} from "./advice.ts";
import type {FitAsked} from "./asked.ts";
import type {FitContext, Followed} from "./following.ts";
import type {FitModel, ModelFit} from "./model.ts";
import {toContrastNotes, toNotes} from "./notes.ts";
import {toSpread, type Spread} from "./spread.ts";

/** Another form of the same correlation may differ by rounding. */
const SAME = 1e-9;

export interface Described<Name extends string> {
  model: FitModel<Name>;
  taken: TakenScan;
  places: readonly number[];
  sigmas: Float64Array;
}

type Description<Name extends string> = Omit<
  ModelFit<Name>,
  "active" | "trace" | "starts" | "stats"
> & {evaluations: number};

/** Of a fit that was cancelled, what is known is told: no errors. */
export async function describe<Name extends string>(
  {model, taken, places, sigmas}: Described<Name>,
  context: FitContext,
  best: Followed
): Promise<Description<Name>> {
  const {asked, pace, weighing} = context;
  const n = model.parameters.length;
  const {theta, notes, normal, evaluations} = await settle(taken, context, best);
  const status = pace.isCancelled ? "cancelled" : best.status;
  const evaluated = normal ?? best.evaluated;
  const angles = evaluated ? toAngleChi2(taken, evaluated, sigmas, places, n) : [];
  const spread = normal && spreadAt(context, theta, normal, angles);
  const means = evaluated ? weighing.toMeans(evaluated.ssr) : {chi2: NaN, reduced: NaN};
  return {
    theta,
    byName: Object.fromEntries(model.parameters.map(({name}, i) => [name, theta[i]])) as Record<
      Name,
      number
    >,
    ...(spread ? toErrors(spread) : unknownErrors(asked, n)),
    ...means,
    noiseReduced: mean(angles, ({noiseReduced}) => noiseReduced),
    angles,
    status,
    advice: toFitAdvice(status, asked.method === "nelder-mead"),
    notes: [...toNotes(context.model, asked, theta, spread), ...toContrastNotes(angles), ...notes],
    evaluations
  };
}

interface Settled {
  theta: Float64Array;
  notes: string[];
  /** undefined where it was cancelled, or nothing could be computed. */
  normal: Normal | undefined;
  evaluations: number;
}

/** The form that is agreed on, if it is as low there, and what the sums say there. */
async function settle(taken: TakenScan, context: FitContext, best: Followed): Promise<Settled> {
  const {asked, model, weighing} = context;
  const found: Settled = {theta: best.theta, notes: [], normal: undefined, evaluations: 0};
  const {isActive, bounds, labels} = asked;
  const form = model.canonicalise?.(best.theta, {taken, isActive, bounds, labels});
  if (form && form.theta !== best.theta) {
    const normal = await normalAt(context, best, form.theta);
    found.evaluations++;
    const limit = best.value * (1 + SAME);
    if (!normal || weighing.toValue(normal.cost) <= limit) return {...found, ...form, normal};
  } else if (form) found.notes = form.notes;
  found.evaluations++;
  return {...found, normal: await normalAt(context, best, best.theta)};
}

async function normalAt(
  {sums, loss, pace}: FitContext,
  {evaluated}: Followed,
  theta: Float64Array
): Promise<Normal | undefined> {
  if (pace.isCancelled || !evaluated) return undefined;
  try {
    return await sums.normal(theta, loss);
  } catch (error) {
    if (!pace.isCancelled) throw error;
    return undefined;
  }
}

/** Errors and flat directions by the sums at theta. */
export function spreadAt(
  {asked: {active, box}, loss, weighing: {weights}}: FitContext,
  theta: Float64Array,
  {normal, cost, ssr}: Normal,
  angles: readonly AngleChi2[]
): Spread {
  const shares = loss && cost.map((one, a) => one / (ssr[a] || 1));
  return toSpread({normal, angles, weights, shares, theta, active, box});
}

function toErrors({covariance, errors, correlation}: Spread) {
  return {covariance, errors, correlation};
}

function unknownErrors({active}: FitAsked, n: number) {
  const errors = new Float64Array(n);
  const covariance = new Float64Array(n * n);
  for (const i of active) {
    errors[i] = NaN;
    for (const j of active) covariance[i * n + j] = NaN;
  }
  return {covariance, errors, correlation: covariance.slice()};
}

function mean(angles: readonly AngleChi2[], of: (angle: AngleChi2) => number): number {
  return angles.reduce((sum, angle) => sum + of(angle), 0) / angles.length;
}
