// Which points a local fit at some time is made from. At the ends a window is shifted, not cut.
import {findInterval} from "./intervals.ts";

/** How far beyond its edge a window in time units still takes a point in, as a share of its width: for rounding only. */
export const EDGE = 1e-9;

export interface Window {
  first: number;
  count: number;
}

/** Sets `window` for the time x; `near` is the last point not after x. */
export type Windows = (x: number, near: number, window: Window) => void;

/** `points` of them around the nearest point; of two equally near ones the earlier. */
export function windowsOfPoints(t: Float64Array, points: number): Windows {
  const half = (points - 1) / 2;
  return (x, near, window) => {
    const next = near + 1;
    const centre = next < t.length && t[next] - x < x - t[near] ? next : near;
    window.first = Math.max(0, Math.min(centre - half, t.length - points));
    window.count = points;
  };
}

/** All points within half a span of x. */
export function windowsOfSpan(t: Float64Array, span: number): Windows {
  const from = t[0];
  const to = t[t.length - 1];
  const reach = (span / 2) * (1 + EDGE);
  return (x, near, window) => {
    const centre = Math.max(from + span / 2, Math.min(x, to - span / 2));
    window.first = findInterval(t, centre - reach, near) + 1;
    window.count = findInterval(t, centre + reach, near) + 1 - window.first;
  };
}

/** Whether the times are evenly spaced but for their rounding. */
export function isEven(t: Float64Array): boolean {
  const n = t.length;
  const step = (t[n - 1] - t[0]) / (n - 1);
  const rounding = 4 * Number.EPSILON * Math.max(Math.abs(t[0]), Math.abs(t[n - 1]));
  for (let i = 1; i < n; i++) if (Math.abs(t[i] - t[0] - i * step) > rounding) return false;
  return true;
}
