// What a caller of `collocation.fit` asks for, checked and with defaults. All misuse that shows at the call ends here.
import {checkInteger, checkNames, checkOneOf, checkVector, show} from "../../check.ts";
import {toObservations} from "../estimate/asked.ts";
import {isCompiled} from "../../solvers/ode/system.ts";
import type {DataSet, Fit, FitOptions, MatchOptions, RawSet, RightHandSide} from "../types.ts";
import {checkShape} from "./misfit.ts";
import {checkRightHandSide} from "./problem.ts";
import {toPointPrograms} from "./programs.ts";
import {checkSlopes} from "./plainMisfit.ts";
import {toPointTable, toSlopeRows, type PointTable} from "./slopes.ts";
import type {Combine} from "./total.ts";
import {toUnknowns, type Unknowns} from "./unknowns.ts";

export const WHAT = "collocation.fit";
const NAMES = [
  "start", "optimizer", "steps", "bounds", "learningRate", "ftol", "gtol", "xtol", "positive", "map",
  "weights", "mask", "setWeights", "combine", "threads"
] as const; // prettier-ignore

/** Slopes, or data that are still to be collocated. */
export interface AskedSet {
  /** for messages. */
  what: string;
  rhs: RightHandSide;
  source: PointTable | RawSet;
  options: MatchOptions;
  /** how much the set counts. */
  weight: number;
}

export interface Asked {
  sets: AskedSet[];
  unknowns: Unknowns;
  optimizer: "auto" | Fit["optimizer"];
  combine: Combine;
  steps: number | undefined;
  learningRate: number | undefined;
  ftol: number | undefined;
  gtol: number | undefined;
  xtol: number | undefined;
  threads: number | undefined;
}

export function isRaw(source: PointTable | RawSet): source is RawSet {
  return "data" in source;
}

export function toAsked(rhs: unknown, sets: unknown, options: FitOptions): Asked {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${WHAT}: expected options as an object with start, got ${show(options)}`);
  checkNames(WHAT, "option", Object.keys(options), NAMES);
  const {optimizer = "auto", combine = "squares", threads, steps, learningRate} = options;
  checkOneOf(WHAT, "optimizer", optimizer, ["auto", "adam", "lbfgs", "lm", "linear"]);
  checkOneOf(WHAT, "combine", combine, ["squares", "roots"]);
  if (threads !== undefined) checkInteger(WHAT, "threads", threads, 1, 1024);
  if (steps !== undefined) checkInteger(WHAT, "steps", steps, 1, 1e9);
  const {ftol, gtol, xtol} = options;
  for (const [name, value] of Object.entries({ftol, gtol, xtol, learningRate}))
    if (value !== undefined) checkSize(name, value);
  const unknowns = toUnknowns(options);
  const asked = {sets: toSets(rhs, sets, options), unknowns, optimizer, combine, steps};
  for (const set of asked.sets) checkModel(set, unknowns);
  if (optimizer === "lm" || optimizer === "linear") checkSquares(asked);
  if (optimizer === "linear") checkLinear(asked);
  return {...asked, learningRate, ftol, gtol, xtol, threads};
}

function checkSize(name: string, value: unknown): void {
  if (typeof value !== "number")
    throw new TypeError(`${WHAT}: expected ${name} as a number, got ${show(value)}`);
  const isPositive = value > 0 || (value === 0 && name !== "learningRate");
  if (!isPositive || value === Infinity)
    throw new RangeError(`${WHAT}: expected ${name} as a finite number above 0, got ${value}`);
}

function toSets(rhs: unknown, given: unknown, options: FitOptions): AskedSet[] {
  const isMany = Array.isArray(given);
  const sets = (isMany ? given : [given]) as DataSet[];
  if (sets.length === 0) throw new RangeError(`${WHAT}: expected at least one data set, got none`);
  const sides: unknown[] = Array.isArray(rhs) ? rhs : sets.map(() => rhs);
  if (sides.length !== sets.length)
    throw new RangeError(
      `${WHAT}: expected one right-hand side, or one for each of ${sets.length} data sets, got ${sides.length}`
    );
  const weights = toSetWeights(options.setWeights, sets.length);
  const each = toMatchOptions(options, sets.length);
  return sets.map((set, s) => {
    const what = isMany ? `${WHAT}, set ${s}` : WHAT;
    const side = sides[s];
    checkRightHandSide(what, side);
    // a collocation may carry its data along
    const isToCome = typeof set === "object" && set !== null && "data" in set && !("du" in set);
    const source = isToCome ? set : toPointTable(what, toSlopeRows(what, set), each[s]);
    return {what, rhs: side, source, options: each[s], weight: weights[s]};
  });
}

function toSetWeights(given: FitOptions["setWeights"], count: number): ArrayLike<number> {
  if (given === undefined) return new Float64Array(count).fill(1);
  checkVector(WHAT, "setWeights", given);
  if (given.length !== count)
    throw new RangeError(
      `${WHAT}: expected setWeights of length ${count}, one a data set, got length ${given.length}`
    );
  for (let s = 0; s < count; s++)
    if (!(given[s] >= 0 && given[s] < Infinity))
      throw new RangeError(
        `${WHAT}: expected finite numbers from 0 in setWeights, got ${given[s]} at index ${s}`
      );
  return given;
}

/** Weights and mask of each set: the same for all, or in `weights` an object for each. */
function toMatchOptions({weights, mask}: FitOptions, count: number): MatchOptions[] {
  const isObject = (item: unknown): item is MatchOptions =>
    typeof item === "object" && item !== null && !("length" in item);
  const isEach = Array.isArray(weights) && weights.some(isObject);
  if (!isEach) {
    const common = {
      ...(weights !== undefined && {weights: weights as MatchOptions["weights"]}),
      ...(mask !== undefined && {mask})
    };
    return new Array<MatchOptions>(count).fill(common);
  }
  if (weights.length !== count)
    throw new RangeError(
      `${WHAT}: expected weights with an object for each of ${count} data sets, got ${weights.length}`
    );
  return weights.map((own) => ({...(mask !== undefined && {mask}), ...(own as MatchOptions)}));
}

/** That a right-hand side is one of as many states and parameters as there are; a function is asked once. */
function checkModel({what, rhs, source}: AskedSet, unknowns: Unknowns): void {
  const {k} = unknowns;
  if (!isCompiled(rhs)) {
    const p = new Float64Array(k);
    unknowns.toParameters(unknowns.start, p);
    checkSlopes(what, rhs, firstOf(source), Array.from(p));
    return;
  }
  const programs = toPointPrograms(rhs);
  if (programs === undefined)
    throw new RangeError(`${what}: expected a right-hand side with parameters, got one without`);
  if (programs.k !== k)
    throw new RangeError(
      `${what}: expected ${programs.k} parameters, those of the right-hand side, got ${k}`
    );
  checkShape(what, rhs, programs, firstOf(source).u.length);
}

/** A state and its time. */
function firstOf(source: PointTable | RawSet): {u: number[]; t: number} {
  if (isRaw(source)) {
    const {rows, times} = toObservations(WHAT, source.data, source.t);
    return {u: rows.map((row) => row[0]), t: times[0]};
  }
  const {d, columns} = source;
  return {u: columns.slice(0, d).map((column) => column[0]), t: columns[d][0]};
}

function checkSquares({sets, combine, optimizer}: Pick<Asked, "sets" | "combine" | "optimizer">) {
  if (combine === "squares" || sets.length === 1) return;
  throw new RangeError(
    `${WHAT}: expected optimizer "lbfgs" or "adam" for a sum of roots, got ${show(optimizer)}`
  );
}

function checkLinear({sets, unknowns}: Pick<Asked, "sets" | "unknowns">): void {
  if (!unknowns.isPlain)
    throw new RangeError(`${WHAT}: unsupported map or positive with optimizer "linear"`);
  const isOther = ({rhs}: AskedSet) => isCompiled(rhs) && !toPointPrograms(rhs)!.isLinear();
  const other = sets.find(isOther);
  if (other) throw notLinear(other.what);
}

export function notLinear(what: string): RangeError {
  return new RangeError(
    `${what}: expected a compiled model linear in p for optimizer "linear", got one that was not found so`
  );
}
