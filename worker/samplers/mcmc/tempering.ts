// Parallel tempering: ladders of chains at rising powers β of the likelihood, from the prior to the posterior, that swap
// their points. Moves are random walks; at β = 0 a chain draws from the prior afresh.
import type {ChainResult} from "../types.ts";
import type {TemperingAsked} from "./asked.ts";
import type {Laid} from "./chainRun.ts";
import {toEvidence, toThermodynamic} from "./evidence.ts";
import {startLadder} from "./ladder.ts";
import {toChainResult, toNowhere} from "./result.ts";
import {startFromPrior} from "./starting.ts";
import {sweepAll} from "./sweeping.ts";
import {makeLadders} from "./ladders.ts";

/** Prior draws from which a ladder's chains choose where to begin. */
const DRAWS = 64;
/** Swaps that are accepted less often hardly let anything through. */
const RARE = 0.1;

export async function sampleTempering(asked: TemperingAsked, laid: Laid): Promise<ChainResult> {
  const {target, course, pace} = laid;
  const {chains, temperatures, moves, seed, samples} = asked;
  const draws = await startFromPrior(target, chains * DRAWS, seed);
  if (!draws) return toNowhere(asked, laid, chains);
  const betas = startLadder(draws.logLikelihood, temperatures);
  const ladders = makeLadders(asked, target, draws, betas);
  const kept = await sweepAll(ladders, asked, course, pace);
  const {count} = kept;
  const energies = ladders.energies.map((row) => row.map((chain) => chain.subarray(0, count)));
  const swaps = 1 - Math.max(...ladders.refused());
  const notes =
    swaps < RARE && count === samples
      ? `Between two temperatures only ${(100 * swaps).toFixed(0)} % of the swaps are accepted: take more temperatures. `
      : "";
  const result = await toChainResult({
    asked,
    laid,
    chains,
    kept,
    acceptance: ladders.accepted.map((taken) => taken / (count * moves)),
    notes
  });
  return {
    ...result,
    ...toEvidence(ladders.betas, energies),
    thermodynamic: toThermodynamic(ladders.betas, energies),
    betas: ladders.betas
  };
}
