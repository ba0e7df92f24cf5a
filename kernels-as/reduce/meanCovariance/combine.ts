import {COVARIANCE_BLOCK} from "../constants.ts";
import {lost} from "../pairs.ts";

export interface MeanCovariance {
  /** mean of each series. */
  mean: Float64Array;
  /** d × d, row-major, divided by n − 1. */
  covariance: Float64Array;
}

interface Partials {
  mean: Float64Array;
  rest: Float64Array;
  products: Float64Array;
}

/**
 * Joins the blocks by the pairwise update of Chan, Golub and LeVeque (1983). Means are kept with the
 * rest of their rounding: under a large offset the differences of block means would be lost in it.
 */
export function combineMeanCovariance(
  partials: Partials,
  n: number,
  {d}: {d: number}
): MeanCovariance {
  const mean = new Float64Array(d).fill(n === 0 ? NaN : 0);
  const rest = new Float64Array(d);
  const products = new Float64Array(d * d);
  const shift = new Float64Array(d);
  for (let block = 0, known = 0; known < n; block++) {
    const more = Math.min(COVARIANCE_BLOCK, n - known);
    const total = known + more;
    for (let i = 0; i < d; i++) {
      const other = partials.mean[block * d + i];
      const otherRest = partials.rest[block * d + i];
      shift[i] = other - mean[i] + (otherRest - rest[i]);
      const change = (shift[i] * more) / total;
      const next = mean[i] + change;
      if (known === 0) {
        mean[i] = other;
        rest[i] = otherRest;
      } else if (Number.isFinite(next)) {
        rest[i] += lost(mean[i], change, next);
        mean[i] = next;
      } else {
        // an infinite mean stays one, whatever the share of its block
        mean[i] += other;
        rest[i] = 0;
      }
    }
    const weight = (known * more) / total;
    for (let i = 0; i < d; i++) {
      for (let j = 0; j < d; j++) {
        const between = known === 0 ? 0 : shift[i] * shift[j] * weight;
        products[i * d + j] += partials.products[(block * d + i) * d + j] + between;
      }
    }
    known = total;
  }
  return {mean: mean.map((m, i) => m + rest[i]), covariance: products.map((x) => x / (n - 1))};
}
