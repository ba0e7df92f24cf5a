// What all parts are asked in the same way, checked and with the defaults filled in.
import {checkInteger, checkNames, checkOneOf, show} from "../check.ts";
import {toAt} from "./grid.ts";
import {toModel, type Model} from "./model.ts";
import type {SolverRequest} from "./solver/types.ts";
import type {CaseWish} from "./types.ts";
import {toTheta} from "./theta.ts";

const NONE = new Int32Array(0);

/** Options that choose the trajectory. */
export const TRAJECTORY = ["model", "steps", "at", "integrator", "rtol", "switchStep"] as const;

interface TrajectoryOptions {
  model: CaseWish;
  steps?: number;
  at?: ArrayLike<number>;
  integrator?: "fixed" | "adaptive";
  rtol?: number;
  switchStep?: number;
}

export interface Asked {
  model: Model;
  /** without θ, and with nothing that varies. */
  request: Omit<SolverRequest, "theta">;
}

export function toAsked(what: string, options: TrajectoryOptions): Asked {
  const {steps, switchStep, integrator = "fixed", rtol = 1e-6} = options;
  const model = toModel(what, options.model, {steps, switchStep});
  checkOneOf(what, "integrator", integrator, ["fixed", "adaptive"]);
  checkNumber(what, "rtol", rtol, 0, 1);
  if (rtol === 0) throw new RangeError(`${what}: expected rtol above 0, got 0`);
  const request: Asked["request"] = {
    case: model.case,
    integrator,
    rtol,
    at: toAt(what, model, options.at),
    varying: NONE,
    tangents: NONE,
    tangent: "exact"
  };
  return {model, request};
}

/** The request for one θ by name. */
export function toRequest(
  what: string,
  options: TrajectoryOptions & {theta?: Record<string, number>}
): Asked & {request: SolverRequest} {
  const {model, request} = toAsked(what, options);
  return {model, request: {...request, theta: toTheta(what, model, options.theta)}};
}

export function checkOptions(what: string, options: unknown, names: readonly string[]): void {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError(`${what}: expected options as an object, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), names);
}

/** A number in [least, most]. */
export function checkNumber(
  what: string,
  name: string,
  value: unknown,
  least: number,
  most: number
): asserts value is number {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  const range = most === Infinity ? `from ${least} up` : `from ${least} to ${most}`;
  if (!(value >= least && value <= most) || value === Infinity)
    throw new RangeError(`${what}: expected ${name} as a number ${range}, got ${value}`);
}

export function checkSeed(what: string, seed: unknown): asserts seed is number {
  checkInteger(what, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
}
