// Where chains begin: at draws from the prior, each chain's from its own stream, that the likelihood allows.
import {makeDrawsOf} from "../draws.ts";
import {copyPoint, makePoints, type Points} from "./points.ts";
import type {Target} from "./target.ts";

/** Draws that a chain may take until one has a likelihood above zero. */
const TRIES = 1000;
/** Draws of all chains after which there seems to be no such place. */
const HOPELESS = 5000;

/** One point a chain; undefined where a chain found none. */
export async function startFromPrior(
  target: Target,
  chains: number,
  seed: number
): Promise<Points | undefined> {
  const d = target.prior.names.length;
  const found = makePoints(d, chains);
  const point = new Float64Array(d);
  const draws = Array.from({length: chains}, (_, c) => makeDrawsOf(seed, "prior", {}, c));
  let missing = Array.from({length: chains}, (_, c) => c);
  for (let round = 0; round < TRIES && missing.length > 0; round++) {
    if (missing.length === chains && round * chains > HOPELESS) return undefined;
    const tried = makePoints(d, missing.length);
    missing.forEach((c, k) => {
      target.prior.sample(draws[c], point);
      for (let j = 0; j < d; j++) tried.theta[j][k] = point[j];
    });
    await target.score(tried.theta, tried.logPrior, tried.logLikelihood);
    missing = missing.filter((c, k) => {
      const isUsable = Number.isFinite(tried.logPrior[k] + tried.logLikelihood[k]);
      if (isUsable) copyPoint(tried, k, found, c);
      return !isUsable;
    });
  }
  return missing.length === 0 ? found : undefined;
}
