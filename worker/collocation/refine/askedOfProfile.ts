// What a caller asks of a profile.
import {checkInteger, checkVector} from "../../check.ts";
import type {RightHandSide} from "../types.ts";
import type {ProfileOptions} from "./types.ts";
import {checkReal, toFitProblem, type FitProblem} from "./asked.ts";

const WHAT = "collocation.profile";
const DEFAULT_POINTS = 21;

export interface ProfileQuestion {
  problem: FitProblem;
  parameter: number;
  /** ascending values, or how many to choose. */
  points: Float64Array | number;
  level: number;
}

export function toProfileQuestion(rhs: RightHandSide, options: ProfileOptions): ProfileQuestion {
  const problem = toFitProblem(WHAT, rhs, options, ["parameter", "points", "level"]);
  const {parameter, points = DEFAULT_POINTS, level = 0.95} = options;
  checkInteger(WHAT, "parameter", parameter, 0, problem.m - 1);
  checkReal(WHAT, "level", level, (x) => x > 0 && x < 1, "between 0 and 1");
  return {problem, parameter, points: toPoints(points, problem, parameter), level};
}

function toPoints(points: unknown, {box}: FitProblem, parameter: number): Float64Array | number {
  if (typeof points === "number") {
    checkInteger(WHAT, "points", points, 2, 100_000);
    return points;
  }
  checkVector(WHAT, "points", points);
  const values = Float64Array.from(points);
  const [lower, upper] = [box.lower[parameter], box.upper[parameter]];
  values.forEach((value, i) => {
    const isIn = Number.isFinite(value) && value >= lower && value <= upper;
    if (!isIn)
      throw new RangeError(
        `${WHAT}: expected finite numbers within the bounds in points, got ${value} at index ${i}`
      );
  });
  return values.sort();
}
