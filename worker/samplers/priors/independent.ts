// Parameters that know nothing of one another, and what a sampler takes as a prior.
import {show} from "../../check.ts";
import type {Distribution, Prior} from "../types.ts";

export function independent(parameters: Record<string, Distribution>): Prior {
  return toIndependent("prior.independent", parameters);
}

/** A prior as it is, a plain record as independent parameters. */
export function toPrior(what: string, given: unknown): Prior {
  return isPrior(given) ? given : toIndependent(what, given);
}

function isPrior(given: unknown): given is Prior {
  if (typeof given !== "object" || given === null) return false;
  const {names, logDensity, sample} = given as Partial<Prior>;
  return Array.isArray(names) && typeof logDensity === "function" && typeof sample === "function";
}

function toIndependent(what: string, parameters: unknown): Prior {
  if (typeof parameters !== "object" || parameters === null || Array.isArray(parameters))
    throw new TypeError(
      `${what}: expected prior as a prior or as {name: distribution}, got ${show(parameters)}`
    );
  const names = Object.keys(parameters);
  if (names.length === 0)
    throw new RangeError(`${what}: expected prior with a parameter, got none`);
  const laws = names.map((name) => {
    const law = (parameters as Record<string, unknown>)[name];
    if (!isDistribution(law))
      throw new TypeError(
        `${what}: expected prior.${name} as a distribution such as prior.uniform(0, 1), got ${show(law)}`
      );
    return law;
  });
  return Object.freeze({
    names: Object.freeze(names),
    lower: Float64Array.from(laws, ({lower}) => lower),
    upper: Float64Array.from(laws, ({upper}) => upper),
    logDensity(theta: ArrayLike<number>) {
      let sum = 0;
      for (let j = 0; j < laws.length; j++) sum += laws[j].logDensity(theta[j]);
      // ∞ − ∞ at a corner where one law's density is infinite and another's zero
      return sum === sum ? sum : -Infinity;
    },
    gradient(theta: ArrayLike<number>, out: Float64Array) {
      for (let j = 0; j < laws.length; j++) out[j] = laws[j].slope(theta[j]);
    },
    sample(draws, out) {
      for (let j = 0; j < laws.length; j++) out[j] = laws[j].sample(draws);
    }
  } satisfies Prior);
}

function isDistribution(law: unknown): law is Distribution {
  if (typeof law !== "object" || law === null) return false;
  const {logDensity, slope, sample} = law as Partial<Distribution>;
  return [logDensity, slope, sample].every((f) => typeof f === "function");
}
