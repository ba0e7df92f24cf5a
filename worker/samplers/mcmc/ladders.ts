// All chains of all ladders, a sweep at a time: moves at every power of the likelihood at once, then swaps.
import {strictMath} from "../../math.ts";
import {makeDrawsOf} from "../draws.ts";
import type {TemperingAsked} from "./asked.ts";
import {levelLadder} from "./ladder.ts";
import {copyPoint, makePoints, swapPoints, viewOf, type Points} from "./points.ts";
import {makeRunningCovariance} from "./runningCovariance.ts";
import type {Sweeper} from "./sweeping.ts";
import type {Target} from "./target.ts";
import {makeWalk} from "./walk.ts";

const {exp, log} = strictMath;

/** Sweeps that a round of adaptation needs at least. */
const LEAST_ROUND = 8;

export interface Ladders extends Sweeper {
  /** the powers, rising from 0 to 1. */
  betas: Float64Array;
  /** of the samples kept: log-likelihoods by power and ladder. */
  energies: Float64Array[][];
  /** proposals accepted at β = 1 by ladder. */
  accepted: Float64Array;
  /** the share of swaps that neighbours refuse, since the powers are what they are. */
  refused(): Float64Array;
}

/** `draws` are from the prior, equally many a ladder; what is at power k of ladder c stands at k·chains + c. */
export function makeLadders(
  {dimension: d, chains, temperatures, moves, samples, warmup, seed}: TemperingAsked,
  target: Target,
  draws: Points,
  start: Float64Array
): Ladders {
  const size = chains * temperatures;
  const coldest = size - chains;
  const betas = start.slice();
  const points = makePoints(d, size);
  const proposed = makePoints(d, size);
  const movers = Array.from({length: size}, (_, i) => makeDrawsOf(seed, "chain", {}, i));
  const swappers = Array.from({length: chains}, (_, c) => makeDrawsOf(seed, "resample", {}, c));
  const walks = Array.from({length: temperatures}, () => makeWalk(d, covarianceOf(draws)));
  const refusals = new Float64Array(temperatures - 1);
  const attempts = new Float64Array(temperatures - 1);
  const energies = Array.from({length: temperatures}, () =>
    Array.from({length: chains}, () => new Float64Array(samples))
  );
  const accepted = new Float64Array(chains);
  const moved = new Float64Array(chains);
  const fresh = new Float64Array(d);
  let parity = 0;
  let noted = 0;
  placeFirst(points, draws, betas, chains, movers);

  const refused = () => refusals.map((sum, k) => (attempts[k] > 0 ? sum / attempts[k] : 0));

  async function move(isFirst: boolean, isWarming: boolean): Promise<void> {
    const begin = isFirst ? 0 : chains;
    for (let i = begin; i < size; i++) {
      if (i >= chains) {
        walks[Math.floor(i / chains)].propose(points, i, movers[i], proposed, i);
        continue;
      }
      target.prior.sample(movers[i], fresh);
      for (let j = 0; j < d; j++) proposed.theta[j][i] = fresh[j];
    }
    const {theta, logPrior, logLikelihood} = viewOf(proposed, begin, size);
    await target.score(theta, logPrior, logLikelihood);
    for (let i = begin; i < chains; i++) copyPoint(proposed, i, points, i);
    for (let k = 1; k < temperatures; k++) {
      const share = judge(k);
      if (isWarming) walks[k].steer(share);
    }
  }

  /** Of the proposals at one power: their mean acceptance. */
  function judge(k: number): number {
    let sum = 0;
    for (let c = 0; c < chains; c++) {
      const i = k * chains + c;
      const rise =
        betas[k] * (proposed.logLikelihood[i] - points.logLikelihood[i]) +
        (proposed.logPrior[i] - points.logPrior[i]);
      sum += Math.min(1, exp(rise));
      if (!(log(movers[i].uniform()) < rise)) continue;
      copyPoint(proposed, i, points, i);
      if (i >= coldest) moved[c]++;
    }
    return sum / chains;
  }

  /** Every second pair of neighbours, the others in the next sweep. */
  function swap(): void {
    for (let k = parity; k + 1 < temperatures; k += 2) {
      for (let c = 0; c < chains; c++) {
        const hot = k * chains + c;
        const cool = hot + chains;
        const {logLikelihood} = points;
        const rise = (betas[k + 1] - betas[k]) * (logLikelihood[hot] - logLikelihood[cool]);
        refusals[k] += 1 - Math.min(1, exp(rise));
        attempts[k]++;
        if (log(swappers[c].uniform()) < rise) swapPoints(points, hot, cool);
      }
    }
    parity = 1 - parity;
  }

  /** Rounds of adaptation end at 1/32, 1/16, … 1/2 of the warm-up; the last quarter finds the scales of the last steps. */
  function adapt(done: number): void {
    for (let k = 1; k < temperatures; k++)
      for (let c = 0; c < chains; c++) walks[k].learn(points.theta, k * chains + c);
    const ends = [32, 16, 8, 4, 2].map((part) => Math.floor(warmup / part));
    const isLevelled = ends.includes(done) && done >= LEAST_ROUND;
    if (isLevelled) betas.set(levelLadder(betas, refused()));
    if (isLevelled || done === Math.floor(0.75 * warmup)) for (const walk of walks) walk.adopt();
    if (isLevelled || done === warmup) {
      refusals.fill(0);
      attempts.fill(0);
    }
  }

  return {
    betas,
    energies,
    accepted,
    refused,
    chains,
    kept: viewOf(points, coldest, size),
    async sweep(warming) {
      moved.fill(0);
      for (let m = 0; m < moves; m++) await move(m === 0, warming >= 0);
      swap();
      if (warming >= 0) adapt(warming + 1);
    },
    note() {
      for (let c = 0; c < chains; c++) accepted[c] += moved[c];
      for (let i = 0; i < size; i++)
        energies[Math.floor(i / chains)][i % chains][noted] = points.logLikelihood[i];
      noted++;
    }
  };
}

function covarianceOf({theta, logPrior}: Points): Float64Array {
  const running = makeRunningCovariance(theta.length);
  for (let i = 0; i < logPrior.length; i++) running.add(theta.map((column) => column[i]));
  return running.covariance();
}

/** Every chain begins at one of its ladder's draws, chosen by the weights L^β. */
function placeFirst(
  points: Points,
  draws: Points,
  betas: Float64Array,
  chains: number,
  choosers: readonly {uniform(): number}[]
): void {
  const count = draws.logPrior.length / chains;
  for (let i = 0; i < points.logPrior.length; i++) {
    const first = (i % chains) * count;
    const scores = draws.logLikelihood.slice(first, first + count);
    const top = Math.max(...scores);
    const weights = scores.map((score) => exp(betas[Math.floor(i / chains)] * (score - top)));
    let rest = choosers[i].uniform() * weights.reduce((sum, weight) => sum + weight, 0);
    let chosen = 0;
    while (chosen + 1 < count && rest >= weights[chosen]) rest -= weights[chosen++];
    copyPoint(draws, first + chosen, points, i);
  }
}
