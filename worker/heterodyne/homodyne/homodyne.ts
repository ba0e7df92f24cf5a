// `heterodyne.homodyne`: the siblings of the heterodyne model, with their own parameters, statistics and fits.
import type {Chi2, Chi2Options} from "../types.ts";
import {homodyneC2} from "./c2.ts";
import {makeHomodyneChi2} from "./chi2.ts";
import {makeHomodyneFit} from "./fit.ts";
import {HOMODYNE_PARAMETERS} from "./parameters.ts";
import type {
  HomodyneFitOptions,
  HomodyneFitRun,
  HomodyneGeometry,
  HomodyneModel,
  HomodyneParameter,
  HomodyneScan,
  HomodyneTheta
} from "./types.ts";

export interface Homodyne {
  /** the 3 of "static" and the 7 of "laminar", in order. */
  parameters: Readonly<Record<HomodyneModel, readonly HomodyneParameter[]>>;
  /** Before contrast and offset: one frames×frames matrix an angle. */
  c2(theta: HomodyneTheta, geometry: HomodyneGeometry): Promise<Float64Array[]>;
  /** As `heterodyne.chi2`, of `scan` with `model` and `gap` in it. */
  chi2(theta: HomodyneTheta, scan: HomodyneScan, options?: Chi2Options): Promise<Chi2>;
  /** As `heterodyne.fit`, with the model's own names. */
  fit(scan: HomodyneScan, options?: HomodyneFitOptions): HomodyneFitRun;
}

export function makeHomodyne(): Homodyne {
  return {
    parameters: HOMODYNE_PARAMETERS,
    c2: homodyneC2,
    chi2: makeHomodyneChi2(),
    fit: makeHomodyneFit()
  };
}
