// The parts that every request for a solve has, checked one by one; `what` is who was asked.
import {checkInteger, checkNames, checkVector, show} from "../../check.ts";
import {findRoles, isCompiled} from "./system.ts";
import type {OdeModel, OdeOptions} from "./types.ts";

export function checkModel(what: string, model: unknown): void {
  if (typeof model !== "function")
    throw new TypeError(
      `${what}: expected model as a compiled model or a function (u, p, t) => number[], got ${show(model)}`
    );
}

export function checkOptions(what: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${what}: expected options as an object, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), names);
}

/** A number or a vector of finite numbers, as an array. */
export function toVector(what: string, name: string, value: unknown): number[] {
  if (value === undefined) throw new TypeError(`${what}: missing ${name}`);
  if (typeof value !== "number") checkVector(what, name, value);
  const vector = typeof value === "number" ? [value] : Array.from(value);
  const wrong = vector.findIndex((item) => !Number.isFinite(item));
  if (wrong >= 0)
    throw new RangeError(
      `${what}: expected finite numbers in ${name}, got ${vector[wrong]} at index ${wrong}`
    );
  return vector;
}

/** That a compiled model takes that many states and parameters and answers with as many slopes. */
export function checkLengths(what: string, model: OdeModel, n: number, m: number): void {
  if (n === 0) throw new RangeError(`${what}: expected at least one state in u0, got none`);
  if (!isCompiled(model)) return;
  const roles = findRoles(model);
  const sizeOf = (role: string | undefined): number =>
    model.params.find(({name}) => name === role)?.size ?? 0;
  if (sizeOf(roles.u) !== n)
    throw new RangeError(
      `${what}: expected u0 of length ${sizeOf(roles.u)}, as the model's ${roles.u}, got length ${n}`
    );
  if (model.outputs !== n)
    throw new RangeError(
      `${what}: expected a model with ${n} outputs, one for each state, got ${model.outputs}`
    );
  if (sizeOf(roles.p) !== m)
    throw new RangeError(
      `${what}: expected p of length ${sizeOf(roles.p)}, as the model's ${roles.p ?? "p"}, got length ${m}`
    );
}

export function toSpan(what: string, t: unknown): readonly [number, number] {
  const span = toVector(what, "t", t);
  if (span.length !== 2)
    throw new RangeError(`${what}: expected t as [start, end], got ${span.length} numbers`);
  if (span[0] === span[1])
    throw new RangeError(
      `${what}: expected t to end at another time than ${span[0]}, got the same`
    );
  return [span[0], span[1]];
}

export function toTolerances(
  what: string,
  {rtol = 1e-6, atol = 1e-9}: Pick<OdeOptions, "rtol" | "atol">,
  n: number
): {rtol: number; atol: number[]} {
  if (typeof rtol !== "number")
    throw new TypeError(`${what}: expected rtol as a number, got ${show(rtol)}`);
  if (!(rtol >= 1e-14 && rtol < 1))
    throw new RangeError(`${what}: expected rtol from 1e-14 to below 1, got ${rtol}`);
  const each = toVector(what, "atol", atol);
  if (typeof atol !== "number" && each.length !== n)
    throw new RangeError(
      `${what}: expected atol as a number or one for each of ${n} states, got ${each.length}`
    );
  const wrong = each.find((value) => !(value > 0));
  if (wrong !== undefined) throw new RangeError(`${what}: expected atol above 0, got ${wrong}`);
  return {rtol, atol: typeof atol === "number" ? new Array<number>(n).fill(atol) : each};
}

export function toMaxSteps(what: string, maxSteps = 100_000): number {
  checkInteger(what, "maxSteps", maxSteps, 1, 1e9);
  return maxSteps;
}

/** Times in the order of the solve; a step between them gives those from the start on, and the end. */
export function toTimes(
  what: string,
  saveat: unknown,
  from: number,
  to: number
): number[] | undefined {
  if (saveat === undefined) return undefined;
  if (typeof saveat === "number") return toGrid(what, saveat, from, to);
  const times = toVector(what, "saveat", saveat);
  const direction = to > from ? 1 : -1;
  times.forEach((time, i) => {
    if ((time - from) * direction < 0 || (time - to) * direction > 0)
      throw new RangeError(
        `${what}: expected saveat within t, from ${from} to ${to}, got ${time} at index ${i}`
      );
    if (i > 0 && (time - times[i - 1]) * direction < 0)
      throw new RangeError(
        `${what}: expected saveat in the order of the solve, got ${time} after ${times[i - 1]}: sort it`
      );
  });
  return times;
}

function toGrid(what: string, step: number, from: number, to: number): number[] {
  const size = Math.abs(to - from);
  if (!(step > 0 && step < Infinity))
    throw new RangeError(`${what}: expected saveat as times or a step above 0, got ${step}`);
  if (size / step > 1e8)
    throw new RangeError(
      `${what}: expected saveat to give at most 1e8 times, got a step of ${step}`
    );
  const count = Math.floor(size / step + 1e-9);
  const times = Array.from({length: count + 1}, (_, k) => from + Math.sign(to - from) * k * step);
  if (Math.abs(times[count] - to) <= 1e-9 * step) times[count] = to;
  else times.push(to);
  return times;
}

export function toMass(what: string, mass: OdeOptions["mass"], n: number): number[] | undefined {
  if (mass === undefined) return undefined;
  const isRows = Array.isArray(mass) && typeof mass[0] !== "number";
  const flat = isRows
    ? (mass as readonly ArrayLike<number>[]).flatMap((row) => toVector(what, "mass", row))
    : toVector(what, "mass", mass);
  if (flat.length !== n * n)
    throw new RangeError(
      `${what}: expected mass as ${n} rows of ${n} numbers, got ${flat.length} numbers`
    );
  return flat;
}
