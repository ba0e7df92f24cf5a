// What a reader asks of a likelihood, checked and as numbers.
import {checkInteger, checkNames, checkOneOf, show} from "../../check.ts";
import {NAMES, toTheta} from "../parameters.ts";
import {toPlaces} from "../scan/angles.ts";
import {checkRecord} from "../scan/asked.ts";
import {toSigmas} from "../scan/statistics.ts";
import type {TakenScan} from "../takenScan.ts";
import type {HeterodyneName} from "../types.ts";
import type {LogLikelihoodOptions, ScalingWish} from "./types.ts";

const OPTIONS = ["parameters", "fixed", "sigma", "scaling", "angles", "threads"];

export interface LikelihoodAsked {
  taken: TakenScan;
  /** places of the angles that count. */
  angles: readonly number[];
  /** one an angle; undefined: unknown. */
  sigmas: Float64Array | undefined;
  scaling: ScalingWish;
  /** what is inferred, in the order of the points. */
  parameters: readonly HeterodyneName[];
  /** the 14, what is inferred among them as a placeholder. */
  theta: Float64Array;
  threads: number | undefined;
}

export function toLikelihoodAsked(
  what: string,
  takeScan: () => TakenScan,
  options: LogLikelihoodOptions
): LikelihoodAsked {
  checkRecord(what, "the options", options);
  checkNames(what, "option", Object.keys(options), OPTIONS);
  const {fixed = {}, sigma = "noise", scaling = "profile", threads} = options;
  checkOneOf(what, "scaling", scaling, ["profile", "marginal"]);
  if (threads !== undefined) checkInteger(what, "threads", threads, 1, 1024);
  const theta = toTheta(what, fixed, "fixed");
  const held = isVector(fixed) ? [] : Object.keys(fixed);
  const parameters = toParameters(what, options.parameters, held);
  const taken = takeScan();
  const phi = taken.angles.map((angle) => angle.phi);
  const angles = toPlaces(what, phi, options.angles);
  if (typeof sigma === "string") checkOneOf(what, "sigma", sigma, ["noise", "spread", "free"]);
  const sigmas = sigma === "free" ? undefined : toSigmas(what, taken, angles, sigma);
  for (const place of angles) {
    checkCount(what, taken, place);
    if (!sigmas) checkVaries(what, taken, place);
  }
  return {taken, angles, sigmas, scaling, parameters, theta, threads};
}

/** All but f2, which says nothing that f0 does not say, and what is held. */
export function toParameters(
  what: string,
  given: readonly HeterodyneName[] | undefined,
  held: readonly string[] = []
): readonly HeterodyneName[] {
  if (given === undefined) {
    const rest = NAMES.filter((name) => name !== "f2" && !held.includes(name));
    if (rest.length > 0) return Object.freeze(rest);
    throw new RangeError(`${what}: expected parameters where fixed names all of them, got none`);
  }
  const list: unknown = given;
  if (!Array.isArray(list) || list.some((name) => typeof name !== "string"))
    throw new TypeError(`${what}: expected parameters as a list of names, got ${show(list)}`);
  checkNames(what, "name in parameters", given, NAMES);
  if (given.length === 0)
    throw new RangeError(`${what}: expected at least one name in parameters, got none`);
  const twice = given.find((name, k) => given.indexOf(name) !== k);
  if (twice !== undefined)
    throw new RangeError(
      `${what}: expected different names in parameters, got ${show(twice)} twice`
    );
  return Object.freeze([...given]);
}

/** Fewer than five data leave nothing once contrast, offset and deviation are known. */
function checkCount(what: string, {angles}: TakenScan, place: number): void {
  const {phi, total} = angles[place];
  if (!(total / 2 > 4))
    throw new RangeError(
      `${what}: expected more than 4 independent elements at φ = ${phi}°, got ${total / 2}`
    );
}

/** Data that are all the same have no deviation: any parameters would be infinitely likely. */
function checkVaries(what: string, {angles}: TakenScan, place: number): void {
  const {phi, see, mean} = angles[place];
  if (see > 0) return;
  throw new RangeError(
    `${what}: expected data that vary at φ = ${phi}° with sigma "free", got ${mean} everywhere: leave the angle out, or give sigma as a number`
  );
}

export function isVector(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}
