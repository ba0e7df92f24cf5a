// A request as the block of numbers that the programs and their references read: kernels-as/biofilm/constants.ts.
import * as at from "../../../kernels-as/biofilm/constants.ts";
import type {LikelihoodSettings, SolverRequest, SolverWish} from "./types.ts";

const KINDS = {
  states: at.STATES,
  observables: at.OBSERVABLES,
  likelihood: at.LIKELIHOOD
} as const;

/** The settings of a program. */
export function toSettings(request: SolverRequest, wish: SolverWish): Float64Array<ArrayBuffer> {
  const {case: model, at: times, tangents} = request;
  const header = new Float64Array(at.HEADER);
  const numbers: [field: number, value: number][] = [
    [at.SPECIES, model.species],
    [at.STEPS, times.length > 0 ? times[times.length - 1] : 0],
    [at.DT, model.dt],
    [at.GAMMA0, model.gamma0],
    [at.PENALTY, model.penalty],
    [at.OUTPUT, KINDS[wish.kind]],
    [at.TIMES, times.length],
    [at.VARYING, request.varying.length],
    // φψ alone needs none
    [at.TANGENTS, wish.kind === "observables" ? 0 : tangents.length],
    [at.IS_LOCAL, Number(request.tangent === "local")],
    [at.RTOL, request.rtol]
  ];
  if (wish.kind === "likelihood") numbers.push(...describeLikelihood(wish.likelihood));
  for (const [field, value] of numbers) header[field] = value;
  const last = header[at.STEPS] + 1;
  const parts: [field: number, values: ArrayLike<number>][] = [
    [at.ETA_AT, model.eta],
    [at.NUTRIENTS_AT, model.nutrients.subarray(0, last)],
    [at.ANTIBIOTICS_AT, model.antibiotics.subarray(0, last)],
    [at.PHI_AT, model.phi0],
    [at.PSI_AT, model.psi0],
    [at.TIMES_AT, times],
    [at.THETA_AT, request.theta],
    [at.VARYING_AT, request.varying],
    [at.TANGENTS_AT, describeTangents(model.species, tangents)],
    [at.DATA_AT, wish.kind === "likelihood" ? wish.likelihood.data : []]
  ];
  return join(header, parts);
}

function join(
  header: Float64Array,
  parts: readonly [field: number, values: ArrayLike<number>][]
): Float64Array<ArrayBuffer> {
  const length = parts.reduce((sum, [, values]) => sum + values.length, header.length);
  const settings = new Float64Array(length);
  settings.set(header);
  let next = header.length;
  for (const [field, values] of parts) {
    settings[field] = next;
    settings.set(values, next);
    next += values.length;
  }
  return settings;
}

function describeLikelihood({
  sigma,
  cov,
  covariance,
  independentStates
}: LikelihoodSettings): [field: number, value: number][] {
  return [
    [at.NOISE, sigma * sigma],
    [at.COV, cov],
    [at.IS_FULL, Number(covariance === "full")],
    [at.IS_INDEPENDENT, Number(independentStates)]
  ];
}

/** By tangent: the place in θ; i and j of a_ij; i and −1 of b_i. */
function describeTangents(species: number, places: ArrayLike<number>): number[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < species; i++) for (let j = i; j < species; j++) pairs.push([i, j]);
  for (let i = 0; i < species; i++) pairs.push([i, -1]);
  return Array.from(places).flatMap((place) => [place, ...pairs[place]]);
}

/** How many rows the answer has. */
export function countRows(settings: Float64Array): number {
  const {OUTPUT, SPECIES, TANGENTS, TIMES, outputRows} = at;
  return outputRows(settings[OUTPUT], settings[TIMES], settings[SPECIES], settings[TANGENTS]);
}
