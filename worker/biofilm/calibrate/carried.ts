// What M3 takes over from M1 and M2.
import type {Prior, Priors, TmcmcResult} from "../../samplers/types.ts";
import {CASES, PARAMETERS} from "../cases.ts";
import {drawNormals} from "../noise.ts";
import type {Theta} from "../types.ts";
import {fitNormal, type FittedNormal} from "./fittedNormal.ts";

/** Every parameter is believed to be uniform between these before the data. */
export const LEAST = 0;
export const MOST = 3;

/** Draws that tell how much of the fitted law lies in the box: its logarithm is then good to about 0.01. */
const MASS_DRAWS = 8192;

export interface Carried {
  /** the ten parameters of M1 and M2, as one point. */
  theta: Theta;
  /** what M3 infers, and what it believes before. */
  parameters: readonly string[];
  prior: Prior;
}

type Pair = Record<"M1" | "M2", TmcmcResult>;

/** One point of M1's and M2's answers, by name. */
export function toCarriedTheta(results: Partial<Pair>, carry: "map" | "mean" | "posterior"): Theta {
  const theta: Theta = {};
  for (const result of [results.M1, results.M2]) {
    const values = carry === "mean" ? result?.mean : result?.map;
    result?.names.forEach((name, k) => (theta[name] = values![k]));
  }
  return theta;
}

export function uniformPrior(prior: Priors, names: readonly string[]): Prior {
  return prior.independent(
    Object.fromEntries(names.map((name) => [name, prior.uniform(LEAST, MOST)]))
  );
}

export function carryOver(
  priors: Priors,
  results: Pair,
  carry: "map" | "mean" | "posterior",
  seed: number
): Carried {
  const theta = toCarriedTheta(results, carry);
  const {unknowns} = CASES.M3;
  if (carry !== "posterior")
    return {theta, parameters: unknowns, prior: uniformPrior(priors, unknowns)};
  const laws = (["M1", "M2"] as const).map((name): [number, FittedNormal] => {
    const {mean, covariance, names} = results[name];
    const z = drawNormals(seed, "mass", name, MASS_DRAWS * mean.length);
    const box = {lower: LEAST, upper: MOST, z};
    return [PARAMETERS.indexOf(names[0]), fitNormal(mean, covariance, box)];
  });
  return {theta, parameters: PARAMETERS, prior: jointPrior(priors, laws)};
}

/**
 * All 14: ten by the fitted laws, four uniform. The samples of M1 and M2 themselves are no prior: a sampler must be able to
 * ask for the density anywhere, and 200 points in five dimensions say little between them. A normal law keeps what
 * matters, the ridges along which parameters trade off; where a posterior is cut off by the box, so is the law.
 */
function jointPrior(priors: Priors, laws: readonly [number, FittedNormal][]): Prior {
  const {unknowns} = CASES.M3;
  const firstFree = PARAMETERS.indexOf(unknowns[0]);
  const free = uniformPrior(priors, unknowns);
  const d = PARAMETERS.length;
  const rest = (theta: ArrayLike<number>) =>
    Float64Array.from(unknowns, (_, k) => theta[firstFree + k]);
  return {
    names: PARAMETERS,
    lower: new Float64Array(d).fill(LEAST),
    upper: new Float64Array(d).fill(MOST),
    logDensity: (theta) =>
      laws.reduce(
        (sum, [first, law]) => sum + law.logDensity(theta, first),
        free.logDensity(rest(theta))
      ),
    gradient(theta, out) {
      out.fill(0);
      for (const [first, law] of laws) law.gradient(theta, out, first);
    },
    sample(draws, out) {
      for (const [first, law] of laws) law.sample(draws, out, first);
      free.sample(draws, out.subarray(firstFree));
    }
  };
}
