// What is asked of a chain sampler, checked at the call, with every default filled in.
import {checkInteger, checkNames, checkOneOf, show} from "../../check.ts";
import {toPrior} from "../priors/independent.ts";
import type {
  LogLikelihood,
  NutsOptions,
  Prior,
  StretchOptions,
  TemperingOptions
} from "../types.ts";

export interface Asked {
  /** who asks, for messages. */
  what: string;
  logLikelihood: LogLikelihood;
  prior: Prior;
  dimension: number;
  samples: number;
  warmup: number;
  constants: Record<string, unknown> | undefined;
  threads: number | undefined;
  seed: number;
}

export interface StretchAsked extends Asked {
  walkers: number;
  stretch: number;
}

export interface NutsAsked extends Asked {
  chains: number;
  acceptance: number;
  maxDepth: number;
  metric: "diagonal" | "dense";
}

export interface TemperingAsked extends Asked {
  chains: number;
  temperatures: number;
  moves: number;
}

const MOST_SAMPLES = 1e7;
const LONGEST_WARMUP = 1000;
const MOST_WALKERS = 1e5;
const MOST_CHAINS = 1000;
const SHARED = ["logLikelihood", "prior", "samples", "warmup", "constants", "threads", "seed"];

export function toStretch(options: StretchOptions): StretchAsked {
  const what = "mcmc.stretch";
  const asked = toAsked(what, options, ["walkers", "stretch"]);
  const least = 2 * asked.dimension + 2;
  const {walkers = Math.max(32, 10 * asked.dimension), stretch = 2} = options;
  checkInteger(what, "walkers", walkers, least, MOST_WALKERS);
  if (walkers % 2 !== 0)
    throw new RangeError(`${what}: expected walkers as an even number, got ${walkers}`);
  checkBetween(what, "stretch", stretch, 1, Infinity);
  return {...asked, walkers, stretch};
}

export function toNuts(options: NutsOptions): NutsAsked {
  const what = "mcmc.nuts";
  const asked = toAsked(what, options, ["chains", "acceptance", "maxDepth", "metric"]);
  const {chains = 4, acceptance = 0.8, maxDepth = 10, metric = "diagonal"} = options;
  checkInteger(what, "chains", chains, 1, MOST_CHAINS);
  checkBetween(what, "acceptance", acceptance, 0, 1);
  checkInteger(what, "maxDepth", maxDepth, 1, 20);
  checkOneOf(what, "metric", metric, ["diagonal", "dense"]);
  if (!asked.prior.gradient)
    throw new TypeError(
      `${what}: expected a prior with derivatives: give prior.custom a gradient, got one without`
    );
  return {...asked, chains, acceptance, maxDepth, metric};
}

export function toTempering(options: TemperingOptions): TemperingAsked {
  const what = "mcmc.tempering";
  const asked = toAsked(what, options, ["chains", "temperatures", "moves"]);
  const {chains = 4, temperatures = 10} = options;
  const {moves = Math.min(8, Math.ceil(asked.dimension / 2))} = options;
  checkInteger(what, "chains", chains, 1, MOST_CHAINS);
  checkInteger(what, "temperatures", temperatures, 2, 1000);
  checkInteger(what, "moves", moves, 1, 1000);
  return {...asked, chains, temperatures, moves};
}

type Shared = Pick<
  StretchOptions,
  "logLikelihood" | "prior" | "samples" | "warmup" | "constants" | "threads" | "seed"
>;

function toAsked(what: string, options: Shared, more: readonly string[]): Asked {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${what}: expected options as an object, got ${show(options)}`);
  checkNames(what, "option", Object.keys(options), [...SHARED, ...more]);
  const {logLikelihood, constants, threads, samples = 1000, seed = 1} = options;
  if (typeof logLikelihood !== "function")
    throw new TypeError(
      `${what}: expected logLikelihood as a function, got ${show(logLikelihood)}`
    );
  const prior = toPrior(what, options.prior);
  checkInteger(what, "samples", samples, 1, MOST_SAMPLES);
  const {warmup = Math.min(samples, LONGEST_WARMUP)} = options;
  checkInteger(what, "warmup", warmup, 0, MOST_SAMPLES);
  checkInteger(what, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  if (threads !== undefined) checkInteger(what, "threads", threads, 1, 1024);
  if (constants !== undefined && (typeof constants !== "object" || constants === null))
    throw new TypeError(`${what}: expected constants as an object, got ${show(constants)}`);
  const dimension = prior.names.length;
  return {what, logLikelihood, prior, dimension, samples, warmup, constants, threads, seed};
}

/** A number strictly between two. */
function checkBetween(what: string, name: string, value: unknown, least: number, most: number) {
  if (typeof value !== "number")
    throw new TypeError(`${what}: expected ${name} as a number, got ${show(value)}`);
  if (!(value > least && value < most))
    throw new RangeError(
      `${what}: expected ${name} between ${least} and ${most}, got ${show(value)}`
    );
}
