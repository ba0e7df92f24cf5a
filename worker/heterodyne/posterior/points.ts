// Points as a reader gives them, and as the sums take them.
import {checkNames, checkVector, show} from "../../check.ts";
import {NAMES} from "../parameters.ts";
import type {HeterodyneName} from "../types.ts";
import {isVector, type LikelihoodAsked} from "./asked.ts";

type Asked = Pick<LikelihoodAsked, "parameters" | "theta">;

/** The whole θ of one point. */
export function toWhole(what: string, {parameters, theta}: Asked, given: unknown): Float64Array {
  const whole = theta.slice();
  if (isVector(given)) {
    checkVector(what, "theta", given);
    if (given.length !== parameters.length)
      throw new RangeError(
        `${what}: expected theta of length ${parameters.length} (${parameters.join(", ")}), got length ${given.length}`
      );
    parameters.forEach((name, k) => (whole[NAMES.indexOf(name)] = given[k]));
    return whole;
  }
  if (typeof given !== "object" || given === null)
    throw new TypeError(
      `${what}: expected theta as a vector or a record by name, got ${show(given)}`
    );
  const record = given as Record<string, unknown>;
  checkNames(what, "parameter in theta", Object.keys(record), NAMES);
  NAMES.forEach((name, place) => {
    const value = record[name];
    if (parameters.includes(name)) whole[place] = toNumber(what, name, value);
    else if (value !== undefined && value !== theta[place])
      throw new RangeError(
        `${what}: expected ${name} as it is fixed, ${theta[place]}, or among parameters, got ${show(value)}`
      );
  });
  return whole;
}

function toNumber(what: string, name: HeterodyneName, value: unknown): number {
  if (value === undefined)
    throw new RangeError(`${what}: missing parameter ${JSON.stringify(name)} in theta`);
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} in theta as a number, got ${show(value)}`);
  return value;
}

/** Copies of the vectors of many points, one a parameter. */
export function toColumns(
  what: string,
  {parameters}: Pick<Asked, "parameters">,
  theta: unknown
): Float64Array[] {
  if (!Array.isArray(theta) || theta.length !== parameters.length || typeof theta[0] === "number")
    throw new RangeError(
      `${what}: expected theta as a vector for each of ${parameters.join(", ")}, got ${show(theta)}`
    );
  const columns = theta.map((vector: unknown, k) => {
    checkVector(what, `theta[${k}]`, vector);
    return Float64Array.from(vector);
  });
  const uneven = columns.findIndex(({length}) => length !== columns[0].length);
  if (uneven > 0)
    throw new RangeError(
      `${what}: expected vectors of one length in theta, got ${columns[0].length} and ${columns[uneven].length}`
    );
  return columns;
}

/** The 14 vectors of the same points. */
export function widen(
  {parameters, theta}: Asked,
  columns: readonly Float64Array[]
): Float64Array[] {
  const count = columns[0].length;
  return NAMES.map((name, place) => {
    const k = parameters.indexOf(name);
    return k >= 0 ? columns[k] : new Float64Array(count).fill(theta[place]);
  });
}
