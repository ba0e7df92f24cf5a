// `heterodyne.chi2`: how far a scan is from the model, contrast and offset of each angle at their best.
import {checkNames, show} from "../../check.ts";
import {toTheta} from "../parameters.ts";
import type {Chi2, Chi2Options, HeterodyneTheta, Scan} from "../types.ts";
import {toPlaces} from "./angles.ts";
import {checkRecord} from "./asked.ts";
import {makeKeptSums, type SumsOpener} from "./keptSums.ts";
import {toChi2, toSigmas} from "./statistics.ts";
import {takeScan} from "./take.ts";

const WHAT = "heterodyne.chi2";

export interface Chi2Hooks {
  sums: SumsOpener;
}

export function makeChi2({sums}: Chi2Hooks) {
  const kept = makeKeptSums(sums);

  return (theta: HeterodyneTheta, scan: Scan, options: Chi2Options = {}): Promise<Chi2> => {
    const vector = toTheta(WHAT, theta);
    checkRecord(WHAT, "the options", options);
    checkNames(WHAT, "option", Object.keys(options), ["sigma", "angles", "gradient"]);
    const {sigma, angles, gradient = false} = options;
    if (typeof gradient !== "boolean")
      throw new TypeError(`${WHAT}: expected gradient as true or false, got ${show(gradient)}`);
    const taken = takeScan(WHAT, scan);
    const phi = taken.angles.map((angle) => angle.phi);
    const places = toPlaces(WHAT, phi, angles);
    const sigmas = toSigmas(WHAT, taken, places, sigma);
    return kept
      .evaluate(taken, places, vector, gradient)
      .then((evaluated) => toChi2(taken, evaluated, sigmas, places));
  };
}
