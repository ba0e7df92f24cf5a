import {show} from "../../check.ts";
import type {Posterior} from "../types.ts";

/** One parameter's samples, a vector for each chain. */
export function chainsOf(posterior: Posterior, parameter: string | number): Float64Array[] {
  const {names, samples, chains} = posterior;
  const k = typeof parameter === "number" ? parameter : names.indexOf(parameter);
  if (!(k in samples))
    throw new RangeError(
      `mcmc.chainsOf: expected one of ${names.join(", ")}, got ${show(parameter)}`
    );
  const length = samples[k].length / chains;
  return Array.from({length: chains}, (_, c) => samples[k].slice(c * length, (c + 1) * length));
}
