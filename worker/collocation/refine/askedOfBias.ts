// What a caller asks about the bias of smoothing.
import {checkNames, show} from "../../check.ts";
import {checkLengths, checkModel, toTolerances, toVector} from "../../solvers/ode/asked.ts";
import type {CollocateOptions, RightHandSide} from "../types.ts";
import type {BiasOptions} from "./types.ts";
import {toAsked} from "../estimate/asked.ts";
import {checkAnswer, checkRecord} from "./asked.ts";
import {toSortedTimes} from "./observed.ts";

const WHAT = "collocation.bias";
const OWN = ["p", "u0", "t", "rtol"] as const;
const SMOOTHING = [
  "kernel", "bandwidth", "derivativeBandwidth", "canonical", "at", "cutoff", "ties", "confidence", "threads"
] as const; // prettier-ignore

export interface BiasQuestion {
  rhs: RightHandSide;
  p: number[];
  u0: number[];
  /** ascending. */
  t: Float64Array;
  rtol: number;
  smoothing: CollocateOptions;
}

export function toBiasQuestion(rhs: RightHandSide, options: BiasOptions): BiasQuestion {
  checkModel(WHAT, rhs);
  checkRecord(WHAT, options);
  checkNames(WHAT, "option", Object.keys(options), [...OWN, ...SMOOTHING]);
  const {p, u0, t, rtol = 1e-10, ...smoothing} = options;
  const parameters = toVector(WHAT, "p", p);
  if (parameters.length === 0)
    throw new RangeError(`${WHAT}: expected a parameter in p, got ${show(p)}`);
  const start = toVector(WHAT, "u0", u0);
  checkLengths(WHAT, rhs, start.length, parameters.length);
  const times = toSortedTimes(WHAT, t);
  checkAnswer(WHAT, rhs, start, parameters, times[0]);
  toTolerances(WHAT, {rtol, atol: 1}, 1);
  // any series will do to have the options of smoothing checked now
  toAsked(WHAT, times, times, smoothing);
  return {rhs, p: parameters, u0: start, t: times, rtol, smoothing};
}
