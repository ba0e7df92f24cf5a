// What a likelihood is asked for, checked and as numbers.
import {checkInteger, checkOneOf, checkVector, show} from "../check.ts";
import {checkNumber, checkOptions, toAsked, TRAJECTORY} from "./asked.ts";
import type {Model} from "./model.ts";
import type {LikelihoodSettings, SolverRequest} from "./solver/types.ts";
import {toPlaces, toTheta} from "./theta.ts";
import type {LogLikelihoodOptions} from "./types.ts";

const OWN = "data sigma cov tangent aleatory parameters fixed covariance independentStates".split(
  " "
);

export interface LikelihoodAsked {
  model: Model;
  /** what is inferred, in the order of θ. */
  parameters: readonly string[];
  request: SolverRequest;
  settings: LikelihoodSettings;
}

export function toLikelihoodAsked(what: string, options: LogLikelihoodOptions): LikelihoodAsked {
  checkOptions(what, options, [...TRAJECTORY, ...OWN]);
  if (options.at === undefined) throw new TypeError(`${what}: missing at`);
  const {model, request} = toAsked(what, options);
  const {tangent = "exact", parameters = model.unknowns, aleatory = model.unknowns} = options;
  checkOneOf(what, "tangent", tangent, ["exact", "local"]);
  const varying = toPlaces(what, model, "parameters", parameters);
  const tangents = toPlaces(what, model, "aleatory", aleatory);
  if (varying.length === 0)
    throw new RangeError(`${what}: expected at least one name in parameters, got none`);
  const theta = toTheta(what, model, options.fixed, {name: "fixed", free: parameters});
  const data = toData(what, options.data, model.case.species, request.at.length);
  const settings = {data, ...toNoise(what, options)};
  if (settings.sigma === 0) checkScatter(what, settings.cov, request.at, tangents);
  return {
    model,
    parameters: Object.freeze([...parameters]),
    request: {...request, theta, varying, tangents, tangent},
    settings
  };
}

function toNoise(what: string, options: LogLikelihoodOptions): Omit<LikelihoodSettings, "data"> {
  const {sigma = 0.005, cov = 0.005, covariance = "diagonal", independentStates = false} = options;
  checkNumber(what, "sigma", sigma, 0, Infinity);
  checkNumber(what, "cov", cov, 0, 1);
  checkOneOf(what, "covariance", covariance, ["diagonal", "full"]);
  if (typeof independentStates !== "boolean")
    throw new TypeError(
      `${what}: expected independentStates as true or false, got ${show(independentStates)}`
    );
  return {sigma, cov, covariance, independentStates};
}

/** Without measurement noise the parameters' scatter alone must make a variance above zero. */
function checkScatter(what: string, cov: number, at: Int32Array, tangents: Int32Array): void {
  if (cov === 0 || tangents.length === 0)
    throw new RangeError(`${what}: expected sigma above 0 where no parameter scatters, got 0`);
  if (at[0] === 0)
    throw new RangeError(
      `${what}: expected sigma above 0 where at has step 0, whose state does not scatter, got 0`
    );
}

/** By time, then species. */
export function toData(
  what: string,
  data: unknown,
  species: number,
  times: number,
  name = "data"
): Float64Array {
  if (data === undefined) throw new TypeError(`${what}: missing ${name}`);
  if (!Array.isArray(data))
    throw new TypeError(
      `${what}: expected ${name} as a vector for each species, got ${show(data)}`
    );
  if (data.length !== species || typeof data[0] === "number")
    throw new RangeError(
      `${what}: expected ${name} as a vector for each of ${species} species, got ${show(data)}`
    );
  const flat = new Float64Array(species * times);
  data.forEach((vector: unknown, i) => {
    checkVector(what, `${name}[${i}]`, vector);
    if (vector.length !== times)
      throw new RangeError(
        `${what}: expected ${name}[${i}] of length ${times}, as at, got length ${vector.length}`
      );
    for (let t = 0; t < times; t++) {
      if (!Number.isFinite(vector[t]))
        throw new RangeError(
          `${what}: expected finite numbers in ${name}[${i}], got ${vector[t]} at index ${t}`
        );
      flat[t * species + i] = vector[t];
    }
  });
  return flat;
}

export function checkThreads(what: string, threads: unknown): void {
  if (threads !== undefined) checkInteger(what, "threads", threads, 1, 1024);
}
