// A scan's angle as the sums want it: the two triangles folded into one, about their mean.
import type {TakenAngle} from "../takenScan.ts";
import {rowStart, triangle} from "./pairModel.ts";

/**
 * The upper triangle with its diagonal, row after row. c is symmetric, so two elements of one pair of frames count as their
 * weighted mean with the sum of their factors, and `asymmetry` is what their sum of squares has beyond that.
 */
export interface Elements {
  /** data less the angle's mean; 0 where nothing counts. */
  readonly e: Float64Array;
  /** factors; without weights 2, and 1 on the diagonal. */
  readonly w: Float64Array;
  readonly asymmetry: number;
}

export function fold(angle: TakenAngle, n: number): Elements {
  const e = new Float64Array(triangle(n));
  const w = new Float64Array(triangle(n));
  const {data, weights, mean} = angle;
  let asymmetry = 0;
  for (let i = 0; i < n; i++) {
    const start = rowStart(i, n);
    let rowAsymmetry = 0;
    for (let j = i; j < n; j++) {
      const at = start + j - i;
      const upper = i * n + j;
      const lower = j * n + i;
      const above = weights ? weights[upper] : 1;
      const below = i === j ? 0 : weights ? weights[lower] : 1;
      const total = above + below;
      if (!(total > 0)) continue;
      // what does not count may be NaN
      const first = above > 0 ? data[upper] - mean : 0;
      const second = below > 0 ? data[lower] - mean : 0;
      w[at] = total;
      e[at] = (above * first + below * second) / total;
      const apart = first - second;
      rowAsymmetry += ((above * below) / total) * apart * apart;
    }
    asymmetry += rowAsymmetry;
  }
  return {e, w, asymmetry};
}
