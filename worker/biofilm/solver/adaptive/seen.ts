// The state as answers have it: ψ for y, with γ, and their tangents. Twin: kernels-as/programs/biofilmAdaptive/record.as.ts.
import {DT, PHI_AT, PSI_AT, STATES} from "../../../../kernels-as/biofilm/constants.ts";
import {readPart} from "../reference/point.ts";
import type {Seen} from "../reference/emission.ts";
import type {Point} from "../reference/point.ts";
import {findRates} from "./rates.ts";
import type {Walker} from "./step.ts";
import {solveLocal} from "./tangents.ts";
import type {Tangents} from "./tangents.ts";

interface Room {
  point: Point;
  walker: Walker;
  tangents: Tangents;
  isLocal: boolean;
}

function makeSeen({species: n, tangents}: Point): Seen {
  return {
    phi: new Float64Array(n),
    psi: new Float64Array(n),
    phi0: NaN,
    gamma: NaN,
    slopes: new Float64Array(2 * n * tangents),
    gammaSlopes: new Float64Array(tangents)
  };
}

/** Step 0 is as it was given. */
export function seeStart({point}: Room, gamma: number): Seen {
  const seen = makeSeen(point);
  seen.phi.set(readPart(point.settings, PHI_AT, point.species));
  seen.psi.set(readPart(point.settings, PSI_AT, point.species));
  let free = 1;
  for (const phi of seen.phi) free -= phi;
  return {...seen, phi0: free, gamma};
}

/** What comes after a failure. */
export function seeNothing({point}: Room): Seen {
  const seen = makeSeen(point);
  for (const values of [seen.phi, seen.psi, seen.slopes, seen.gammaSlopes]) values.fill(NaN);
  point.iterations = NaN;
  return seen;
}

export function see({point, walker, tangents, isLocal}: Room): Seen {
  const {equations, now, rates} = walker;
  const n = point.species;
  const seen = makeSeen(point);
  if (point.output === STATES) findRates(equations, now, rates);
  if (isLocal) solveLocal(walker, tangents, point.settings[DT]);
  let free = 1;
  for (let i = 0; i < n; i++) {
    seen.phi[i] = now.phi[i];
    seen.psi[i] = now.living[i] * (1 / now.phi[i]);
    free -= now.phi[i];
  }
  for (let k = 0; k < point.tangents; k++) seeTangent(seen, k, walker, tangents);
  return {...seen, phi0: free, gamma: rates.gamma};
}

function seeTangent(
  {slopes, gammaSlopes}: Seen,
  k: number,
  {equations, now, rates}: Walker,
  {places, values}: Tangents
): void {
  const n = equations.species;
  const {phi, living} = values[k];
  const to = 2 * n * k;
  let gamma = places[k].j < 0 ? rates.gammaByDecay[places[k].i] : 0;
  for (let i = 0; i < n; i++) {
    const inverse = 1 / now.phi[i];
    const psi = now.living[i] * inverse;
    slopes[to + i] = phi[i];
    slopes[to + n + i] = (living[i] - psi * phi[i]) * inverse;
    gamma += rates.gammaByPhi[i] * phi[i] + rates.gammaByLiving[i] * living[i];
  }
  gammaSlopes[k] = gamma;
}
