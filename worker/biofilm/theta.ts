// Between θ by name, as readers write it, and θ by place, as the solvers take it.
import {checkNames, show} from "../check.ts";
import {knownNames, type Model} from "./model.ts";
import type {Theta} from "./types.ts";

/**
 * θ in the solvers' order. What is missing comes from `fallback`; without one that is misuse, unless it is named in
 * `free`: those values do not matter.
 */
export function toTheta(
  what: string,
  model: Model,
  theta: Theta | undefined,
  {name = "theta", free = []}: {name?: string; free?: readonly string[]} = {}
): Float64Array {
  if (theta === undefined && model.truth === undefined && free.length < model.names.length)
    throw new TypeError(`${what}: missing ${name}: a case of one's own has no true parameters`);
  if (theta !== undefined && (typeof theta !== "object" || theta === null || isVector(theta)))
    throw new TypeError(`${what}: expected ${name} as a record by name, got ${show(theta)}`);
  checkNames(what, `parameter in ${name}`, Object.keys(theta ?? {}), knownNames(model));
  const values = theta ?? model.truth ?? {};
  return Float64Array.from(model.names, (parameter) => {
    const value: unknown = values[parameter];
    if (value === undefined && free.includes(parameter)) return 0;
    if (value === undefined)
      throw new RangeError(`${what}: missing parameter ${JSON.stringify(parameter)} in ${name}`);
    checkValue(what, parameter, value);
    return value;
  });
}

/** Where in θ these parameters are. */
export function toPlaces(
  what: string,
  model: Model,
  option: string,
  names: readonly string[]
): Int32Array {
  const given: unknown = names;
  if (!Array.isArray(given) || given.some((name) => typeof name !== "string"))
    throw new TypeError(`${what}: expected ${option} as an array of names, got ${show(names)}`);
  checkNames(what, `parameter in ${option}`, names, model.parameters);
  const twice = names.find((name, k) => names.indexOf(name) !== k);
  if (twice !== undefined)
    throw new RangeError(`${what}: expected each name once in ${option}, got "${twice}" twice`);
  return Int32Array.from(names, (name) => model.names.indexOf(name));
}

export function checkValue(what: string, name: string, value: unknown): asserts value is number {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  if (!Number.isFinite(value))
    throw new RangeError(`${what}: expected ${name} finite, got ${value}`);
}

export function isVector(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || ArrayBuffer.isView(value);
}
