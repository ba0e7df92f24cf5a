// A prior of the reader's own functions.
import {checkNames, checkVector, show} from "../../check.ts";
import {makeDrawsOf} from "../draws.ts";
import type {CustomPrior, Draws, Prior} from "../types.ts";

const WHAT = "prior.custom";

export function custom(given: CustomPrior): Prior {
  if (typeof given !== "object" || given === null)
    throw new TypeError(`${WHAT}: expected an object, got ${show(given)}`);
  const known = ["names", "lower", "upper", "logDensity", "gradient", "sample"];
  checkNames(WHAT, "option", Object.keys(given), known);
  checkFunction("logDensity", given.logDensity);
  checkFunction("sample", given.sample);
  const names = given.names === undefined ? countNames(given) : toNames(given.names);
  const d = names.length;
  const lower = toBounds("lower", given.lower, d, -Infinity);
  const upper = toBounds("upper", given.upper, d, Infinity);
  for (let j = 0; j < d; j++)
    if (!(lower[j] < upper[j]))
      throw new RangeError(
        `${WHAT}: expected lower below upper, got ${lower[j]} and ${upper[j]} for ${names[j]}`
      );
  const {logDensity, gradient, sample} = given;
  if (gradient !== undefined) checkFunction("gradient", gradient);

  const base: Prior = {
    names,
    lower,
    upper,
    logDensity(theta) {
      for (let j = 0; j < d; j++)
        if (!(theta[j] >= lower[j] && theta[j] <= upper[j])) return -Infinity;
      const value: unknown = logDensity(theta);
      if (typeof value !== "number")
        throw new TypeError(`${WHAT}: expected logDensity to give a number, got ${show(value)}`);
      return value === value ? value : -Infinity;
    },
    sample(draws: Draws, out) {
      out.set(toPoint("sample", sample(draws), d));
    }
  };
  if (!gradient) return Object.freeze(base);
  return Object.freeze({
    ...base,
    gradient(theta: ArrayLike<number>, out: Float64Array) {
      out.set(toPoint("gradient", gradient(theta), d));
    }
  });
}

/** x1, x2, … : as many as a draw has numbers. */
function countNames({sample}: CustomPrior): readonly string[] {
  const draw: unknown = sample(makeDrawsOf(1, "prior", {}, 0));
  checkVector(`${WHAT}: sample`, "its answer", draw);
  return toNames(Array.from(draw, (_, j) => `x${j + 1}`));
}

function toNames(names: unknown): readonly string[] {
  if (!Array.isArray(names) || names.some((name) => typeof name !== "string"))
    throw new TypeError(`${WHAT}: expected names as an array of strings, got ${show(names)}`);
  if (names.length === 0) throw new RangeError(`${WHAT}: expected names of a parameter, got none`);
  const twice = names.find((name, j) => names.indexOf(name) !== j) as string | undefined;
  if (twice !== undefined)
    throw new RangeError(`${WHAT}: expected different names, got ${show(twice)} twice`);
  return Object.freeze([...(names as string[])]);
}

function toBounds(name: string, given: unknown, d: number, all: number): Float64Array {
  if (given === undefined) return new Float64Array(d).fill(all);
  checkVector(WHAT, name, given);
  if (given.length !== d)
    throw new RangeError(`${WHAT}: expected ${name} of length ${d}, got length ${given.length}`);
  return Float64Array.from(given);
}

function checkFunction(name: string, value: unknown): void {
  if (typeof value !== "function")
    throw new TypeError(`${WHAT}: expected ${name} as a function, got ${show(value)}`);
}

function toPoint(name: string, value: unknown, d: number): ArrayLike<number> {
  checkVector(`${WHAT}: ${name}`, "its answer", value);
  if (value.length !== d)
    throw new RangeError(`${WHAT}: expected ${name} to give ${d} numbers, got ${value.length}`);
  return value;
}
