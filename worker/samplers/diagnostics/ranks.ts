// Rank plots: chains that sample the same law share all classes of the pooled ranks alike.
import {checkInteger} from "../../check.ts";
import {checkChains} from "./checkChains.ts";
import {toRanks} from "./ranking.ts";

/** For each chain, how many of its samples fall into each of equal classes of the pooled ranks; NaN falls into none. */
export function ranks(chains: readonly ArrayLike<number>[], bins = 20): Float64Array[] {
  const what = "mcmc.ranks";
  const given = checkChains(what, chains);
  checkInteger(what, "bins", bins, 1, 1e6);
  const places = toRanks(given);
  const size = places.reduce((sum, row) => sum + row.filter((r) => r > 0).length, 0);
  return places.map((row) => {
    const counts = new Float64Array(bins);
    for (const place of row) if (place > 0) counts[Math.floor(((place - 0.5) / size) * bins)]++;
    return counts;
  });
}
