// Which points a target's window holds.
import {vanishes, type Shape} from "./kernelTable.ts";

/** Points first[i] to last[i] − 1 are in the window of target i. */
export interface Windows {
  first: Int32Array;
  last: Int32Array;
}

/** The data's times in order, and how many different ones there are before each. */
export interface Axis {
  times: Float64Array;
  /** times.at(-1) − times[0]. */
  span: number;
  /** ranks[j]: how many different times there are among the first j + 1. */
  ranks: Int32Array;
}

export function toAxis(times: Float64Array): Axis {
  const ranks = new Int32Array(times.length);
  for (let j = 0; j < times.length; j++)
    ranks[j] = j === 0 ? 1 : ranks[j - 1] + (times[j] === times[j - 1] ? 0 : 1);
  return {times, span: times[times.length - 1] - times[0], ranks};
}

/** How many different times a window holds. */
export function countDistinct({ranks}: Axis, first: number, last: number): number {
  return first < last ? ranks[last - 1] - ranks[first] + 1 : 0;
}

/**
 * The windows of targets in rising order: both ends only ever move on. x = ((t − τ)/span)/h in this order of divisions
 * decides who is in, as in the original: a uniform kernel notices the last bit.
 */
export function findWindows(
  axis: Axis,
  targets: Float64Array,
  bandwidth: number,
  shape: Shape,
  ties: number
): Windows {
  if (shape.reach) return findReaches(axis, targets, bandwidth, shape.reach);
  const {times, span} = axis;
  const n = times.length;
  const first = new Int32Array(targets.length);
  const last = new Int32Array(targets.length);
  const isOpen = vanishes(shape);
  const most = isOpen ? 1 : 1 + ties;
  let a = 0;
  let b = 0;
  for (let i = 0; i < targets.length; i++) {
    const tau = targets[i];
    for (; a < n; a++) {
      const x = (times[a] - tau) / span / bandwidth;
      if (isOpen ? x > -most : x >= -most) break;
    }
    if (b < a) b = a;
    for (; b < n; b++) {
      const x = (times[b] - tau) / span / bandwidth;
      if (isOpen ? x >= most : x > most) break;
    }
    first[i] = a;
    last[i] = b;
  }
  return {first, last};
}

/** The same for an unbounded kernel: how far it reaches depends on the nearest point, so ends may also move back. */
function findReaches(
  axis: Axis,
  targets: Float64Array,
  bandwidth: number,
  reach: (nearest: number) => number
): Windows {
  const {times, span} = axis;
  const n = times.length;
  const first = new Int32Array(targets.length);
  const last = new Int32Array(targets.length);
  let a = 0;
  let b = 0;
  /** the first time that is not before the target. */
  let next = 0;
  for (let i = 0; i < targets.length; i++) {
    const tau = targets[i];
    const place = (j: number) => (times[j] - tau) / span / bandwidth;
    while (next < n && times[next] < tau) next++;
    const after = next < n ? place(next) : Infinity;
    const most = reach(Math.min(after, next > 0 ? -place(next - 1) : Infinity));
    while (a > 0 && place(a - 1) >= -most) a--;
    while (a < n && place(a) < -most) a++;
    while (b > a && place(b - 1) > most) b--;
    while (b < n && place(b) <= most) b++;
    const isEnough = countDistinct(axis, a, b) >= LEAST_DISTINCT;
    first[i] = isEnough ? a : 0;
    last[i] = isEnough ? b : n;
  }
  return {first, last};
}

/** With fewer different times an unbounded kernel takes all points, however little they weigh. */
const LEAST_DISTINCT = 3;
