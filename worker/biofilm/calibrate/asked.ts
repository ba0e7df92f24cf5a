// What a calibration is asked for, checked and with the preset's defaults filled in.
import {checkInteger, checkNames, checkOneOf, show} from "../../check.ts";
import type {Moves} from "../../samplers/types.ts";
import {checkNumber, checkOptions, checkSeed} from "../asked.ts";
import {checkThreads, toLikelihoodAsked} from "../likelihoodAsked.ts";
import type {BiofilmData, CalibrateOptions, StageName} from "../types.ts";

export type PartName = StageName | "M3val";
export const PARTS: readonly PartName[] = ["M1", "M2", "M3", "M3val"];

export interface CalibrateAsked {
  data: Partial<Record<PartName, BiofilmData>>;
  carry: "map" | "mean" | "posterior";
  aleatory: "all" | "unknowns";
  seed: number;
  particles: number;
  moves: Moves | undefined;
  integrator: "fixed" | "adaptive";
  rtol: number;
  sigma: number;
  cov: number;
  populations: number;
  threads: number | undefined;
  checkpoint: string | undefined;
}

interface Preset {
  particles: number;
  moves?: Moves;
  integrator: "fixed" | "adaptive";
}

const PRESETS: Record<"quick" | "production", Preset> = {
  quick: {particles: 200, integrator: "adaptive"},
  production: {
    particles: 1000,
    integrator: "fixed",
    moves: {kind: "random-walk", sweeps: 6, finalSweeps: 12}
  }
};

/**
 * Of the adaptive integrator: the states' error, 1e-5, is far below the measurement noise, and moves a log-likelihood by
 * about 0.01.
 */
const RTOL = 1e-5;
const OPTIONS =
  "data preset carry aleatory seed particles moves integrator rtol sigma cov populations threads checkpoint";
const WHAT = "biofilm.calibrate";

export function toCalibrateAsked(options: CalibrateOptions = {}): CalibrateAsked {
  checkOptions(WHAT, options, OPTIONS.split(" "));
  const {preset = "quick", carry = "map", aleatory = "all", seed = 1, checkpoint} = options;
  checkOneOf(WHAT, "preset", preset, Object.keys(PRESETS));
  checkOneOf(WHAT, "carry", carry, ["map", "mean", "posterior"]);
  checkOneOf(WHAT, "aleatory", aleatory, ["all", "unknowns"]);
  checkSeed(WHAT, seed);
  // each part has a seed of its own
  checkInteger(WHAT, "seed", seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 2);
  if (checkpoint !== undefined && (typeof checkpoint !== "string" || checkpoint === ""))
    throw new TypeError(`${WHAT}: expected checkpoint as a name, got ${show(checkpoint)}`);
  const {particles, integrator, moves} = {...PRESETS[preset], ...defined(options)};
  const {rtol = RTOL, sigma = 0.005, cov = 0.005, populations = 1, threads} = options;
  checkInteger(WHAT, "particles", particles, 8, 10_000_000);
  checkInteger(WHAT, "populations", populations, 1, 1000);
  checkThreads(WHAT, threads);
  checkNumber(WHAT, "sigma", sigma, 0, Infinity);
  checkNumber(WHAT, "cov", cov, 0, 1);
  const asked: CalibrateAsked = {
    data: options.data ?? {},
    ...{carry, aleatory, seed, particles, moves, integrator, rtol, sigma, cov},
    ...{populations, threads, checkpoint}
  };
  checkData(asked);
  return asked;
}

/** An option that is given as undefined is not given. */
function defined(options: CalibrateOptions): Partial<CalibrateOptions> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Data are checked as the likelihoods will take them. */
function checkData({data, sigma, cov, integrator, rtol}: CalibrateAsked): void {
  if (typeof data !== "object" || data === null)
    throw new TypeError(`${WHAT}: expected data as a record by case, got ${show(data)}`);
  checkNames(WHAT, "case in data", Object.keys(data), PARTS);
  for (const name of PARTS) {
    const given = data[name];
    if (given === undefined) continue;
    const what = `${WHAT}: data.${name}`;
    if (typeof given !== "object" || given === null)
      throw new TypeError(`${what}: expected {at, data}, got ${show(given)}`);
    if (given.model !== undefined && given.model !== name)
      throw new RangeError(`${what}: expected data of ${name}, got those of ${show(given.model)}`);
    toLikelihoodAsked(what, {
      ...{model: name, data: given.data, at: given.at, sigma, cov, integrator, rtol}
    });
  }
  // without given data the checks of the noise come by those of M1
  const at = [1];
  toLikelihoodAsked(WHAT, {model: "M1", data: [at, at], at, sigma, cov, integrator, rtol});
}
