// How something goes with time, at the frames and as its running integral.
import {ROW_REFERENCE, ROW_VELOCITY} from "../../../kernels-as/heterodyne/constants.ts";
import {checkNames, checkVector, show} from "../../check.ts";
import {pow} from "../../math.ts";
import {fillFrames, makeTable} from "../model/frames.ts";
import type {FrameGrid} from "../model/types.ts";
import {accumulate} from "./sampled.ts";
import type {Course, PowerLaw} from "./componentTypes.ts";

/** Nodes and weights of Gauss and Legendre on (−1, 1): exact for polynomials of degree 9. */
const NODES = [
  [0, 0.5688888888888889],
  [0.5384693101056831, 0.47862867049936647],
  [-0.5384693101056831, 0.47862867049936647],
  [0.906179845938664, 0.23692688505618908],
  [-0.906179845938664, 0.23692688505618908]
] as const;

/** v1 keeps J at least here, the others at 0. */
const LEAST_V1 = 1e-10;

const isPowerLaw = (course: Course): course is PowerLaw =>
  typeof course === "object" &&
  course !== null &&
  !Array.isArray(course) &&
  !ArrayBuffer.isView(course);

/** A checked copy: `name` is what messages call it. */
export function checkCourse(what: string, name: string, course: unknown, frames: number): Course {
  if (typeof course === "function") return course as (t: number) => number;
  if (typeof course === "number") return checkFinite(what, name, course);
  if (Array.isArray(course) || ArrayBuffer.isView(course)) {
    checkVector(what, name, course);
    if (course.length !== frames)
      throw new RangeError(
        `${what}: expected ${name} with one number for each of ${frames} frames, got ${course.length} (a power law is {amplitude, exponent, offset})`
      );
    return Float64Array.from(course, (value) => checkFinite(what, name, value));
  }
  if (typeof course !== "object" || course === null)
    throw new TypeError(
      `${what}: expected ${name} as a number, {amplitude, exponent, offset}, a function of t or one number a frame, got ${show(course)}`
    );
  checkNames(what, `field of ${name}`, Object.keys(course), ["amplitude", "exponent", "offset"]);
  const {amplitude, exponent = 0, offset = 0} = course as PowerLaw;
  for (const value of [amplitude, exponent, offset]) checkFinite(what, name, value);
  return {amplitude, exponent, offset};
}

function checkFinite(what: string, name: string, value: unknown): number {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected numbers in ${name}, got ${show(value)}`);
  if (!Number.isFinite(value))
    throw new RangeError(`${what}: expected finite numbers in ${name}, got ${value}`);
  return value;
}

/** Values at the frames. */
export function toSamples(
  what: string,
  name: string,
  course: Course,
  {times}: FrameGrid
): Float64Array {
  if (typeof course === "number") return times.map(() => course);
  if (typeof course === "function") return times.map((t) => call(what, name, course, t));
  if (!isPowerLaw(course)) return Float64Array.from(course);
  const {amplitude, exponent = 0, offset = 0} = course;
  return times.map((t) => amplitude * (exponent < 0 && t === 0 ? 0 : pow(t, exponent)) + offset);
}

function call(what: string, name: string, course: (t: number) => number, t: number): number {
  const value: unknown = course(t);
  if (typeof value === "number" && Number.isFinite(value)) return value;
  const Failure = typeof value === "number" ? RangeError : TypeError;
  throw new Failure(
    `${what}: expected ${name} to return a finite number, got ${show(value)} at t = ${t}`
  );
}

/** ∫ up to each frame, 0 at the first. Transport is never negative, a velocity may be. */
export function toIntegral(
  what: string,
  name: string,
  course: Course,
  grid: FrameGrid,
  kind: "transport" | "velocity"
): Float64Array {
  if (typeof course === "number") return ofPowerLaw({amplitude: 0, offset: course}, grid, kind);
  if (isPowerLaw(course)) return ofPowerLaw(course, grid, kind);
  const isV1 = grid.semantics === "v1";
  const least = kind === "velocity" ? -Infinity : isV1 ? LEAST_V1 : 0;
  if (typeof course === "function" && grid.semantics === "exact")
    return byQuadrature((t) => Math.max(call(what, name, course, t), least), grid);
  const row = toSamples(what, name, course, grid).map((value) => Math.max(value, least));
  accumulate(row, grid.dt, isV1 ? "rectangle" : "trapezoid");
  return row;
}

/** As the heterodyne model has its reference's J, or its velocity. */
function ofPowerLaw(
  {amplitude, exponent = 0, offset = 0}: PowerLaw,
  grid: FrameGrid,
  kind: "transport" | "velocity"
): Float64Array {
  const row = kind === "transport" ? ROW_REFERENCE : ROW_VELOCITY;
  const theta = new Float64Array(14);
  theta.set([amplitude, exponent, offset], 3 * row);
  const table = makeTable(grid, false);
  fillFrames(grid, theta, table, false);
  return table.numbers.slice(row * table.stride, row * table.stride + grid.frames);
}

/** Five points between two frames. */
function byQuadrature(f: (t: number) => number, {times, frames}: FrameGrid): Float64Array {
  const integral = new Float64Array(frames);
  for (let k = 1; k < frames; k++) {
    const half = 0.5 * (times[k] - times[k - 1]);
    const middle = times[k - 1] + half;
    const part = NODES.reduce((sum, [node, weight]) => sum + weight * f(middle + half * node), 0);
    integral[k] = integral[k - 1] + half * part;
  }
  return integral;
}
