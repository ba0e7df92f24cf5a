// `engine.mcmc`: what is asked is checked here and now; what samples is loaded when it is first needed.
import {chainsOf} from "../diagnostics/chainsOf.ts";
import {diagnose} from "../diagnostics/diagnose.ts";
import {ranks} from "../diagnostics/ranks.ts";
import type {Mcmc} from "../types.ts";
import {toNuts, toStretch, toTempering} from "./asked.ts";
import {runChains, type ChainHooks} from "./chainRun.ts";

export function makeMcmc(hooks: ChainHooks): Mcmc {
  return {
    stretch(options) {
      const asked = toStretch(options);
      const load = async () => (await import("./stretch.ts")).sampleStretch;
      return runChains(hooks, asked, {capacity: asked.walkers}, load);
    },
    nuts(options) {
      const asked = toNuts(options);
      const load = async () => (await import("./nuts.ts")).sampleNuts;
      return runChains(hooks, asked, {capacity: asked.chains, gradient: true}, load);
    },
    tempering(options) {
      const asked = toTempering(options);
      const load = async () => (await import("./tempering.ts")).sampleTempering;
      const capacity = asked.chains * asked.temperatures;
      return runChains(hooks, asked, {capacity}, load);
    },
    diagnose,
    ranks,
    chainsOf
  };
}
