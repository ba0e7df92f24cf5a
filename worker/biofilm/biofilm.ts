// `engine.biofilm`: the biofilm model, its sensitivities, likelihoods and data, and their calibration.
import {makeCalibrate} from "./calibrate/calibrate.ts";
import {CASE_INFOS, PARAMETERS, TRUTH} from "./cases.ts";
import {makeData} from "./data.ts";
import type {BiofilmHooks} from "./hooks.ts";
import {makeLogLikelihood} from "./logLikelihood.ts";
import {makePredict} from "./predict.ts";
import {makeSensitivity} from "./sensitivity.ts";
import {makeSimulate} from "./simulate.ts";
import type {Biofilm} from "./types.ts";

export function makeBiofilm(hooks: BiofilmHooks): Biofilm {
  return {
    cases: CASE_INFOS,
    parameters: PARAMETERS,
    truth: TRUTH,
    simulate: makeSimulate(hooks),
    sensitivity: makeSensitivity(hooks),
    logLikelihood: makeLogLikelihood(hooks),
    data: makeData(hooks),
    predict: makePredict(hooks),
    calibrate: makeCalibrate(hooks)
  };
}
