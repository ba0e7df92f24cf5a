// Which steps of a case's grid are looked at.
import {checkInteger, checkVector} from "../check.ts";
import type {Model} from "./model.ts";

/** The reader's steps, or all of them. */
export function toAt(what: string, model: Model, at: ArrayLike<number> | undefined): Int32Array {
  const {steps} = model.case;
  if (at === undefined) return Int32Array.from({length: steps + 1}, (_, k) => k);
  checkVector(what, "at", at);
  if (at.length === 0) throw new RangeError(`${what}: expected at least one step in at, got none`);
  for (let i = 0; i < at.length; i++) {
    checkInteger(what, `at[${i}]`, at[i], 0, steps);
    if (i > 0 && at[i] <= at[i - 1])
      throw new RangeError(
        `${what}: expected steps in ascending order in at, got ${at[i]} after ${at[i - 1]}`
      );
  }
  return Int32Array.from(at);
}

/**
 * Where the original observes: `count` steps evenly spread from a twentieth of the steps to the last, fractions cut off,
 * as numpy.linspace(int(0.05 * (steps + 1)), steps, count).astype(int) does it.
 */
export function observationSteps(what: string, steps: number, count: number): Int32Array {
  checkInteger(what, "count", count, 1, steps);
  const first = Math.floor(0.05 * (steps + 1));
  const width = count > 1 ? (steps - first) / (count - 1) : 0;
  const at = Int32Array.from({length: count}, (_, i) => Math.floor(i * width + first));
  if (count > 1) at[count - 1] = steps;
  const isTwice = at.some((step, i) => i > 0 && step === at[i - 1]);
  if (isTwice)
    throw new RangeError(
      `${what}: expected count of at most ${steps - first + 1}, the steps from ${first} to ${steps}, got ${count}`
    );
  return at;
}

/** About `count` steps from the first to the last, for curves. */
export function evenSteps(steps: number, count: number): Int32Array {
  const parts = Math.min(steps, count - 1);
  return Int32Array.from({length: parts + 1}, (_, i) => Math.round((i * steps) / parts));
}

export function toTimes(model: Model, at: Int32Array): Float64Array {
  return Float64Array.from(at, (step) => step * model.case.dt);
}
