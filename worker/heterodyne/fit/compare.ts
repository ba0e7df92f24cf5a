// `heterodyne.compare`: the same scan fitted by several models, and how likely each makes the data.
import {Cancelled} from "../../device/device.ts";
import {makePace, type Pace} from "../../pace.ts";
import {RunHandle} from "../../run.ts";
import type {Run, Stats} from "../../work.ts";
import type {Sums} from "../sums/types.ts";
import type {ComparedModel, CompareOptions, Comparison, ModelName, Scan} from "../types.ts";
import {strictMath} from "../../math.ts";
import {toFitOptions, toModels, toPriors} from "./compareAsked.ts";
import {toEvidence} from "./evidence.ts";
import {prepare, type Prepared} from "./fit.ts";
import {fitting} from "./fitting.ts";
import type {FitHooks} from "./hooks.ts";
import type {FitModel} from "./model.ts";
import {toCapacity} from "./starting.ts";

/** A scan with what only some of the models need. */
export type ComparedScan = Scan & {gap?: number};

/** A model that can be compared, and how its sums are opened. */
export interface Contender {
  model: FitModel;
  hooks: FitHooks<ComparedScan>;
}

/** By name; simple ones first. */
export type Contenders = Readonly<Partial<Record<ModelName, Contender>>>;

interface Entry extends Contender {
  name: ModelName;
  prepared: Prepared;
  priors: (readonly [number, number])[];
}

const ASSUMPTIONS = [
  "Noise is independent and normal, of the deviation that far lags show; an element and its mirror image count once.",
  "Evidence is Laplace's approximation: the correlation is linear in the parameters as far as the data let them move.",
  "Priors of the parameters are normal (settings.priors, by default the parameters' own), those of contrast and offset even over a range of 1; bounds are not taken off the priors.",
  "All models are as likely before the data."
];

export function makeCompare(contenders: Contenders) {
  const what = "heterodyne.compare";
  const known = Object.keys(contenders) as ModelName[];
  return (scan: ComparedScan, options: CompareOptions = {}): Run<Comparison> => {
    const hasGap = scan?.gap !== undefined || options?.gap !== undefined;
    const entries = toModels(what, options, known, hasGap).map((name): Entry => {
      const {model, hooks} = contenders[name]!;
      const settings = options.settings?.[name];
      const whole = {...scan, ...(options.gap !== undefined && {gap: options.gap})};
      const fitOptions = toFitOptions(options, name);
      return {
        name,
        model,
        hooks: {...hooks, openSums: (taken, wish) => hooks.openSums(taken, wish, whole)},
        prepared: prepare(what, model, hooks, whole, fitOptions),
        priors: toPriors(what, model, settings?.priors)
      };
    });
    return comparing(scan, entries);
  };
}

/** One model after the other; a comparison that is cancelled has no answer. */
function comparing(scan: ComparedScan, entries: readonly Entry[]): Run<Comparison> {
  let at: ModelName = entries[0].name;
  let current: Sums | undefined;
  const pace = makePace((progress) => handle.report({...progress, phase: at}));
  const work = async (): Promise<Comparison> => {
    handle.started();
    const compared: ComparedModel[] = [];
    const stats: Stats[] = [];
    try {
      for (const entry of entries) {
        at = entry.name;
        const {asked, taken, places} = entry.prepared;
        const wish = {angles: places, threads: asked.threads, capacity: toCapacity(asked)};
        current = await entry.hooks.openSums(taken, wish, scan);
        try {
          const [one, spent] = await fitAndWeigh(entry, current, pace);
          compared.push(one);
          stats.push(spent);
        } finally {
          current.close();
        }
      }
      return toComparison(compared, stats);
    } finally {
      pace.close();
    }
  };
  const handle: RunHandle<Comparison> = new RunHandle(Promise.resolve().then(work), {
    ...pace.steering,
    cancel() {
      pace.steering.cancel();
      current?.cancel();
    }
  });
  return handle;
}

async function fitAndWeigh(
  {name, model, prepared, priors}: Entry,
  sums: Sums,
  pace: Pace
): Promise<[ComparedModel, Stats]> {
  const {asked, taken, places} = prepared;
  const fit = await fitting({...prepared, model, sums, pace, onStep: () => undefined});
  if (pace.isCancelled) throw new Cancelled();
  const normal = await sums.normal(fit.theta);
  const evidence = toEvidence({
    taken,
    places,
    angles: fit.angles,
    normal,
    theta: fit.theta,
    active: asked.active,
    priors
  });
  const {theta, byName, errors, status, noiseReduced, stats} = fit;
  const parameters = asked.active.length + 2 * places.length;
  const {chi2, points} = evidence;
  return [
    {
      model: name,
      theta,
      byName,
      errors,
      status,
      noiseReduced,
      parameters,
      ...evidence,
      bic: chi2 + parameters * strictMath.log(points),
      aic: chi2 + 2 * parameters,
      weight: NaN
    },
    stats
  ];
}

function toComparison(compared: ComparedModel[], stats: readonly Stats[]): Comparison {
  const models = compared.slice().sort((a, b) => b.logEvidence - a.logEvidence);
  const [{logEvidence: top, model: best}] = models;
  const shares = models.map(({logEvidence}) => strictMath.exp(logEvidence - top));
  const all = shares.reduce((sum, share) => sum + share, 0);
  models.forEach((one, m) => (one.weight = shares[m] / all));
  const count = (of: (one: Stats) => number) => stats.reduce((sum, one) => sum + of(one), 0);
  const last = stats[stats.length - 1];
  return {
    models,
    best,
    assumptions: ASSUMPTIONS,
    stats: {
      ...last,
      threads: Math.max(...stats.map(({threads}) => threads)),
      evaluations: count(({evaluations}) => evaluations),
      elapsed: count(({elapsed}) => elapsed),
      compile: count(({compile}) => compile),
      reproducible: stats.every(({reproducible}) => reproducible)
    }
  };
}
