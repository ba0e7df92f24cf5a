// A geometry as a reader gives it, checked.
import {checkInteger, checkNames, checkOneOf, checkVector, show} from "../../check.ts";
import type {Semantics} from "../types.ts";
import {SEMANTICS} from "./grid.ts";

/** A matrix of more frames would take 800 MB. */
const MOST_FRAMES = 10_000;

/** The part of a geometry that says when the frames were. */
export interface TakenTimes {
  dt: number;
  frames: number;
  semantics: Semantics;
  firstFrame: number;
}

export interface TakenGeometry extends TakenTimes {
  q: number;
  /** degrees. */
  phi: Float64Array;
}

/** A scan is a geometry too, also one from `load`, from `twoTime` or for `compare`, with what they add. */
const FIELDS = [
  "q", "dt", "frames", "phi", "semantics", "firstFrame", "data", "mask", "weights", "badFrames", "diagonal",
  "format", "source", "warnings", "available", "regions", "pixels", "gap"
]; // prettier-ignore

export function toGeometry(what: string, geometry: unknown): TakenGeometry {
  const given = toFields(what, geometry, []);
  checkPositive(what, "q", given.q);
  return {q: given.q, ...takeTimes(what, given), phi: toAngles(what, given.phi)};
}

/** `others`: further fields that the record may have. */
export function toTimes(what: string, times: unknown, others: readonly string[]): TakenTimes {
  return takeTimes(what, toFields(what, times, others));
}

function toFields(what: string, geometry: unknown, others: readonly string[]) {
  if (typeof geometry !== "object" || geometry === null || Array.isArray(geometry))
    throw new TypeError(`${what}: expected the geometry as a record, got ${show(geometry)}`);
  checkNames(what, "field of the geometry", Object.keys(geometry), [...FIELDS, ...others]);
  return geometry as Record<string, unknown>;
}

function takeTimes(what: string, given: Record<string, unknown>): TakenTimes {
  const {dt, frames, semantics = "exact", firstFrame = 0} = given;
  checkPositive(what, "dt", dt);
  checkInteger(what, "frames", frames, 2, MOST_FRAMES);
  checkOneOf(what, "semantics", semantics, SEMANTICS);
  checkInteger(what, "firstFrame", firstFrame, 0, 1e9);
  return {
    dt,
    frames: frames as number,
    semantics: semantics as Semantics,
    firstFrame: firstFrame as number
  };
}

function toAngles(what: string, phi: unknown): Float64Array {
  if (typeof phi !== "number") checkVector(what, "phi", phi);
  const angles = Float64Array.from(typeof phi === "number" ? [phi] : phi);
  if (angles.length === 0) throw new RangeError(`${what}: expected at least one angle, got none`);
  const wrong = angles.find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`${what}: expected phi finite, got ${wrong}`);
  return angles;
}

/** A finite number above 0. */
export function checkPositive(what: string, name: string, value: unknown): asserts value is number {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  if (!(value > 0 && value < Infinity))
    throw new RangeError(`${what}: expected ${name} finite and above 0, got ${value}`);
}
