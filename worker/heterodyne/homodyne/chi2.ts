// `heterodyne.homodyne.chi2`: how far a scan is from a sibling, contrast and offset of each angle at their best.
import {checkNames, show} from "../../check.ts";
import {toPlaces} from "../scan/angles.ts";
import {checkRecord} from "../scan/asked.ts";
import {makeKeptSums, type KeptSums} from "../scan/keptSums.ts";
import {toChi2, toSigmas} from "../scan/statistics.ts";
import type {Chi2, Chi2Options} from "../types.ts";
import {checkWish} from "./asked.ts";
import {HOMODYNE_PARAMETERS, toHomodyneTheta} from "./parameters.ts";
import {openHomodyneSums, takeHomodyneScan} from "./scans.ts";
import type {HomodyneScan, HomodyneTheta, HomodyneWish} from "./types.ts";

const WHAT = "heterodyne.homodyne.chi2";

export type HomodyneChi2 = (
  theta: HomodyneTheta,
  scan: HomodyneScan,
  options?: Chi2Options
) => Promise<Chi2>;

export function makeHomodyneChi2(): HomodyneChi2 {
  // the sums of one model at a time, from call to call
  let last: {key: string; kept: KeptSums} | undefined;
  const keptOf = (wish: Required<HomodyneWish>): KeptSums => {
    const key = [wish.model, wish.gap, wish.form, wish.integrals].join();
    if (last?.key !== key) {
      last?.kept.close();
      const open = makeKeptSums({open: (taken, options) => openHomodyneSums(taken, options, wish)});
      last = {key, kept: open};
    }
    return last.kept;
  };

  return (theta, scan, options = {}) => {
    const taken = takeHomodyneScan(WHAT, scan);
    const wish = checkWish(WHAT, scan);
    const vector = toHomodyneTheta(WHAT, wish.model, theta);
    checkRecord(WHAT, "the options", options);
    checkNames(WHAT, "option", Object.keys(options), ["sigma", "angles", "gradient"]);
    const {sigma, angles, gradient = false} = options;
    if (typeof gradient !== "boolean")
      throw new TypeError(`${WHAT}: expected gradient as true or false, got ${show(gradient)}`);
    const phi = taken.angles.map((angle) => angle.phi);
    const places = toPlaces(WHAT, phi, angles);
    const sigmas = toSigmas(WHAT, taken, places, sigma);
    const {length} = HOMODYNE_PARAMETERS[wish.model];
    return keptOf(wish)
      .evaluate(taken, places, vector, gradient)
      .then((evaluated) => toChi2(taken, evaluated, sigmas, places, length));
  };
}
