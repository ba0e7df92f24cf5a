// `heterodyne.fit`, and the fits of other models of two-time correlations.
import {toPlaces} from "../scan/angles.ts";
import {toSigmas} from "../scan/statistics.ts";
import {subsample} from "../scan/subsample.ts";
import type {TakenScan} from "../takenScan.ts";
import type {FitOptions, FitRun, Scan} from "../types.ts";
import {toFitAsked, type FitAsked, type ModelFitOptions} from "./asked.ts";
import {fitting} from "./fitting.ts";
import type {LiveRow} from "./following.ts";
import {HETERODYNE} from "./heterodyneModel.ts";
import type {FitHooks} from "./hooks.ts";
import type {FitModel, ModelFit, ModelFitRun} from "./model.ts";
import {runOver} from "./running.ts";
import {toCapacity, toCoarse} from "./starting.ts";

export function makeFit(hooks: FitHooks) {
  const fit = makeModelFit("heterodyne.fit", () => HETERODYNE, hooks);
  return (scan: Scan, options?: FitOptions): FitRun => fit(scan, options);
}

/** What is asked of a fit, with the scan as it was taken. */
export interface Prepared {
  asked: FitAsked;
  taken: TakenScan;
  places: number[];
  sigmas: Float64Array;
}

export function prepare<Name extends string, S>(
  what: string,
  model: FitModel<Name>,
  hooks: FitHooks<S>,
  scan: S,
  options: ModelFitOptions<Name> | undefined,
  alsoKnown: readonly string[] = []
): Prepared {
  const asked = toFitAsked(what, model, options, alsoKnown);
  const taken = subsample(hooks.takeScan(what, scan), asked.subsample, what);
  const phi = taken.angles.map((angle) => angle.phi);
  const places = toPlaces(what, phi, asked.angles);
  return {asked, taken, places, sigmas: toSigmas(what, taken, places, asked.sigma)};
}

/** `what`: how the fit is called; `modelOf`: the model that a scan is fitted by. */
export function makeModelFit<Name extends string, S>(
  what: string,
  modelOf: (scan: S) => FitModel<Name>,
  hooks: FitHooks<S>
) {
  return (scan: S, options?: ModelFitOptions<Name>): ModelFitRun<Name> => {
    const model = modelOf(scan);
    const {asked, taken, places, sigmas} = prepare(what, model, hooks, scan, options);
    const {multistart, threads} = asked;
    if (multistart?.from === "learned" && !hooks.learnedStarts)
      throw new RangeError(
        `${what}: expected multistart from "latin", as nothing was learned yet, got "learned"`
      );
    let live: LiveRow & {start: number} = {
      theta: asked.start.slice(),
      chi2: NaN,
      reduced: NaN,
      evaluations: 0,
      start: 0
    };
    const run = runOver({
      open: () =>
        hooks.openSums(taken, {angles: places, threads, capacity: toCapacity(asked)}, scan),
      live: () => ({...live, theta: live.theta.slice()}),
      last: ({trace}: ModelFit<Name>) => ({
        phase: "search",
        done: trace.at(-1)?.step ?? 0,
        total: asked.steps
      }),
      work: async (sums, pace, onPhase) => {
        const isLearned = multistart?.from === "learned";
        const given = isLearned ? await hooks.learnedStarts?.(scan) : undefined;
        const learned = given?.map((theta) => Float64Array.from(theta));
        const onStep = ({theta, chi2, reduced, evaluations}: LiveRow, start: number) => {
          const isBest = chi2 < live.chi2 || Number.isNaN(live.chi2);
          live = isBest ? {theta, chi2, reduced, evaluations, start} : {...live, evaluations};
        };
        const openCoarse = toCoarse(taken, (coarse, capacity) =>
          hooks.openSums(coarse, {angles: places, threads, capacity}, scan)
        );
        const input = {
          asked,
          model,
          taken,
          places,
          sigmas,
          sums,
          openCoarse,
          pace,
          learned,
          onStep,
          onPhase
        };
        return fitting(input);
      }
    });
    return run as ModelFitRun<Name>;
  };
}
