// How well the calibrated parameters foretell M3val, which nothing was fitted to.
import type {Probe} from "../../spans.ts";
import type {Run} from "../../work.ts";
import type {TmcmcResult} from "../../samplers/types.ts";
import type {Solver} from "../solver/types.ts";
import {predict, toPredictAsked} from "../predict.ts";
import type {BiofilmData, Prediction, Theta, Validation} from "../types.ts";
import type {CalibrateAsked} from "./asked.ts";

/**
 * The bands are of what would be observed: they hold M3's uncertainty (and that of M1 and M2 where their posteriors were
 * carried), the parameters' scatter and the measurement noise, as the likelihood does.
 */
export function startValidation(
  solver: Solver,
  asked: CalibrateAsked,
  {M3, theta, at}: {M3: TmcmcResult; theta: Theta; at: Int32Array},
  within: Probe
): Run<Prediction> {
  const {cov, integrator, rtol, seed, sigma, threads} = asked;
  const request = toPredictAsked({
    model: "M3val",
    samples: M3.samples,
    parameters: M3.names,
    fixed: theta,
    ...{at, cov, integrator, rtol, seed, sigma, threads}
  });
  return predict(solver, request, within);
}

export function toValidation(data: BiofilmData, {bands}: Prediction): Validation {
  const [lower, median, upper] = bands;
  let squares = 0;
  let inside = 0;
  let count = 0;
  data.data.forEach((y, i) => {
    y.forEach((value, t) => {
      const residual = value - median[i][t];
      squares += residual * residual;
      if (value >= lower[i][t] && value <= upper[i][t]) inside++;
      count++;
    });
  });
  return {
    ...data,
    ...{lower, median, upper},
    rmse: Math.sqrt(squares / count),
    coverage: inside / count
  };
}
