// A curve with its slope over a range of times, and what is taken for it beyond that range.
import type {InterpolateOptions} from "../types.ts";

export type Extrapolation = NonNullable<InterpolateOptions["extrapolate"]>;

export interface Curve {
  from: number;
  to: number;
  /** Writes u[k] and du[k] at the time x; beyond the ends the first or the last piece goes on. */
  put(x: number, k: number, u: Float64Array, du: Float64Array): void;
}

/** Value and slope at each time; with "error" the caller has made sure that no time is beyond. */
export function trace(
  curve: Curve,
  at: Float64Array,
  extrapolate: Extrapolation
): {u: Float64Array; du: Float64Array} {
  const u = new Float64Array(at.length);
  const du = new Float64Array(at.length);
  for (let k = 0; k < at.length; k++) {
    const edge = at[k] < curve.from ? curve.from : at[k] > curve.to ? curve.to : undefined;
    curve.put(edge === undefined || extrapolate === "extend" ? at[k] : edge, k, u, du);
    if (edge === undefined) continue;
    if (extrapolate === "nan") u[k] = du[k] = NaN;
    else if (extrapolate === "constant") du[k] = 0;
    else if (extrapolate === "linear") u[k] += du[k] * (at[k] - edge);
  }
  return {u, du};
}
