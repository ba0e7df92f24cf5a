// The work of `collocation.savitzkyGolay`: a polynomial for each time, by the last one's weights where they still hold.
import type {Pace} from "../../pace.ts";
import {toShape, type Curves, type Sampled} from "./asked.ts";
import {findInterval} from "./intervals.ts";
import {makeLocalFit, type LocalFit} from "./localFit.ts";
import {isEven, windowsOfPoints, windowsOfSpan, type Window} from "./windows.ts";

/** A call that has been checked. */
export interface SmoothRequest extends Sampled {
  at: Float64Array;
  degree: number;
  /** points, or the width in time units. */
  width: {points: number} | {span: number};
}

/** Products of a weight and a value between two looks at the clock. */
const BETWEEN_LOOKS = 20_000;

export async function smooth(
  {series, isSingle, t, at, degree, width, warnings: before}: SmoothRequest,
  pace: Pace
): Promise<Curves> {
  const isSpan = "span" in width;
  const findWindow = isSpan ? windowsOfSpan(t, width.span) : windowsOfPoints(t, width.points);
  const weights = makeWeights(t, makeLocalFit(degree, isSpan ? t.length : width.points));
  const u = series.map(() => new Float64Array(at.length));
  const du = series.map(() => new Float64Array(at.length));
  const window: Window = {first: 0, count: 0};
  let lacking = 0;
  let work = 0;
  for (let k = 0, near = 0; k < at.length; k++) {
    near = Math.max(0, findInterval(t, at[k], near));
    findWindow(at[k], near, window);
    const isSound = weights.set(window, at[k], near);
    if (!isSound) lacking++;
    for (let q = 0; q < series.length; q++) {
      u[q][k] = isSound ? sum(weights.fit.value, series[q], window) : NaN;
      du[q][k] = isSound ? sum(weights.fit.slope, series[q], window) : NaN;
    }
    work += window.count * (degree + series.length);
    if (work < BETWEEN_LOOKS) continue;
    work = 0;
    if (pace.isDue()) await pace.rest(() => ({phase: "smooth", done: k, total: at.length}));
  }
  const warnings = lacking > 0 ? [...before, toWarning(lacking, at.length, degree)] : before;
  return {u: toShape(isSingle, u), du: toShape(isSingle, du), t: at, warnings};
}

/** On an even grid a window of as many points, with its time at the same place among them, has the same weights. */
function makeWeights(
  t: Float64Array,
  fit: LocalFit
): {fit: LocalFit; set(window: Window, x: number, near: number): boolean} {
  const isRegular = isEven(t);
  let knownPlace = -1;
  let knownCount = -1;
  let isSound = false;
  return {
    fit,
    set({first, count}, x, near) {
      const place = isRegular && x === t[near] ? near - first : -1;
      if (place >= 0 && place === knownPlace && count === knownCount) return isSound;
      knownPlace = place;
      knownCount = count;
      isSound = fit.weigh(t, first, count, x);
      return isSound;
    }
  };
}

function sum(weights: Float64Array, y: Float64Array, {first, count}: Window): number {
  let total = 0;
  for (let j = 0; j < count; j++) total += weights[j] * y[first + j];
  return total;
}

function toWarning(lacking: number, all: number, degree: number): string {
  return `${lacking} of ${all} windows have fewer than ${degree + 1} distinct times: NaN there; widen the window or lower the degree`;
}
