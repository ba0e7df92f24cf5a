// The options of `heterodyne.load`, checked at the call.
import {checkInteger, checkNames, checkOneOf, checkVector, show} from "../../check.ts";
import {checkPositive} from "../../samplers/priors/checkNumbers.ts";
import {SEMANTICS} from "../model/grid.ts";
import type {LoadOptions} from "./types.ts";

const OPTIONS: readonly (keyof LoadOptions)[] = [
  "q", "format", "angles", "frames", "phi", "wavevectors", "dt", "firstFrame", "semantics", "diagonal", "memory"
]; // prettier-ignore
const FORMATS = ["cache", "core", "test", "v2", "npy", "aps-old", "aps-u"];
const MEMORY = 1 << 30;
const MOST_FRAME = 1e9;

export interface LoadAsked extends Omit<LoadOptions, "phi" | "wavevectors" | "memory"> {
  phi: Float64Array | undefined;
  wavevectors: Float64Array | undefined;
  memory: number;
}

export function toLoadAsked(what: string, options: unknown): LoadAsked {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError(`${what}: expected options as a record, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), OPTIONS);
  const asked = options as LoadOptions;
  const {q, format, frames, dt, firstFrame, semantics, diagonal, angles, memory = MEMORY} = asked;
  if (q !== undefined) checkPositive(what, "q", q);
  if (dt !== undefined) checkPositive(what, "dt", dt);
  if (format !== undefined) checkOneOf(what, "format", format, FORMATS);
  if (semantics !== undefined) checkOneOf(what, "semantics", semantics, SEMANTICS);
  if (diagonal !== undefined)
    checkOneOf(what, "diagonal", diagonal, ["keep", "correct", "exclude"]);
  if (firstFrame !== undefined) checkInteger(what, "firstFrame", firstFrame, 0, MOST_FRAME);
  if (frames !== undefined) checkFrames(what, frames);
  checkPositive(what, "memory", memory);
  return {
    q,
    format,
    frames: frames && [frames[0], frames[1]],
    dt,
    firstFrame,
    semantics,
    diagonal,
    angles,
    memory,
    phi: toList(what, "phi", asked.phi),
    wavevectors: toList(what, "wavevectors", asked.wavevectors)
  };
}

function checkFrames(what: string, frames: unknown): void {
  if (!Array.isArray(frames) || frames.length !== 2)
    throw new TypeError(`${what}: expected frames as [first, last], got ${show(frames)}`);
  checkInteger(what, "frames[0]", frames[0], 0, MOST_FRAME);
  checkInteger(what, "frames[1]", frames[1], (frames[0] as number) + 1, MOST_FRAME);
}

/** Numbers, or the text of a file of them: white space or commas between, # before a remark. */
function toList(what: string, name: string, given: unknown): Float64Array | undefined {
  if (given === undefined) return undefined;
  if (typeof given === "number") return checkFinite(what, name, Float64Array.of(given));
  if (typeof given !== "string") {
    checkVector(what, name, given);
    return checkFinite(what, name, Float64Array.from(given));
  }
  const words = given
    .replace(/#.*/g, "")
    .split(/[\s,]+/)
    .filter(Boolean);
  return checkFinite(what, name, Float64Array.from(words, Number), words);
}

function checkFinite(
  what: string,
  name: string,
  values: Float64Array,
  words: readonly string[] = []
): Float64Array {
  if (values.length === 0) throw new RangeError(`${what}: expected numbers in ${name}, got none`);
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  if (wrong < 0) return values;
  throw new RangeError(
    `${what}: expected finite numbers in ${name}, got ${show(words[wrong] ?? values[wrong])} at index ${wrong}`
  );
}
