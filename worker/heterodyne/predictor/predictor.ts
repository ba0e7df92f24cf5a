// `heterodyne.predictor`: starting values of fits, learned from simulations of the same geometry, and from fits.
import {checkInteger, checkNames, show} from "../../check.ts";
import {Cancelled} from "../../device/device.ts";
import {digest} from "../../digest.ts";
import type {Pace} from "../../pace.ts";
import {makePace} from "../../pace.ts";
import type {Run, Stats} from "../../work.ts";
import type {HeterodyneFit, Scan} from "../types.ts";
import {toAsked, toEvaluateAsked, type Asked} from "./asked.ts";
import {toData} from "./data.ts";
import {evaluating} from "./evaluating.ts";
import {simulatorOf} from "./examples.ts";
import type {PredictorHooks} from "./hooks.ts";
import {keepRecords, type KeptRecords} from "./keeping.ts";
import {trainModel, type Model} from "./model.ts";
import {predicting} from "./predicting.ts";
import {runHere} from "./running.ts";
import {SCALED, toScaled} from "./scaled.ts";
import type {
  Evaluation, Prediction, PredictOptions, Predictor, PredictorOptions, PredictorQuality
} from "./types.ts"; // prettier-ignore

const PREDICT = "heterodyne.predictor.predict";
const LEARN = "heterodyne.predictor.learn";
/** Fits farther from the noise than this teach nothing. */
const WORST = 5;

export function makePredictor(hooks: PredictorHooks) {
  return (options: PredictorOptions): Run<Predictor> => {
    const asked = toAsked(options);
    return runHere(async (pace) => {
      pace.begin();
      const model = await trainModel(asked, pace);
      if (!model) throw new Cancelled();
      const records = await keepRecords(
        hooks.checkpoints,
        asked.checkpoint,
        nameGeometry(asked),
        model.simulations.size
      );
      return toPredictor({hooks, asked, model, records, stats: toStats(asked, pace)});
    });
  };
}

/** Of all that a record's features depend on. */
function nameGeometry({q, dt, frames, firstFrame, phi}: Asked): string {
  return digest([q, dt, frames, firstFrame, Float64Array.from(phi)])!;
}

function toStats({simulations}: Asked, pace: Pace): Stats {
  return {
    ...{device: "reference", why: "small networks are trained on the calling thread"},
    ...{
      threads: 1,
      evaluations: simulations,
      elapsed: pace.elapsed(),
      compile: 0,
      reproducible: true
    }
  };
}

interface Parts {
  hooks: PredictorHooks;
  asked: Asked;
  model: Model;
  records: KeptRecords;
  stats: Stats;
}

function toPredictor({hooks, asked, model, records, stats}: Parts): Predictor {
  const simulator = simulatorOf(asked);
  const predict = (scan: Scan, starts: number): Promise<Prediction> => {
    const taken = hooks.takeScan(PREDICT, scan);
    const data = toData(PREDICT, taken, asked);
    const own = {...asked, semantics: taken.grid.semantics};
    const pace = makePace(() => undefined);
    const list = records.list.slice();
    return predicting({asked: own, model, simulator, records: list, data, starts, pace}).finally(
      () => pace.close()
    );
  };
  return {
    quality: toQuality(model),
    simulations: asked.simulations,
    get fits() {
      return records.list.length;
    },
    get refused() {
      return records.refused;
    },
    stats,
    predict: (scan, options = {}) => predict(scan, toStarts(options)),
    learn(fit, scan) {
      checkFit(fit);
      const taken = hooks.takeScan(LEARN, scan);
      const {features} = toData(LEARN, taken, asked);
      if (!isWorthKeeping(fit)) return Promise.resolve(false);
      const scaled = toScaled(fit.theta, asked.scales, taken.grid.semantics);
      const record = {
        features: Array.from(features),
        scaled: Array.from(scaled),
        quality: fit.noiseReduced
      };
      return records.add(record).then(() => true);
    },
    save: () => records.save(),
    load: (saved) => records.load("heterodyne.predictor.load", saved),
    evaluate(options) {
      const wish = toEvaluateAsked(options);
      return runHere<Evaluation>(async (pace, onCancel) => {
        const onFit = (fit: {cancel: () => void}) => onCancel(() => fit.cancel());
        const evaluation = await evaluating({asked, wish, hooks, predict, pace, onFit});
        if (!evaluation) throw new Cancelled();
        return evaluation;
      });
    }
  };
}

function toStarts(options: PredictOptions): number {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${PREDICT}: expected options as a record, got ${show(options)}`);
  checkNames(PREDICT, "option", Object.keys(options), ["starts"]);
  const {starts = 5} = options;
  checkInteger(PREDICT, "starts", starts, 1, 100);
  return starts;
}

function checkFit(fit: unknown): void {
  const {theta, status, noiseReduced} = (fit ?? {}) as Partial<HeterodyneFit>;
  const isFit =
    theta instanceof Float64Array &&
    theta.length === 14 &&
    typeof status === "string" &&
    typeof noiseReduced === "number";
  if (!isFit) throw new TypeError(`${LEARN}: expected what heterodyne.fit found, got ${show(fit)}`);
}

function isWorthKeeping({
  theta,
  status,
  noiseReduced
}: Pick<HeterodyneFit, "theta" | "status" | "noiseReduced">) {
  const hasEnded = status === "converged" || status === "maxSteps";
  return hasEnded && theta.every(Number.isFinite) && noiseReduced >= 0 && noiseReduced <= WORST;
}

function toQuality({calibration: {heldOut, errors}}: Model): PredictorQuality {
  return {
    heldOut,
    errors: Object.fromEntries(SCALED.map((name, t) => [name, errors[t]])),
    explained: errors.reduce((sum, error) => sum + 1 - error * error, 0) / errors.length
  };
}
