// What a reader asks of a fit, checked and with the defaults filled in. All misuse ends here.
import {checkInteger, checkNames, checkOneOf, show} from "../../check.ts";
import type {Box} from "../../optimize/bounds.ts";
import type {AngleWish, FitMethod, FitOptions, Loss, SigmaWish} from "../types.ts";
import type {FitModel} from "./model.ts";
import {toMultistart, type Multistart} from "./multistartAsked.ts";

/** Options of a fit of any model. */
export interface ModelFitOptions<Name extends string = string> extends Omit<
  FitOptions,
  "start" | "active" | "bounds"
> {
  start?: ArrayLike<number> | Readonly<Partial<Record<Name, number>>>;
  active?: readonly Name[];
  bounds?:
    | Readonly<Partial<Record<Name, readonly [number, number]>>>
    | readonly (readonly [number, number])[];
}

export interface FitAsked {
  /** all of the model's numbers; the active ones inside the bounds. */
  start: Float64Array;
  /** which of them were not, in words. */
  moved: string[];
  /** places in theta of the unknowns. */
  active: Int32Array;
  isActive: boolean[];
  /** of all of the model's numbers. */
  bounds: (readonly [number, number])[];
  /** of the unknowns. */
  box: Box;
  method: FitMethod;
  steps: number;
  ftol: number;
  gtol: number;
  xtol: number;
  loss: Loss;
  lossScale: number;
  angles: AngleWish | undefined;
  sigma: SigmaWish | undefined;
  subsample: number | "auto";
  multistart: Multistart | undefined;
  isGated: boolean;
  labels: "faster-is-sample" | "keep";
  threads: number | undefined;
  seed: number;
}

const NAMES = [
  "start", "active", "bounds", "method", "angles", "sigma", "loss", "lossScale", "subsample", "multistart", "gates",
  "steps", "ftol", "gtol", "xtol", "labels", "threads", "seed"
]; // prettier-ignore

/** A step that gains so little of chi2 moves no parameter by more than a small part of its error. */
const TOLERANCES: Record<FitMethod, number> = {lm: 1e-8, trust: 1e-8, "nelder-mead": 1e-10};
const STEPS: Record<FitMethod, number> = {lm: 300, trust: 300, "nelder-mead": 15_000};

/** `alsoKnown`: options that the caller itself reads. */
export function toFitAsked<Name extends string>(
  what: string,
  model: FitModel<Name>,
  options: ModelFitOptions<Name> = {},
  alsoKnown: readonly string[] = []
): FitAsked {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${what}: expected options as a record, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), [...NAMES, ...alsoKnown]);
  const {method = "trust", loss = "squares", lossScale = 3, labels = "faster-is-sample"} = options;
  checkOneOf(what, "method", method, ["lm", "trust", "nelder-mead"]);
  checkOneOf(what, "loss", loss, ["squares", "soft_l1", "huber", "cauchy"]);
  checkOneOf(what, "labels", labels, ["faster-is-sample", "keep"]);
  checkAbove0(what, "lossScale", lossScale);
  const bounds = toBounds(what, model, options.bounds);
  const active = toActive(what, model, options.active);
  const start = model.toTheta(what, options.start ?? {});
  const moved = moveInside(model, start, active, bounds);
  const usual = TOLERANCES[method];
  const {ftol = usual, gtol = usual, xtol = usual} = options;
  for (const [name, value] of Object.entries({ftol, gtol, xtol})) checkTolerance(what, name, value);
  const {steps = STEPS[method], seed = 1, threads} = options;
  checkInteger(what, "steps", steps, 1, 1e9);
  checkInteger(what, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (threads !== undefined) checkInteger(what, "threads", threads, 1, 1024);
  return {
    start,
    moved,
    active,
    isActive: model.parameters.map((_, i) => active.includes(i)),
    bounds,
    box: {
      lower: Float64Array.from(active, (i) => bounds[i][0]),
      upper: Float64Array.from(active, (i) => bounds[i][1])
    },
    method,
    steps,
    ftol,
    gtol,
    xtol,
    loss,
    lossScale,
    angles: options.angles,
    sigma: options.sigma,
    subsample: toSubsample(what, options.subsample),
    multistart: toMultistart(what, options.multistart, seed),
    isGated: toGated(what, model, options.gates, method),
    labels,
    threads,
    seed
  };
}

function toActive<Name extends string>(
  what: string,
  model: FitModel<Name>,
  wish: readonly Name[] | undefined
): Int32Array {
  const names: readonly string[] = model.parameters.map(({name}) => name);
  const given: readonly unknown[] = wish ?? model.active;
  if (!Array.isArray(given))
    throw new TypeError(`${what}: expected active as a list of names, got ${show(given)}`);
  const wrong = given.findIndex((name) => typeof name !== "string");
  if (wrong >= 0)
    throw new TypeError(
      `${what}: expected names in active, got ${show(given[wrong])} at index ${wrong}`
    );
  checkNames(what, "parameter in active", given as string[], names);
  const active = new Set((given as string[]).map((name) => names.indexOf(name)));
  if (active.size === 0)
    throw new RangeError(`${what}: expected at least one parameter in active, got none`);
  return Int32Array.from(active).sort();
}

function toBounds<Name extends string>(
  what: string,
  {parameters}: FitModel<Name>,
  wish: ModelFitOptions<Name>["bounds"]
): (readonly [number, number])[] {
  if (wish === undefined) return parameters.map(({bounds}) => bounds);
  if (typeof wish !== "object" || wish === null)
    throw new TypeError(
      `${what}: expected bounds as a record by name or one pair each, got ${show(wish)}`
    );
  if (Array.isArray(wish)) {
    if (wish.length !== parameters.length)
      throw new RangeError(
        `${what}: expected bounds of ${parameters.length} pairs, got ${wish.length}`
      );
    return parameters.map(({name}, i) => checkPair(what, name, wish[i]));
  }
  const record = wish as Readonly<Record<string, unknown>>;
  checkNames(
    what,
    "parameter in bounds",
    Object.keys(record),
    parameters.map(({name}) => name)
  );
  return parameters.map(({name, bounds}) =>
    record[name] === undefined ? bounds : checkPair(what, name, record[name])
  );
}

function checkPair(what: string, name: string, pair: unknown): readonly [number, number] {
  const isPair =
    Array.isArray(pair) && pair.length === 2 && pair.every((end) => typeof end === "number");
  if (!isPair)
    throw new TypeError(`${what}: expected bounds of ${name} as [lower, upper], got ${show(pair)}`);
  const [lower, upper] = pair as [number, number];
  if (!(lower < upper) || lower === Infinity || upper === -Infinity)
    throw new RangeError(
      `${what}: expected bounds of ${name} with lower below upper (leave it out of active to hold it), got [${lower}, ${upper}]`
    );
  return [lower, upper];
}

/** In place. A start may come from a file that was made for other bounds: what is done about it is told, not refused. */
function moveInside<Name extends string>(
  {parameters}: FitModel<Name>,
  start: Float64Array,
  active: Int32Array,
  bounds: FitAsked["bounds"]
): string[] {
  const moved: string[] = [];
  for (const i of active) {
    const [lower, upper] = bounds[i];
    const inside = Math.min(Math.max(start[i], lower), upper);
    if (inside === start[i]) continue;
    moved.push(
      `The start of ${parameters[i].name}, ${start[i]}, is outside of its bounds [${lower}, ${upper}]: the search began at ${inside}.`
    );
    start[i] = inside;
  }
  return moved;
}

function toSubsample(what: string, wish: unknown = 1): number | "auto" {
  if (wish === "auto") return wish;
  checkInteger(what, 'subsample, where it is not "auto",', wish, 1, 10_000);
  return wish as number;
}

function toGated(
  what: string,
  {isGated}: Pick<FitModel, "isGated">,
  gates: unknown,
  method: FitMethod
): boolean {
  if (gates === undefined) return false;
  checkOneOf(what, "gates", gates, ["v1"]);
  if (!isGated)
    throw new RangeError(
      `${what}: unsupported gates ${show(gates)}: only the heterodyne model has them, leave them out`
    );
  if (method !== "nelder-mead")
    throw new RangeError(
      `${what}: unsupported gates with method ${show(method)}: they make chi2 infinite, which only "nelder-mead" can take`
    );
  return true;
}

export function checkAbove0(what: string, name: string, value: unknown): void {
  checkTolerance(what, name, value);
  if (value === 0) throw new RangeError(`${what}: expected ${name} above 0, got 0`);
}

function checkTolerance(what: string, name: string, value: unknown): void {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  if (!(value >= 0 && value < Infinity))
    throw new RangeError(`${what}: expected a finite ${name} from 0 up, got ${value}`);
}
