// What is asked, checked and with its defaults.
import {checkInteger, checkNames, checkOneOf, show} from "../../check.ts";
import {MOST_ASKERS} from "../draws.ts";
import {toPrior} from "../priors/independent.ts";
import type {LogLikelihood, MoveKind, Moves, Prior, TmcmcOptions} from "../types.ts";
import {HABITS, MOVE_KINDS} from "./tuning.ts";

export const WHAT = "tmcmc.sample";

export interface AskedMoves {
  kind: MoveKind;
  sweeps: number | "adaptive";
  /** absent: twice the others. */
  finalSweeps?: number | undefined;
  /** absent where the scale stays. */
  acceptance?: number | undefined;
  /** leapfrog steps; 1 for mala. */
  steps: number;
}

export interface Asked {
  logLikelihood: LogLikelihood;
  prior: Prior;
  names: readonly string[];
  particles: number;
  populations: number;
  /** share of the particles that a stage's weights leave effective. */
  share: number;
  moves: AskedMoves;
  constants?: Record<string, unknown> | undefined;
  threads?: number | undefined;
  device?: "auto" | "wasm" | "gpu" | undefined;
  seed: number;
  betaMax: number;
  minDeltaBeta: number;
  likelihoodScale: number;
  maxStages: number;
  keepStages: boolean;
  checkpoint?: string | undefined;
}

const OPTIONS = [
  "logLikelihood", "prior", "particles", "target", "moves", "populations", "constants", "names", "threads", "device",
  "seed", "betaMax", "minDeltaBeta", "likelihoodScale", "maxStages", "keepStages", "checkpoint"
]; // prettier-ignore

const MOST_PARTICLES = 10_000_000;

export function toAsked(options: TmcmcOptions): Asked {
  if (typeof options !== "object" || options === null || Array.isArray(options))
    throw new TypeError(`${WHAT}: expected options as an object, got ${show(options)}`);
  checkNames(WHAT, "option", Object.keys(options), OPTIONS);
  const {logLikelihood, particles = 1000, populations = 1, seed = 1, maxStages = 200} = options;
  if (typeof logLikelihood !== "function")
    throw new TypeError(
      `${WHAT}: expected logLikelihood as a function, got ${show(logLikelihood)}`
    );
  const prior = toPrior(WHAT, options.prior);
  checkInteger(WHAT, "particles", particles, 8, MOST_PARTICLES);
  checkInteger(WHAT, "populations", populations, 1, MOST_ASKERS - 1);
  checkInteger(WHAT, "particles × populations", particles * populations, 8, 10 * MOST_PARTICLES);
  checkInteger(WHAT, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER);
  checkInteger(WHAT, "maxStages", maxStages, 1, MOST_ASKERS - 1);
  const {betaMax = 1, minDeltaBeta = 0, likelihoodScale = 1, keepStages = false} = options;
  checkNumber("betaMax", betaMax, (x) => x > 0, "> 0");
  checkNumber(
    "minDeltaBeta",
    minDeltaBeta,
    (x) => x >= 0 && x < betaMax,
    "from 0 to below betaMax"
  );
  checkNumber("likelihoodScale", likelihoodScale, (x) => x > 0, "> 0");
  if (typeof keepStages !== "boolean")
    throw new TypeError(`${WHAT}: expected keepStages as true or false, got ${show(keepStages)}`);
  const {constants, threads, device, checkpoint} = options;
  if (threads !== undefined) checkInteger(WHAT, "threads", threads, 1, 1024);
  if (device !== undefined) checkOneOf(WHAT, "device", device, ["auto", "wasm", "gpu"]);
  if (constants !== undefined && (typeof constants !== "object" || constants === null))
    throw new TypeError(`${WHAT}: expected constants as an object, got ${show(constants)}`);
  if (checkpoint !== undefined && (typeof checkpoint !== "string" || checkpoint === ""))
    throw new TypeError(`${WHAT}: expected checkpoint as a name, got ${show(checkpoint)}`);
  return {
    logLikelihood,
    prior,
    names: toNames(options.names, prior),
    particles,
    populations,
    share: toShare(options.target),
    moves: toMoves(options.moves, prior),
    constants,
    threads,
    device,
    seed,
    betaMax,
    minDeltaBeta,
    likelihoodScale,
    maxStages,
    keepStages,
    checkpoint
  };
}

function toNames(given: unknown, prior: Prior): readonly string[] {
  if (given === undefined) return prior.names;
  if (!Array.isArray(given) || given.some((name) => typeof name !== "string"))
    throw new TypeError(`${WHAT}: expected names as an array of strings, got ${show(given)}`);
  const d = prior.names.length;
  if (given.length !== d)
    throw new RangeError(
      `${WHAT}: expected names of the prior's ${d} parameters, got ${given.length}`
    );
  const names = given as string[];
  const twice = names.find((name, j) => names.indexOf(name) !== j);
  if (twice !== undefined)
    throw new RangeError(`${WHAT}: expected different names, got ${show(twice)} twice`);
  return [...names];
}

/** A coefficient of variation c of the weights leaves N/(1 + c²) effective. */
function toShare(target: unknown): number {
  if (target === undefined) return 0.5;
  if (typeof target !== "object" || target === null)
    throw new TypeError(
      `${WHAT}: expected target as {ess: share} or {cov: number}, got ${show(target)}`
    );
  checkNames(WHAT, "target", Object.keys(target), ["ess", "cov"]);
  const {ess, cov} = target as {ess?: unknown; cov?: unknown};
  if ((ess === undefined) === (cov === undefined))
    throw new TypeError(
      `${WHAT}: expected target with either ess or cov, got ${ess === undefined ? "neither" : "both"}`
    );
  if (cov === undefined) {
    checkNumber("target.ess", ess, (x) => x > 0 && x < 1, "between 0 and 1");
    return ess as number;
  }
  checkNumber("target.cov", cov, (x) => x > 0, "> 0");
  return 1 / (1 + (cov as number) * (cov as number));
}

const DEFAULT_STEPS = 5;

function toMoves(given: unknown = "random-walk", prior: Prior): AskedMoves {
  if (typeof given !== "string" && (typeof given !== "object" || given === null))
    throw new TypeError(`${WHAT}: expected moves as a kind or an object, got ${show(given)}`);
  const moves = typeof given === "string" ? {kind: given as MoveKind} : (given as Moves);
  const known = ["kind", "sweeps", "finalSweeps", "acceptance", "steps"];
  checkNames(WHAT, "option of moves", Object.keys(moves), known);
  const {kind, sweeps = "adaptive", finalSweeps, steps} = moves;
  checkOneOf(WHAT, typeof given === "string" ? "moves" : "moves.kind", kind, MOVE_KINDS);
  const habit = HABITS[kind];
  if (habit.needsGradient && !prior.gradient)
    throw new TypeError(
      `${WHAT}: expected a prior with a gradient for moves ${show(kind)}, got one without`
    );
  const isFixed = habit.acceptance === undefined;
  if (isFixed && moves.acceptance !== undefined)
    throw new RangeError(
      `${WHAT}: expected no acceptance for moves ${show(kind)}, whose scale is fixed, got ${show(moves.acceptance)}`
    );
  if (steps !== undefined && kind !== "hmc")
    throw new RangeError(`${WHAT}: expected steps for moves "hmc" only, got ${show(steps)}`);
  if (kind === "basis" && (moves.sweeps ?? finalSweeps) !== undefined)
    throw new RangeError(
      `${WHAT}: expected no sweeps for moves "basis", which is one step of each chain, got ${show(moves.sweeps ?? finalSweeps)}`
    );
  if (sweeps !== "adaptive") checkInteger(WHAT, "moves.sweeps", sweeps, 1, MOST_ASKERS - 1);
  if (finalSweeps !== undefined)
    checkInteger(WHAT, "moves.finalSweeps", finalSweeps, 1, MOST_ASKERS - 1);
  const {acceptance = habit.acceptance} = moves;
  if (acceptance !== undefined)
    checkNumber("moves.acceptance", acceptance, (x) => x > 0 && x < 1, "between 0 and 1");
  if (steps !== undefined) checkInteger(WHAT, "moves.steps", steps, 1, 1000);
  return {
    kind,
    sweeps: kind === "basis" ? 1 : sweeps,
    finalSweeps: kind === "basis" ? 1 : finalSweeps,
    acceptance,
    steps: kind === "hmc" ? (steps ?? DEFAULT_STEPS) : 1
  };
}

function checkNumber(
  name: string,
  value: unknown,
  isRight: (value: number) => boolean,
  wish: string
): void {
  if (typeof value !== "number")
    throw new TypeError(`${WHAT}: expected ${name} as a number, got ${show(value)}`);
  if (!(Number.isFinite(value) && isRight(value)))
    throw new RangeError(`${WHAT}: expected ${name} ${wish}, got ${value}`);
}
