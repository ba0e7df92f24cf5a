// Goodman and Weare 2010, "Ensemble samplers with affine invariance": a walker moves along the line through another one.
// Two halves of the ensemble take turns (Foreman-Mackey et al. 2013), so that all walkers of a half move at once.
import {strictMath} from "../../math.ts";
import {makeDrawsOf} from "../draws.ts";
import type {ChainResult, Draws} from "../types.ts";
import type {StretchAsked} from "./asked.ts";
import type {Laid} from "./chainRun.ts";
import {copyPoint, makePoints, viewOf, type Points} from "./points.ts";
import {toChainResult, toNowhere} from "./result.ts";
import {startFromPrior} from "./starting.ts";
import {sweepAll, type Sweeper} from "./sweeping.ts";
import type {Target} from "./target.ts";

const {log} = strictMath;

/** From here on the ensemble's moves become short (Huijser, Goodman and Brewer 2015). */
const MANY = 20;

export async function sampleStretch(asked: StretchAsked, laid: Laid): Promise<ChainResult> {
  const {target, course, pace} = laid;
  const start = await startFromPrior(target, asked.walkers, asked.seed);
  if (!start) return toNowhere(asked, laid, asked.walkers);
  const sweeper = makeStretch(asked, target, start);
  const kept = await sweepAll(sweeper, asked, course, pace);
  const {count} = kept;
  const notes =
    asked.dimension > MANY
      ? `With ${asked.dimension} parameters an ensemble moves slowly; nuts or tmcmc may do better. `
      : "";
  return toChainResult({
    asked,
    laid,
    chains: asked.walkers,
    kept,
    acceptance: sweeper.accepted.map((moves) => moves / count),
    notes
  });
}

export function makeStretch(
  {dimension: d, walkers, stretch, seed}: StretchAsked,
  target: Target,
  points: Points
): Sweeper & {accepted: Float64Array} {
  const half = walkers / 2;
  const draws = Array.from({length: walkers}, (_, k) => makeDrawsOf(seed, "chain", {}, k));
  const order = Uint32Array.from({length: walkers}, (_, k) => k);
  const shuffling = makeDrawsOf(seed, "resample", {}, 0);
  const proposed = makePoints(d, half);
  /** logarithms of the stretches, and of what the proposals are judged by. */
  const logStretches = new Float64Array(half);
  const judges = new Float64Array(half);
  const accepted = new Float64Array(walkers);
  const moved = new Uint8Array(walkers);

  const propose = (walker: number, others: Uint32Array, k: number): void => {
    const own = draws[walker];
    const root = 1 + (stretch - 1) * own.uniform();
    const z = (root * root) / stretch;
    const partner = others[Math.floor(own.uniform() * half)];
    for (const [j, column] of points.theta.entries())
      proposed.theta[j][k] = column[partner] + z * (column[walker] - column[partner]);
    logStretches[k] = log(z);
    judges[k] = log(own.uniform());
  };
  const judge = (walker: number, k: number): void => {
    const rise =
      proposed.logPrior[k] +
      proposed.logLikelihood[k] -
      (points.logPrior[walker] + points.logLikelihood[walker]);
    moved[walker] = judges[k] < (d - 1) * logStretches[k] + rise ? 1 : 0;
    if (moved[walker]) copyPoint(proposed, k, points, walker);
  };
  return {
    kept: viewOf(points, 0, walkers),
    chains: walkers,
    accepted,
    async sweep() {
      shuffle(order, shuffling);
      for (const begin of [0, half]) {
        const movers = order.subarray(begin, begin + half);
        const others = order.subarray(half - begin, walkers - begin);
        movers.forEach((walker, k) => propose(walker, others, k));
        await target.score(proposed.theta, proposed.logPrior, proposed.logLikelihood);
        movers.forEach(judge);
      }
    },
    note() {
      for (let k = 0; k < walkers; k++) accepted[k] += moved[k];
    }
  };
}

/** Fisher and Yates. */
function shuffle(order: Uint32Array, draws: Draws): void {
  for (let i = order.length - 1; i > 0; i--) {
    const k = Math.floor(draws.uniform() * (i + 1));
    [order[i], order[k]] = [order[k], order[i]];
  }
}
