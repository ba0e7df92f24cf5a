// How far the programs' discretisations are from the continuous model.
import {checkNames, checkOneOf} from "../../check.ts";
import {makePace, type Pace} from "../../pace.ts";
import {PHI0, toTheta} from "../parameters.ts";
import type {
  DifferencesOptions, Geometry, HeterodyneTheta, SemanticsDifference
} from "../types.ts"; // prettier-ignore
import {correlateInSlices, tabulate} from "./c2.ts";
import {toGeometry, type TakenGeometry} from "./geometry.ts";

const PROGRAMS = ["v1", "v2", "xpcsjax"] as const;

export type Differences = (
  theta: HeterodyneTheta,
  geometry: Geometry,
  options?: DifferencesOptions
) => Promise<SemanticsDifference[]>;

/** `heterodyne.differences`; the geometry's own semantics does not matter. */
export function makeDifferences(): Differences {
  return (theta, geometry, options = {}) => {
    const what = "heterodyne.differences";
    const taken = toGeometry(what, geometry);
    const vector = toTheta(what, theta);
    checkNames(what, "option", Object.keys(options), ["phi0"]);
    const {phi0 = "turned"} = options;
    checkOneOf(what, "phi0", phi0, ["turned", "kept"]);
    return compare(vector, taken, phi0 === "turned");
  };
}

async function compare(
  theta: Float64Array,
  geometry: TakenGeometry,
  isTurned: boolean
): Promise<SemanticsDifference[]> {
  const pace = makePace(() => undefined);
  const exact = new Float64Array(geometry.frames * geometry.frames);
  const other = new Float64Array(exact.length);
  const turned = theta.map((value, k) => (k === PHI0 ? -value : value));
  const rows = PROGRAMS.map((semantics): SemanticsDifference => ({
    semantics,
    largest: 0,
    angles: []
  }));
  try {
    for (const phi of geometry.phi) {
      await fill(theta, {...geometry, semantics: "exact"}, phi, exact, pace);
      for (const row of rows) {
        const own = isTurned && row.semantics !== "v1" ? turned : theta;
        await fill(own, {...geometry, semantics: row.semantics}, phi, other, pace);
        const found = measure(exact, other, geometry.frames);
        row.angles.push({phi, ...found});
        row.largest = Math.max(row.largest, found.largest);
      }
    }
  } finally {
    pace.close();
  }
  return rows;
}

function fill(
  theta: Float64Array,
  geometry: TakenGeometry,
  phi: number,
  into: Float64Array,
  pace: Pace
): Promise<void> {
  return correlateInSlices(geometry, theta, tabulate(theta, geometry), phi, into, pace);
}

function measure(exact: Float64Array, other: Float64Array, frames: number) {
  let largest = 0;
  let place = 0;
  let sum = 0;
  for (let k = 0; k < exact.length; k++) {
    const difference = Math.abs(other[k] - exact[k]);
    sum += difference * difference;
    if (difference > largest || Number.isNaN(difference)) {
      largest = difference;
      place = k;
    }
  }
  const pair: [number, number] = [Math.floor(place / frames), place % frames];
  return {largest, frames: pair, rms: Math.sqrt(sum / exact.length)};
}
