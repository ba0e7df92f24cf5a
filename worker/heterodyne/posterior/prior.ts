// `heterodyne.prior`: what is believed of the parameters before the data.
import {checkNames, checkOneOf, show} from "../../check.ts";
import {uniform} from "../../samplers/priors/continuous.ts";
import {independent} from "../../samplers/priors/independent.ts";
import type {Distribution, Prior} from "../../samplers/types.ts";
import {NAMES, PARAMETERS} from "../parameters.ts";
import {checkRecord} from "../scan/asked.ts";
import type {HeterodyneName} from "../types.ts";
import {toParameters} from "./asked.ts";
import {logUniform, truncatedNormal} from "./laws.ts";
import type {HeterodynePriorOptions, PriorSource} from "./types.ts";

const WHAT = "heterodyne.prior";
type Pair = readonly [number, number];

/** Bounds from 0 on that reach so many times the mean are a size's, which is searched from this part of the mean on. */
const SIZE = 10;
const LEAST_SIZE = 0.01;

/** Mean, standard deviation and bounds of the original's template. */
const V1: Readonly<Record<HeterodyneName, {prior: Pair; bounds: Pair}>> = {
  D0_ref: {prior: [1e4, 1e3], bounds: [1, 1e6]},
  alpha_ref: {prior: [-1.5, 0.1], bounds: [-2, 2]},
  D_offset_ref: {prior: [0, 10], bounds: [-100, 100]},
  D0_sample: {prior: [1e4, 1e3], bounds: [1, 1e6]},
  alpha_sample: {prior: [-1.5, 0.1], bounds: [-2, 2]},
  D_offset_sample: {prior: [0, 10], bounds: [-100, 100]},
  v0: {prior: [1e3, 100], bounds: [0, 1e4]},
  beta: {prior: [0, 0.1], bounds: [-2, 2]},
  v_offset: {prior: [0, 100], bounds: [-1000, 1000]},
  f0: {prior: [0.25, 0.1], bounds: [0, 1]},
  f1: {prior: [0.25, 0.1], bounds: [0, 1]},
  f2: {prior: [0.25, 0.1], bounds: [0, 1]},
  f3: {prior: [0.25, 0.1], bounds: [0, 1]},
  phi0: {prior: [0, 10], bounds: [-180, 180]}
};

/** Parameters that know nothing of one another; for `tmcmc.sample`, `mcmc.nuts` and the other samplers. */
export function makePrior(options: HeterodynePriorOptions = {}): Prior {
  checkRecord(WHAT, "the options", options);
  checkNames(WHAT, "option", Object.keys(options), ["parameters", "bounds", "from", "laws"]);
  const {bounds = {}, from = "default", laws = {}} = options;
  checkOneOf(WHAT, "from", from, ["default", "v1", "uniform"]);
  checkRecord(WHAT, "bounds", bounds);
  checkRecord(WHAT, "laws", laws);
  const parameters = toParameters(WHAT, options.parameters);
  checkNames(WHAT, "parameter in bounds", Object.keys(bounds), NAMES);
  checkNames(WHAT, "parameter in laws", Object.keys(laws), NAMES);
  const entries = parameters.map((name): [string, Distribution] => {
    const own = laws[name];
    if (own !== undefined && bounds[name] !== undefined)
      throw new RangeError(`${WHAT}: expected ${name} in bounds or in laws, got it in both`);
    return [name, own ?? toLaw(name, from, bounds[name])];
  });
  return independent(Object.fromEntries(entries));
}

function toLaw(name: HeterodyneName, from: PriorSource, given: Pair | undefined): Distribution {
  const parameter = from === "v1" ? V1[name] : PARAMETERS[NAMES.indexOf(name)];
  const [lower, upper] = given === undefined ? parameter.bounds : checkBounds(name, given);
  if (from === "uniform") return uniform(lower, upper);
  const [mean] = parameter.prior;
  const isSize = from === "default" && lower >= 0 && mean > 0 && upper >= SIZE * mean;
  if (isSize) return logUniform(Math.max(lower, LEAST_SIZE * mean), upper);
  return truncatedNormal(`${WHAT}: ${name}`, parameter.prior, [lower, upper]);
}

function checkBounds(name: string, given: unknown): Pair {
  if (!Array.isArray(given) || given.length !== 2 || !given.every(Number.isFinite))
    throw new TypeError(
      `${WHAT}: expected bounds of ${name} as [lower, upper], finite, got ${show(given)}`
    );
  const [lower, upper] = given as [number, number];
  if (!(lower < upper))
    throw new RangeError(
      `${WHAT}: expected the lower of the bounds of ${name} first, got ${lower} and ${upper}`
    );
  return [lower, upper];
}
