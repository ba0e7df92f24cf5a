// The biofilm part for tests: on the stand-in solvers, with the real sampler.
import {makeBiofilm} from "../../worker/biofilm/biofilm.ts";
import type {BiofilmHooks} from "../../worker/biofilm/hooks.ts";
import type {Biofilm} from "../../worker/biofilm/types.ts";
import {likelihoodOf} from "../../worker/samplers/evaluator.ts";
import {prior} from "../../worker/samplers/priors/priors.ts";
import {makeTmcmc} from "../../worker/samplers/tmcmc/tmcmc.ts";
import {makeStandIn, type StandIn} from "./standIn.ts";

export const tmcmc = makeTmcmc({
  open: (_what, logLikelihood, options) => likelihoodOf(logLikelihood)!.open(options)
});

export function makePart(other: Partial<BiofilmHooks> = {}): {biofilm: Biofilm; solver: StandIn} {
  const solver = makeStandIn();
  return {biofilm: makeBiofilm({solver, tmcmc, prior, threads: 1, probe: 0, ...other}), solver};
}

/** What a refused call says, with the error's kind. */
export function messageOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    return String(error);
  }
  return "no error";
}

/** Numbers at one place of several vectors. */
export function column(vectors: readonly ArrayLike<number>[], at: number): number[] {
  return vectors.map((vector) => vector[at]);
}
