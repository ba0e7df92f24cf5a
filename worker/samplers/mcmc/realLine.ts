// Bounded parameters on the real line: logit between two bounds, a logarithm above or below one, else as they are.
import {strictMath} from "../../math.ts";

const {exp, log, log1p} = strictMath;

/** Beyond this a logit has no bits left. */
const FAR = 30;

export interface RealLine {
  /** Where a point lies on the line; on a bound: far out. */
  toReal(theta: ArrayLike<number>, u: Float64Array): void;
  /**
   * The point, dθ/du and d ln|dθ/du| / du of every parameter; answers with the sum of ln|dθ/du|, which a density on the line
   * has more than that of the point.
   */
  toPoint(u: Float64Array, theta: Float64Array, slope: Float64Array, bend: Float64Array): number;
}

export function makeRealLine(lower: ArrayLike<number>, upper: ArrayLike<number>): RealLine {
  const d = lower.length;
  return {
    toReal(theta, u) {
      for (let j = 0; j < d; j++) {
        const above = theta[j] - lower[j];
        const below = upper[j] - theta[j];
        if (above < Infinity && below < Infinity) u[j] = clamp(log(above / below));
        else if (above < Infinity) u[j] = log(Math.max(above, Number.MIN_VALUE));
        else if (below < Infinity) u[j] = -log(Math.max(below, Number.MIN_VALUE));
        else u[j] = theta[j];
      }
    },
    toPoint(u, theta, slope, bend) {
      let logJacobian = 0;
      for (let j = 0; j < d; j++) {
        const hasLower = lower[j] > -Infinity;
        const hasUpper = upper[j] < Infinity;
        if (hasLower && hasUpper) {
          const width = upper[j] - lower[j];
          const small = exp(-Math.abs(u[j]));
          // shares of the way, the smaller one without cancellation
          const near = small / (1 + small);
          const far = 1 / (1 + small);
          theta[j] = u[j] > 0 ? upper[j] - width * near : lower[j] + width * near;
          slope[j] = width * near * far;
          bend[j] = u[j] > 0 ? near - far : far - near;
          logJacobian += log(width) - Math.abs(u[j]) - 2 * log1p(small);
        } else if (hasLower || hasUpper) {
          const distance = exp(hasLower ? u[j] : -u[j]);
          theta[j] = hasLower ? lower[j] + distance : upper[j] - distance;
          slope[j] = distance;
          bend[j] = hasLower ? 1 : -1;
          logJacobian += hasLower ? u[j] : -u[j];
        } else {
          theta[j] = u[j];
          slope[j] = 1;
          bend[j] = 0;
        }
      }
      return logJacobian;
    }
  };
}

function clamp(x: number): number {
  return Math.min(FAR, Math.max(-FAR, x));
}
