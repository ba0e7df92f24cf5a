// `collocation.loss`: one look at how badly slopes match a right-hand side. Many looks are `problem`'s.
import {checkVector} from "../../check.ts";
import type {Loss, MatchOptions, RightHandSide, Slopes} from "../types.ts";
import {toProblem} from "./problem.ts";

const WHAT = "collocation.loss";

export function loss(
  rhs: RightHandSide,
  slopes: Slopes,
  p: ArrayLike<number>,
  options: MatchOptions = {}
): Promise<Loss> {
  checkVector(WHAT, "p", p);
  const matched = toProblem(WHAT, rhs, slopes, options);
  const gradient = new Float64Array(p.length);
  const sse = matched.sseGradient(p, gradient);
  const value = Math.sqrt(sse);
  // at an exact match nothing pulls
  for (let i = 0; i < gradient.length; i++)
    gradient[i] = value === 0 ? 0 : gradient[i] / (2 * value);
  return Promise.resolve({value, sse, gradient});
}
