// A fit under way: starts are found and followed, the best end is put into the form that is agreed on, and described.
import {Cancelled} from "../../device/device.ts";
import type {Pace} from "../../pace.ts";
import type {Progress} from "../../work.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Sums} from "../sums/types.ts";
import type {FitStartRow} from "../types.ts";
import type {FitAsked} from "./asked.ts";
import {describe} from "./describe.ts";
import {follow, type FitContext, type Followed, type LiveRow} from "./following.ts";
import type {FitModel, ModelFit} from "./model.ts";
import {findStarts} from "./starting.ts";
import {toLoss, toWeighing} from "./weights.ts";

export interface FittingInput<Name extends string> {
  asked: FitAsked;
  model: FitModel<Name>;
  /** what the sums were opened on. */
  taken: TakenScan;
  /** places of the angles that count. */
  places: readonly number[];
  sigmas: Float64Array;
  sums: Sums;
  /** of a part of the frames. */
  openCoarse?: FitContext["openCoarse"];
  pace: Pace;
  learned?: readonly Float64Array[] | undefined;
  /** `start`: which one is followed, from 1; 0 while starts are looked for. */
  onStep: (row: LiveRow, start: number) => void;
  /** hears that the search for starts, or one of them, is over. */
  onPhase?: (progress: Progress) => void;
}

export async function fitting<Name extends string>(
  input: FittingInput<Name>
): Promise<ModelFit<Name>> {
  const {asked, model, taken, places, sigmas, sums, pace} = input;
  const context: FitContext = {
    asked,
    model: model,
    sums,
    openCoarse: input.openCoarse,
    weighing: toWeighing(taken, places, sigmas, model.parameters.length),
    loss: toLoss(asked, sigmas),
    pace,
    onStep: (row) => input.onStep(row, 0)
  };
  pace.begin();
  const {starts, evaluations: screened} = await findStarts(context, input.learned);
  if (screened > 0) input.onPhase?.({phase: "screen", done: screened, total: screened});
  const followed: Followed[] = [];
  let before = screened;
  for (const [m, start] of starts.entries()) {
    if (m > 0 && pace.isCancelled) break;
    const onStep = (row: LiveRow) =>
      input.onStep({...row, evaluations: before + row.evaluations}, m + 1);
    const phase = starts.length > 1 ? `start ${m + 1}` : "search";
    const end = await follow({...context, onStep}, start, phase);
    followed.push(end);
    before += end.evaluations;
    const done = end.trace.at(-1)?.step ?? 0;
    if (starts.length > 1) input.onPhase?.({phase, done, total: asked.steps});
  }
  followed.sort((a, b) => rank(a.value) - rank(b.value));
  const [best] = followed;
  // cancelled before anything was known
  if (!best.evaluated && best.status === "cancelled") throw new Cancelled();
  const {evaluations: last, ...described} = await describe(
    {model, taken, places, sigmas},
    context,
    best
  );
  const evaluations = followed.reduce((sum, one) => sum + one.evaluations, screened + last);
  return {
    ...described,
    active: Array.from(asked.active, (i) => model.parameters[i].name),
    trace: best.trace,
    starts: asked.multistart ? followed.map(toStartRow) : [],
    stats: {
      ...sums.describe(),
      evaluations,
      elapsed: pace.elapsed()
    }
  };
}

const rank = (value: number): number => (Number.isNaN(value) ? Infinity : value);

const toStartRow = ({start, theta, chi2, status}: Followed): FitStartRow => ({
  start,
  theta,
  chi2,
  status
});
