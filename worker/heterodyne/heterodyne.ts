// `engine.heterodyne`: two-time correlations of light or X-rays scattered by what flows: model, statistics, fits, files.
import type {Random} from "../random.ts";
import type {CheckpointStore} from "../samplers/types.ts";
import type {Probe} from "../spans.ts";
import {booked, bookedWith, type Book} from "./booked.ts";
import {frameList} from "./data/frameList.ts";
import {load} from "./data/load.ts";
import {multiTau} from "./data/multiTau.ts";
import {save} from "./data/save.ts";
import {speckle} from "./data/speckle.ts";
import {twoTime} from "./data/twoTime.ts";
import {ending, type Life} from "./ending.ts";
import {makeCompare, type ComparedScan, type Contender} from "./fit/compare.ts";
import {makeFit} from "./fit/fit.ts";
import {HETERODYNE} from "./fit/heterodyneModel.ts";
import type {FitHooks} from "./fit/hooks.ts";
import {makeProfile} from "./fit/profile.ts";
import {checkWish} from "./homodyne/asked.ts";
import {componentsC2} from "./homodyne/components.ts";
import {equilibrium} from "./homodyne/equilibrium.ts";
import {HOMODYNE_FIT_MODELS} from "./homodyne/fit.ts";
import {makeHomodyne} from "./homodyne/homodyne.ts";
import {oneTime} from "./homodyne/oneTime.ts";
import {openHomodyneSums} from "./homodyne/scans.ts";
import type {HomodyneModel} from "./homodyne/types.ts";
import {makeC2} from "./model/c2.ts";
import {makeDifferences} from "./model/differences.ts";
import {makeRates} from "./model/rates.ts";
import {PARAMETERS} from "./parameters.ts";
import type {Heterodyne} from "./part.ts";
import type {ScreenDoor} from "./posterior/gpu/screen.ts";
import {makeLogLikelihood} from "./posterior/logLikelihood.ts";
import {makePrior} from "./posterior/prior.ts";
import {makeLearnedStarts} from "./predictor/learnedStarts.ts";
import {makePredictor} from "./predictor/predictor.ts";
import type {Predictor, PredictorOptions} from "./predictor/types.ts";
import {makeRobust} from "./robust/robust.ts";
import {makeChi2} from "./scan/chi2.ts";
import {g2} from "./scan/g2.ts";
import {makeSynthesize} from "./scan/synthesize.ts";
import {takeScan} from "./scan/take.ts";
import type {TakenScan} from "./takenScan.ts";
import type {SumsMaker} from "./sums/sums.ts";
import type {SumsOptions} from "./sums/types.ts";
import {config} from "./workflow/config.ts";
import {memory} from "./workflow/memory.ts";
import {makeExport} from "./workflow/results.ts";
import {makeWarmUp} from "./workflow/warmUp.ts";

export interface HeterodyneHooks {
  sums: SumsMaker;
  random: Random;
  version: string;
  /** hears of the engine's end. */
  life: Life;
  /** hears where the time goes. */
  probe: Probe;
  /** the session's door to the GPU, if there is one. */
  gpu: () => Promise<ScreenDoor> | undefined;
  /** where what is learned of fits is kept. */
  readonly checkpoints?: CheckpointStore | undefined;
}

export function makeHeterodyne(parts: HeterodyneHooks): Heterodyne {
  const {sums, random, version, gpu, probe, life} = parts;
  const openSums = (taken: TakenScan, options: SumsOptions) => sums.open(taken, options);
  const train = makePredictor({
    takeScan,
    openSums,
    fit: (scan, options) => fit(scan, options),
    get checkpoints() {
      return parts.checkpoints;
    }
  });
  const learnedStarts = makeLearnedStarts(train);
  const hooks: FitHooks = {takeScan, openSums, learnedStarts};
  const fit = bookedWith(probe, "fit", (book) => makeFit(book(hooks)));
  const {parameters, ...siblings} = makeHomodyne();
  return {
    parameters: PARAMETERS,
    ...ending(life, {
      c2: booked(probe, "c2", makeC2()),
      chi2: booked(probe, "chi2", makeChi2({sums})),
      differences: makeDifferences(),
      synthesize: booked(probe, "synthesize", makeSynthesize({random})),
      fit,
      profile: bookedWith(probe, "profile", (book) => makeProfile(book(hooks))),
      compare: bookedWith(probe, "compare", (book) =>
        makeCompare({
          static: toContender("static", book),
          laminar: toContender("laminar", book),
          heterodyne: {model: HETERODYNE, hooks: book(hooks)}
        })
      ),
      robust: bookedWith(probe, "robust", (book) => makeRobust(book({takeScan, openSums}))),
      predictor(options: PredictorOptions) {
        const run = train(options);
        // fits that ask for learned starts ask the reader's own, with what it has learned
        const remember = (made: Predictor) => learnedStarts.remember(made, options);
        run.then(remember, () => undefined);
        return run;
      },
      g2: booked(probe, "g2", g2),
      twoTime: booked(probe, "twoTime", twoTime),
      multiTau: booked(probe, "multiTau", multiTau),
      speckle: booked(probe, "speckle", speckle),
      load: booked(probe, "load", load),
      export: makeExport({version}),
      warmup: makeWarmUp({openSums})
    }),
    rates: makeRates(),
    logLikelihood: makeLogLikelihood({
      takeScan,
      sums,
      openScreen: async (wish) =>
        (await import("./posterior/gpu/screen.ts")).makeOpenScreen(gpu)(wish)
    }),
    prior: makePrior,
    frameList,
    save,
    config,
    memory,
    homodyne: {parameters, ...ending(life, siblings)},
    components: ending(life, {c2: componentsC2}),
    equilibrium,
    oneTime
  };
}

/** A sibling of the heterodyne model, on the same scan. */
function toContender(model: HomodyneModel, book: Book): Contender {
  const openSums = (
    ...[taken, options, scan]: Parameters<FitHooks<ComparedScan>["openSums"]>
  ): ReturnType<FitHooks["openSums"]> =>
    openHomodyneSums(taken, options, {model, ...(scan.gap !== undefined && {gap: scan.gap})});
  const takeOwn: FitHooks<ComparedScan>["takeScan"] = (what, scan) => {
    checkWish(what, {model, ...(scan.gap !== undefined && {gap: scan.gap})});
    return takeScan(what, scan);
  };
  return {model: HOMODYNE_FIT_MODELS[model], hooks: book({takeScan: takeOwn, openSums})};
}
