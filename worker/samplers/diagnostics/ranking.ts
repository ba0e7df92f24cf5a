// Where values stand among all of them; equal values share the mean of their places.
import {normalScore} from "./normalScore.ts";

/** Ranks of the pooled values from 1, chain by chain; NaN for values that are NaN, which take no place. */
export function toRanks(chains: readonly ArrayLike<number>[]): Float64Array[] {
  const ladder = sortPooled(chains);
  return chains.map((chain) =>
    Float64Array.from(chain, (x) =>
      Number.isNaN(x) ? NaN : 0.5 * (countBelow(ladder, x) + 1 + countUpTo(ladder, x))
    )
  );
}

/** Normal scores of the pooled ranks: what rank-normalised diagnostics look at (Vehtari et al. 2021, equation 14). */
export function toNormalScores(chains: readonly ArrayLike<number>[]): Float64Array[] {
  const ladder = sortPooled(chains);
  const count = ladder.length;
  const scores = new Float64Array(count);
  for (let i = 0; i < count;) {
    const end = countUpTo(ladder, ladder[i]);
    scores[i] = normalScore((0.5 * (i + 1 + end) - 0.375) / (count + 0.25));
    i = end;
  }
  return chains.map((chain) => Float64Array.from(chain, (x) => scores[countBelow(ladder, x)]));
}

/** Without NaN, in rising order. */
export function sortPooled(chains: readonly ArrayLike<number>[]): Float64Array {
  const pooled = new Float64Array(chains.reduce((sum, chain) => sum + chain.length, 0));
  let count = 0;
  for (const chain of chains)
    for (let i = 0; i < chain.length; i++) if (!Number.isNaN(chain[i])) pooled[count++] = chain[i];
  return pooled.subarray(0, count).sort();
}

/** Linear between the sorted values, the least and the largest included (type 7). */
export function quantileOf(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const below = Math.floor(place);
  const low = sorted[below];
  const rest = place - below;
  return rest > 0 ? low + rest * (sorted[below + 1] - low) : low;
}

function countBelow(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

function countUpTo(sorted: Float64Array, x: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle] <= x) low = middle + 1;
    else high = middle;
  }
  return low;
}
