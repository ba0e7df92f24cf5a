// Where a profile crosses a level.
import {normalQuantile} from "../../math/quantiles.ts";

/** Standard deviations on either side that hold 95 %. */
export const SIGMAS_95 = normalQuantile(0.95);

/**
 * On either side of the lowest point, where the rise's root is `sigmas`: the root is all but straight, so it is
 * interpolated by lines. A bound of the parameter ends the interval where the values reach it first.
 */
export function findInterval(
  values: Float64Array,
  rise: Float64Array,
  sigmas: number,
  [lower, upper]: readonly [number, number]
): [number, number] {
  const n = values.length;
  let lowest = 0;
  for (let m = 1; m < n; m++) if (rise[m] < rise[lowest]) lowest = m;
  const cross = (step: -1 | 1, bound: number): number => {
    for (let m = lowest; m + step >= 0 && m + step < n; m += step) {
      const [here, there] = [Math.sqrt(rise[m]), Math.sqrt(rise[m + step])];
      if (!(there >= sigmas)) continue;
      return values[m] + ((values[m + step] - values[m]) * (sigmas - here)) / (there - here);
    }
    return values[step < 0 ? 0 : n - 1] === bound ? bound : NaN;
  };
  return [cross(-1, lower), cross(1, upper)];
}
