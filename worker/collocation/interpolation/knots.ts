// The clamped knots of B-splines over the times of the data, and whether they suit those times.
import type {InterpolateOptions} from "../types.ts";

export type KnotRule = NonNullable<InterpolateOptions["knots"]>;

/**
 * degree + 1 knots at each end, and inner ones between: evenly spaced, or each the mean of `degree` neighbouring times, so
 * that they are close where the data are. For fewer controls than points the means are over as many times spread evenly
 * through the data's. (DataInterpolations.jl takes the means of the first times there, and so has no inner knots in the
 * later part of the data.)
 */
export function toKnots(
  t: Float64Array,
  degree: number,
  controls: number,
  rule: KnotRule
): Float64Array {
  const from = t[0];
  const to = t[t.length - 1];
  const knots = new Float64Array(controls + degree + 1)
    .fill(from, 0, degree + 1)
    .fill(to, controls);
  const tau = rule === "average" ? spread(t, controls) : t;
  const inner = controls - degree;
  for (let j = 1; j < inner; j++) {
    let sum = 0;
    for (let i = j; i < j + degree; i++) sum += tau[i];
    knots[degree + j] = rule === "average" ? sum / degree : from + (j * (to - from)) / inner;
  }
  return knots;
}

/** `count` times spread evenly through all by their places; with as many as there are, these. */
function spread(t: Float64Array, count: number): Float64Array {
  return Float64Array.from({length: count}, (_, i) => {
    const place = (i * (t.length - 1)) / (count - 1);
    const low = Math.min(Math.floor(place), t.length - 2);
    return t[low] + (place - low) * (t[low + 1] - t[low]);
  });
}

/**
 * The range of times in which a control has no data of its own, or undefined where all have: the condition of Schoenberg
 * and Whitney, under which the control points are determined. The first and the last control belong to the ends.
 */
export function findGap(
  t: Float64Array,
  knots: Float64Array,
  degree: number
): readonly [number, number] | undefined {
  const controls = knots.length - degree - 1;
  let i = 0;
  for (let j = 1; j + 1 < controls; j++) {
    do i++;
    while (i + 1 < t.length && t[i] <= knots[j]);
    // no knot is beyond the last time: a search that ran out of times ends here too
    if (t[i] >= knots[j + degree + 1]) return [knots[j], knots[j + degree + 1]];
  }
  return undefined;
}
