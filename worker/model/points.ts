// The points of a batch as the engine wants them: which parameters are the same for all points, and a vector
// of n numbers for each element of the others.
import {checkNames, checkVector, show} from "../check.ts";
import type {Points} from "./types.ts";

export interface SortedPoints {
  n: number;
  uniform: Record<string, Float64Array>;
  varying: Record<string, Float64Array[]>;
}

export interface PointParam {
  readonly name: string;
  readonly size: number;
  /** whether the program reads it; what it does not read may be left out. */
  readonly isRead: boolean;
}

const WHAT = "model.batch";

export function sortPoints(points: unknown, params: readonly PointParam[]): SortedPoints {
  if (typeof points !== "object" || points === null || isVector(points)) {
    const example = params.map(({name}) => name).join(", ");
    throw new TypeError(`${WHAT}: expected points as an object {${example}}, got ${show(points)}`);
  }
  const given = points as Record<string, Points | undefined>;
  const known = params.map(({name}) => name);
  checkNames(WHAT, "parameter", Object.keys(given), known);

  const uniform: SortedPoints["uniform"] = {};
  const varying: SortedPoints["varying"] = {};
  for (const param of params) {
    const value = given[param.name];
    if (value === undefined && !param.isRead) uniform[param.name] = new Float64Array(param.size);
    else sort(param, value, {uniform, varying});
  }
  return {n: countPoints(varying), uniform, varying};
}

function sort(
  {name, size}: PointParam,
  value: Points | undefined,
  {uniform, varying}: Pick<SortedPoints, "uniform" | "varying">
): void {
  if (typeof value === "number" && size === 1) {
    uniform[name] = Float64Array.of(value);
  } else if (isRows(value)) {
    if (value.length !== size) throw misfit(RangeError, name, size, `${value.length} vectors`);
    varying[name] = value.map((row, k) => toVector(`${name}[${k}]`, row));
    checkLengths(varying[name], name);
  } else if (!isVector(value)) {
    throw misfit(TypeError, name, size, show(value));
  } else if (value.length === size) {
    // a vector of one for a parameter of size 1 is a constant too: either way there is one number
    uniform[name] = Float64Array.from(toVector(name, value));
  } else if (size === 1) {
    varying[name] = [toVector(name, value)];
  } else {
    throw misfit(RangeError, name, size, `${value.length} numbers`);
  }
}

function misfit(
  Failure: new (message: string) => Error,
  name: string,
  size: number,
  got: string
): Error {
  const wanted =
    size === 1
      ? `a vector with a number for each point, or one number`
      : `${size} vectors with a number for each point, or one constant of length ${size}`;
  return new Failure(`${WHAT}: expected ${name} as ${wanted}, got ${got}`);
}

function isVector(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView));
}

function isRows(value: unknown): value is readonly ArrayLike<number>[] {
  return Array.isArray(value) && value.length > 0 && isVector(value[0]);
}

/** The caller's own array where it is one of f64. */
function toVector(name: string, value: ArrayLike<number>): Float64Array {
  if (value instanceof Float64Array) return value;
  checkVector(WHAT, name, value);
  return Float64Array.from(value);
}

function checkLengths(rows: readonly Float64Array[], name: string): void {
  const wrong = rows.findIndex(({length}) => length !== rows[0].length);
  if (wrong < 0) return;
  throw new RangeError(
    `${WHAT}: expected the vectors of ${name} equally long, got ${rows[0].length} numbers in ${name}[0] and ${rows[wrong].length} in ${name}[${wrong}]`
  );
}

function countPoints(varying: SortedPoints["varying"]): number {
  const entries = Object.entries(varying);
  if (entries.length === 0) return 1;
  const [[first, [{length: n}]]] = entries;
  for (const [name, [{length}]] of entries) {
    if (length === n) continue;
    throw new RangeError(
      `${WHAT}: expected as many points of ${name} as of ${first}, got ${length} and ${n}`
    );
  }
  return n;
}
