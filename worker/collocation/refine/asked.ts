// What a caller asks of a fit of trajectories, checked and with the defaults filled in. All misuse ends here.
import {checkInteger, checkNames, checkOneOf, show} from "../../check.ts";
import {toBox, type Box} from "../../optimize/bounds.ts";
import {checkLengths, checkModel, toTolerances, toVector} from "../../solvers/ode/asked.ts";
import {METHODS} from "../../solvers/ode/methods.ts";
import {findRoles, isCompiled} from "../../solvers/ode/system.ts";
import type {OdeMethod} from "../../solvers/ode/types.ts";
import type {RightHandSide} from "../types.ts";
import type {RefineOptions} from "./types.ts";
import {interpolate, sizesOf, toObserved, type Observed} from "./observed.ts";

const NAMES = [
  "data", "t", "u0", "start", "fitInitial", "bounds", "sigma", "segments", "method", "rtol", "atol", "steps", "ftol",
  "gtol", "xtol"
] as const; // prettier-ignore

export interface FitProblem {
  what: string;
  rhs: RightHandSide;
  observed: Observed;
  /** the parameters, and then the state at the first time; where it is not fitted it stays what it is. */
  start: Float64Array;
  /** how many parameters. */
  m: number;
  /** how many unknowns: the parameters, with the initial state where it is fitted. */
  k: number;
  /** what a change of each unknown, and then of a state that is none, is measured by: a power of 2, to lose no bits. */
  scale: Float64Array;
  box: Box;
  segments: number;
  method: OdeMethod;
  rtol: number;
  atol: number;
  steps: number;
  ftol: number;
  gtol: number;
  xtol: number;
}

export function toFitProblem(
  what: string,
  rhs: RightHandSide,
  options: RefineOptions,
  more: readonly string[] = []
): FitProblem {
  checkModel(what, rhs);
  checkRecord(what, options);
  checkNames(what, "option", Object.keys(options), [...NAMES, ...more]);
  const observed = toObserved(what, options.data, options.t, options.sigma);
  const p = toVector(what, "start", options.start);
  if (p.length === 0) throw new RangeError(`${what}: expected a parameter in start, got none`);
  const isFitted = toFitInitial(what, options);
  const u0 = toInitial(what, rhs, options, observed);
  checkLengths(what, rhs, u0.length, p.length);
  checkAnswer(what, rhs, u0, p, observed.t[0]);
  const m = p.length;
  const k = m + (isFitted ? u0.length : 0);
  if (observed.count < k)
    throw new RangeError(
      `${what}: expected at least ${k} numbers in data, as many as unknowns, got ${observed.count}`
    );
  const {rtol, atol} = toTolerances(
    what,
    {rtol: options.rtol ?? 1e-8, atol: toAtol(what, options)},
    1
  );
  const sizes = sizesOf(observed).map((size, i) => Math.max(size, Math.abs(u0[i])));
  return {
    what,
    rhs,
    observed,
    start: Float64Array.of(...p, ...u0),
    m,
    k,
    scale: Float64Array.of(...p.map((value) => Math.abs(value) || 1), ...sizes).map(toPower),
    box: toWholeBox(what, options.bounds, m, k),
    ...toWay(what, options, observed),
    rtol,
    atol: atol[0],
    ...toLimits(what, options)
  };
}

export function checkRecord(what: string, options: unknown): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError(`${what}: expected options as an object, got ${show(options)}`);
}

function toFitInitial(what: string, {fitInitial, u0}: RefineOptions): boolean {
  if (fitInitial !== undefined && typeof fitInitial !== "boolean")
    throw new TypeError(`${what}: expected fitInitial as a boolean, got ${show(fitInitial)}`);
  if (fitInitial === false && u0 === undefined)
    throw new RangeError(`${what}: expected u0 where fitInitial is false, got none`);
  return fitInitial ?? u0 === undefined;
}

/** The state at the first time as given, or as the first data have it. */
function toInitial(
  what: string,
  rhs: RightHandSide,
  {u0}: RefineOptions,
  observed: Observed
): number[] {
  const given = u0 === undefined ? undefined : toVector(what, "u0", u0);
  const states = isCompiled(rhs)
    ? (rhs.params.find(({name}) => name === findRoles(rhs).u)?.size ?? 0)
    : (given?.length ?? observed.n);
  if (observed.n !== states)
    throw new RangeError(
      `${what}: expected data with ${states} series, one for each state (NaN where a state was not observed), got ${observed.n}`
    );
  if (given) return given;
  const first = interpolate(observed, observed.t[0]);
  const unseen = first.findIndex(Number.isNaN);
  if (unseen >= 0)
    throw new RangeError(
      `${what}: expected u0 to start from, because data[${unseen}] has no number, got none`
    );
  return first;
}

/** That a plain function answers with as many numbers as there are states. */
export function checkAnswer(
  what: string,
  rhs: RightHandSide,
  u0: number[],
  p: number[],
  t: number
): void {
  if (isCompiled(rhs)) return;
  const answer: unknown = rhs(u0.slice(), p.slice(), t);
  if (typeof answer === "number" && u0.length === 1) return;
  if (!Array.isArray(answer) && !ArrayBuffer.isView(answer))
    throw new TypeError(
      `${what}: expected the model to return an array of numbers, got ${show(answer)}`
    );
  const {length} = answer as ArrayLike<number>;
  if (length !== u0.length)
    throw new RangeError(
      `${what}: expected the model to return ${u0.length} numbers, one for each state, got ${length}`
    );
}

/** The largest power of 2 that is not above a positive number. */
function toPower(value: number): number {
  let power = 1;
  while (power * 2 <= value) power *= 2;
  while (power > value) power /= 2;
  return power;
}

/** Bounds may be those of the parameters alone. */
function toWholeBox(what: string, bounds: RefineOptions["bounds"], m: number, k: number): Box {
  const count =
    typeof bounds !== "object" || bounds === null
      ? k
      : "length" in bounds
        ? bounds.length
        : (bounds.lower ?? bounds.upper)?.length;
  const box = toBox(what, bounds, count === m ? m : k);
  const extend = (side: Float64Array, limit: number) =>
    Float64Array.from({length: k}, (_, i) => (i < side.length ? side[i] : limit));
  return {lower: extend(box.lower, -Infinity), upper: extend(box.upper, Infinity)};
}

function toWay(what: string, {method = "auto", segments = 1}: RefineOptions, {t}: Observed) {
  checkOneOf(what, "method", method, METHODS);
  checkInteger(what, "segments", segments, 1, new Set(t).size - 1);
  return {method, segments};
}

function toAtol(what: string, {atol = 1e-10}: RefineOptions): number {
  if (typeof atol !== "number")
    throw new TypeError(`${what}: expected atol as a number, got ${show(atol)}`);
  return atol;
}

function toLimits(what: string, options: RefineOptions) {
  const {steps = 200, ftol = 1e-12, gtol = 1e-12, xtol = 1e-9} = options;
  checkInteger(what, "steps", steps, 1, 1e9);
  for (const [name, value] of Object.entries({ftol, gtol, xtol}))
    checkReal(what, name, value, (x) => x >= 0 && x < Infinity, "finite and ≥ 0");
  return {steps, ftol, gtol, xtol};
}

export function checkReal(
  what: string,
  name: string,
  value: unknown,
  isRight: (value: number) => boolean,
  wish: string
): void {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  if (!isRight(value)) throw new RangeError(`${what}: expected ${name} ${wish}, got ${value}`);
}
