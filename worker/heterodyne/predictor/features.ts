// What is read off the curves: averages over logarithmic ranges of lags at three ages, when they fall to three quarters and
// to two fifths, fringes, noise, and how all this depends on the angle. Contrast and offset are taken off first.
import {strictMath} from "../../math.ts";
import type {Curves} from "./curves.ts";
import {findFringe} from "./fringe.ts";
import {AGES, type CurvePlace, type Layout} from "./views.ts";

const {cos, log, log1p, sin} = strictMath;

/** First lags of the ranges. */
const EDGES = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64];
/** Levels whose crossing is told. */
const LEVELS = [0.75, 0.4];
/** Lags from this part of the widest curve on count as far. */
const FAR = 0.7;
/** A contrast below this many times the noise of the means cannot be told. */
const LEAST_CONTRAST = 2;
/** Normalised values beyond these say no more. */
const MOST = 4;
const DEGREE = Math.PI / 180;

/** Level and height of an angle's curves: about its offset and contrast. */
export interface Scaling {
  baseline: number;
  contrast: number;
}

export function scaleOf({values, counts}: Curves, noise: number, {curves}: Layout): Scaling {
  const widest = curves.find(({level}) => level === curves[curves.length - 1].level)!;
  let sum = 0;
  let count = 0;
  for (let lag = Math.floor(FAR * widest.lags); lag < widest.lags; lag++) {
    sum += counts[widest.at + lag] * values[widest.at + lag];
    count += counts[widest.at + lag];
  }
  const baseline = count > 0 ? sum / count : 0;
  let near = 0;
  let nearCount = 0;
  for (const {level, at} of curves) {
    if (level > 0) break;
    near += counts[at] * values[at];
    nearCount += counts[at];
  }
  const height = nearCount > 0 ? near / nearCount - baseline : 0;
  const least =
    LEAST_CONTRAST * noise * Math.sqrt(1 / Math.max(count, 1) + 1 / Math.max(nearCount, 1));
  return {baseline, contrast: Math.max(height, least, 1e-9)};
}

/** `noise`: standard deviation of single elements, one an angle. */
export function featuresOf(
  all: readonly Curves[],
  noise: ArrayLike<number>,
  phi: ArrayLike<number>,
  layout: Layout
): Float64Array {
  const out: number[] = [];
  const turning = [0, 0, 1e-9];
  const slowing = [0, 0, 1e-9];
  all.forEach((curves, a) => {
    const {baseline, contrast} = scaleOf(curves, noise[a], layout);
    const flat = normalise(curves, baseline, contrast);
    out.push(log(1e-4 + noise[a] / contrast));
    addRanges(out, flat, curves.counts, layout);
    for (let age = 0; age < AGES; age++) {
      const [early, late] = LEVELS.map((level) =>
        findCrossing(flat, curves.counts, layout, age, level)
      );
      out.push(early, late);
      addTo(slowing, phi[a], -late);
    }
    for (const place of layout.curves) {
      const {frequency, strength} = findFringe(flat.subarray(place.at, place.at + place.lags));
      out.push(log1p(frequency * place.lags), strength);
      addTo(turning, phi[a], strength * frequency * frequency);
    }
  });
  for (const [one, other, total] of [turning, slowing])
    out.push(one / Math.max(Math.abs(total), 1e-9), other / Math.max(Math.abs(total), 1e-9));
  return Float64Array.from(out);
}

/** Sums of a quantity times cos 2φ, sin 2φ and 1: the flow shows in every angle by cos² of the angle to it. */
function addTo(sums: number[], phi: number, value: number): void {
  sums[0] += value * cos(2 * phi * DEGREE);
  sums[1] += value * sin(2 * phi * DEGREE);
  sums[2] += Math.abs(value);
}

/** Where nothing counts, the value before stands in. */
function normalise({values, counts}: Curves, baseline: number, contrast: number): Float64Array {
  let last = 1;
  return values.map((value, k) => {
    if (counts[k] > 0) last = Math.min(Math.max((value - baseline) / contrast, -MOST), MOST);
    return last;
  });
}

function addRanges(
  out: number[],
  flat: Float64Array,
  counts: Float64Array,
  {curves}: Layout
): void {
  for (const {at, lags} of curves)
    for (let e = 0; e + 1 < EDGES.length && EDGES[e] <= lags; e++) {
      let sum = 0;
      let count = 0;
      for (let lag = EDGES[e]; lag < EDGES[e + 1] && lag <= lags; lag++) {
        const c = Math.max(counts[at + lag - 1], 1e-9);
        sum += c * flat[at + lag - 1];
        count += c;
      }
      out.push(sum / count);
    }
}

/** ln of the frames after which the curves of an age first fall below a level, from the finest curve on. */
function findCrossing(
  flat: Float64Array,
  counts: Float64Array,
  {curves}: Layout,
  age: number,
  level: number
): number {
  let before = {frames: 0, value: 1};
  for (const place of curves) {
    if (place.age !== age) continue;
    for (const now of pointsOf(place, flat, counts)) {
      if (now.frames <= before.frames) continue;
      if (now.value < level) {
        const share =
          before.value > now.value ? (before.value - level) / (before.value - now.value) : 1;
        return log(Math.max(before.frames + share * (now.frames - before.frames), 0.1));
      }
      before = now;
    }
  }
  return log(2 * Math.max(before.frames, 1));
}

function* pointsOf({at, lags, every}: CurvePlace, flat: Float64Array, counts: Float64Array) {
  for (let lag = 1; lag <= lags; lag++)
    if (counts[at + lag - 1] > 0) yield {frames: lag * every, value: flat[at + lag - 1]};
}
