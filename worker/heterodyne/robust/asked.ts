// What a reader asks of a robust fit, checked and with the defaults filled in. All misuse ends here.
import {checkInteger, checkNames, checkOneOf, show} from "../../check.ts";
import {checkAbove0, toFitAsked, type FitAsked} from "../fit/asked.ts";
import {HETERODYNE} from "../fit/heterodyneModel.ts";
import {NAMES, PARAMETERS} from "../parameters.ts";
import type {HeterodyneName, SigmaWish} from "../types.ts";
import type {RobustMethod, RobustOptions} from "./types.ts";

export const WHAT = "heterodyne.robust";

/** Options that mean what they mean in a fit. */
const SHARED = [
  "start", "active", "bounds", "angles", "sigma", "subsample", "steps", "ftol", "xtol", "threads", "seed"
] as const; // prettier-ignore
const OWN = ["method", "alpha", "scales"];
/** Options of one method only. */
const ONLY: Record<RobustMethod, readonly (keyof RobustOptions)[]> = {
  wasserstein: ["epsilon"],
  ellipsoidal: ["gamma"],
  scenario: ["scenarios", "resample", "block", "memory"]
};

const MOST_SCENARIOS = 200;
/** A worst case is flat near its least: a fall that a plain fit would call none still moves theta. */
const STANDARD = {steps: 100, ftol: 1e-10, xtol: 1e-10, sigma: "noise"} as const;

export interface RobustAsked {
  method: RobustMethod;
  /** what robust fits share with others. */
  fit: FitAsked;
  /** noises that an element may be off by, root mean square; 0 of "scenario". */
  doubt: number;
  alpha: number;
  /** as it was asked for: what chi2 is told by. */
  sigma: SigmaWish | undefined;
  /** of the unknowns. */
  scales: Float64Array;
  scenarios: number;
  resample: "blocks" | "shift" | "speckle";
  block: number | undefined;
  memory: number;
}

export function toRobustAsked(options: RobustOptions): RobustAsked {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${WHAT}: expected options as {method: …}, got ${show(options)}`);
  const methods = Object.keys(ONLY);
  checkNames(WHAT, "option", Object.keys(options), [
    ...SHARED,
    ...OWN,
    ...Object.values(ONLY).flat()
  ]);
  checkOneOf(WHAT, "method", options.method, methods);
  const {method} = options;
  checkMethod(method, options);
  const shared = Object.fromEntries(
    SHARED.filter((name) => options[name] !== undefined).map((name) => [name, options[name]])
  );
  const fit = toFitAsked(WHAT, HETERODYNE, {...STANDARD, ...shared});
  const {epsilon = 0.05, gamma = 0.1, alpha = 0.01, scenarios = 15} = options;
  const {resample = "blocks", block, memory = 1073741824} = options;
  for (const [name, value] of Object.entries({epsilon, gamma, alpha})) checkFrom0(name, value);
  checkInteger(WHAT, "scenarios", scenarios, 2, MOST_SCENARIOS);
  checkOneOf(WHAT, "resample", resample, ["blocks", "shift", "speckle"]);
  if (block !== undefined) checkInteger(WHAT, "block", block, 1, 1e6);
  if (block !== undefined && resample !== "blocks")
    throw new RangeError(
      `${WHAT}: unsupported block with resample ${show(resample)}, only "blocks" has it`
    );
  if (resample === "speckle" && fit.subsample !== 1)
    throw new RangeError(
      `${WHAT}: unsupported subsample with resample "speckle": speckles are simulated frame by frame`
    );
  checkAbove0(WHAT, "memory", memory);
  return {
    method,
    fit,
    doubt: method === "wasserstein" ? epsilon : method === "ellipsoidal" ? gamma : 0,
    alpha,
    sigma: options.sigma,
    scales: toScales(options.scales, fit.active),
    scenarios,
    resample,
    block,
    memory
  };
}

function checkMethod(method: RobustMethod, options: RobustOptions): void {
  for (const [other, names] of Object.entries(ONLY))
    for (const name of names)
      if (other !== method && options[name] !== undefined)
        throw new RangeError(
          `${WHAT}: unsupported ${name} with method ${show(method)}, it belongs to ${show(other)}`
        );
}

function checkFrom0(name: string, value: unknown): void {
  if (typeof value !== "number")
    throw new TypeError(`${WHAT}: expected ${name} as a number, got ${show(value)}`);
  if (!(value >= 0 && value < Infinity))
    throw new RangeError(`${WHAT}: expected a finite ${name} from 0 up, got ${value}`);
}

function toScales(wish: RobustOptions["scales"], active: Int32Array): Float64Array {
  if (wish !== undefined && (typeof wish !== "object" || wish === null))
    throw new TypeError(`${WHAT}: expected scales as a record by name, got ${show(wish)}`);
  const record: Readonly<Partial<Record<HeterodyneName, number>>> = wish ?? {};
  checkNames(WHAT, "parameter in scales", Object.keys(record), NAMES);
  for (const [name, value] of Object.entries(record)) checkAbove0(WHAT, `${name} in scales`, value);
  return Float64Array.from(active, (place) => record[NAMES[place]] ?? PARAMETERS[place].prior[1]);
}
