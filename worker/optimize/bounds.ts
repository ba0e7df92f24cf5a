// The box that the unknowns stay in.
import {checkNames, checkVector, show} from "../check.ts";
import type {Bounds} from "./types.ts";

/** Bounds as the searches have them: one pair an unknown, infinite where there is none. */
export interface Box {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** The box without walls. */
export function openBox(k: number): Box {
  return {
    lower: new Float64Array(k).fill(-Infinity),
    upper: new Float64Array(k).fill(Infinity)
  };
}

/** Reads bounds of k unknowns; `what` is who was asked. */
export function toBox(what: string, bounds: Bounds | undefined, k: number): Box {
  if (bounds === undefined) return openBox(k);
  if (typeof bounds !== "object" || bounds === null)
    throw new TypeError(
      `${what}: expected bounds as [[lower, upper], …] or {lower, upper}, got ${show(bounds)}`
    );
  const box = "length" in bounds ? fromPairs(what, bounds, k) : fromSides(what, bounds, k);
  for (let i = 0; i < k; i++) {
    const [lower, upper] = [box.lower[i], box.upper[i]];
    if (!(lower <= upper) || lower === Infinity || upper === -Infinity)
      throw new RangeError(
        `${what}: expected bounds with lower at most upper, got [${lower}, ${upper}] at index ${i}`
      );
  }
  return box;
}

function fromPairs(what: string, pairs: ArrayLike<unknown>, k: number): Box {
  checkCount(what, "bounds", pairs.length, k);
  const box = openBox(k);
  for (let i = 0; i < k; i++) {
    const pair = pairs[i];
    const isPair = Array.isArray(pair) && pair.length === 2;
    if (!isPair)
      throw new TypeError(`${what}: expected bounds[${i}] as [lower, upper], got ${show(pair)}`);
    const [lower, upper] = pair as unknown[];
    box.lower[i] = toLimit(what, `bounds[${i}][0]`, lower, -Infinity);
    box.upper[i] = toLimit(what, `bounds[${i}][1]`, upper, Infinity);
  }
  return box;
}

function toLimit(what: string, name: string, limit: unknown, none: number): number {
  if (limit === null || limit === undefined) return none;
  if (typeof limit !== "number")
    throw new TypeError(`${what}: expected ${name} as a number or null, got ${show(limit)}`);
  return limit;
}

function fromSides(what: string, sides: Exclude<Bounds, readonly unknown[]>, k: number): Box {
  checkNames(what, "part of bounds", Object.keys(sides), ["lower", "upper"]);
  const box = openBox(k);
  for (const name of ["lower", "upper"] as const) {
    const side = sides[name];
    if (side === undefined) continue;
    checkVector(what, `bounds.${name}`, side);
    checkCount(what, `bounds.${name}`, side.length, k);
    box[name].set(side);
  }
  return box;
}

function checkCount(what: string, name: string, given: number, k: number): void {
  if (given !== k)
    throw new RangeError(
      `${what}: expected ${name} of length ${k}, one for each of start, got length ${given}`
    );
}

/** Moves x into the box. */
export function project(x: Float64Array, {lower, upper}: Box): void {
  for (let i = 0; i < x.length; i++) x[i] = Math.min(Math.max(x[i], lower[i]), upper[i]);
}

/** The start of a search: a copy, inside the box. */
export function startIn(start: ArrayLike<number>, box: Box): Float64Array {
  const x = Float64Array.from(start);
  project(x, box);
  return x;
}

/** Whether element i cannot go down the gradient without leaving the box at once. */
export function isStuck(
  x: Float64Array,
  gradient: Float64Array,
  {lower, upper}: Box,
  i: number
): boolean {
  if (lower[i] === upper[i]) return true;
  return gradient[i] > 0 ? x[i] <= lower[i] : gradient[i] < 0 && x[i] >= upper[i];
}

/** ‖P(x − g) − x‖∞, which is zero exactly where x is stationary; without bounds ‖g‖∞. */
export function projectedSlope(
  x: Float64Array,
  gradient: Float64Array,
  {lower, upper}: Box
): number {
  let slope = 0;
  for (let i = 0; i < x.length; i++) {
    const down = gradient[i];
    const way = down > 0 ? Math.min(down, x[i] - lower[i]) : Math.max(down, x[i] - upper[i]);
    // a NaN must show
    if (!(Math.abs(way) <= slope)) slope = Math.abs(way);
  }
  return slope;
}
