// The hierarchy's work: which part runs when, with what it takes over from those before it.
import {Cancelled} from "../../device/device.ts";
import {during, type Probe} from "../../spans.ts";
import type {TmcmcResult, TmcmcRun} from "../../samplers/types.ts";
import {CASES, PARAMETERS, TRUTH} from "../cases.ts";
import type {BiofilmHooks} from "../hooks.ts";
import {toLikelihoodAsked, type LikelihoodAsked} from "../likelihoodAsked.ts";
import {toLikelihood} from "../logLikelihood.ts";
import {startStats} from "../stats.ts";
import type {BiofilmData, Calibration, Forecast, StageName, Theta} from "../types.ts";
import type {CalibrateAsked, PartName} from "./asked.ts";
import {carryOver, toCarriedTheta, uniformPrior, type Carried} from "./carried.ts";
import type {Control} from "./control.ts";
import {openFinishedParts, type FinishedParts} from "./finishedParts.ts";
import {makeForecast, toLasting} from "./forecast.ts";
import {toEnding} from "./endings.ts";
import type {CalibrationProgress} from "./progress.ts";
import {startValidation, toValidation} from "./validation.ts";

const WHAT = "biofilm.calibrate";
const SEEDS: Record<StageName, number> = {M1: 0, M2: 1, M3: 2};

export class Hierarchy {
  readonly #hooks: BiofilmHooks;
  readonly #asked: CalibrateAsked;
  readonly #data: Record<PartName, BiofilmData>;
  readonly #control: Control;
  readonly #progress: CalibrationProgress;
  readonly #probe: Probe;
  readonly #actual: NonNullable<Forecast["actual"]> = {};
  readonly #results: Partial<Record<StageName, TmcmcResult>> = {};

  constructor(
    hooks: BiofilmHooks,
    asked: CalibrateAsked,
    data: Record<PartName, BiofilmData>,
    {control, progress, probe}: {control: Control; progress: CalibrationProgress; probe: Probe}
  ) {
    this.#hooks = hooks;
    this.#asked = asked;
    this.#data = data;
    this.#control = control;
    this.#progress = progress;
    this.#probe = probe;
  }

  async run(): Promise<Calibration> {
    const end = startStats(this.#hooks.solver);
    const clock = startClock();
    const forecast = await this.#foretell();
    const finished = await openFinishedParts(this.#hooks.checkpoints, this.#asked, this.#data);
    const partial: Partial<Calibration> = {};
    try {
      await this.#runPair(finished);
      Object.assign(partial, await this.#runLast());
      await finished.remove();
    } catch (error) {
      if (!(error instanceof Error && error.name === "AbortError")) throw error;
      if (Object.keys(this.#results).length === 0) throw error;
    }
    this.#actual.total = clock();
    const results = this.#results;
    const {carry} = this.#asked;
    const theta = {...toCarriedTheta(results, carry), ...toBest(results.M3)};
    const isWhole = partial.validation !== undefined;
    const evaluations = Object.values(results).reduce((sum, r) => sum + r.stats.evaluations, 0);
    // a cancelled one lacks parts: types.ts says so
    return {
      ...(results as Record<StageName, TmcmcResult>),
      theta,
      ...(partial as Pick<Calibration, "validation">),
      forecast: toLasting({...forecast, actual: this.#actual}),
      data: this.#data,
      ...toEnding(results, isWhole),
      stats: {...end(evaluations), threads: this.#threads()}
    };
  }

  #threads(): number {
    const {threads} = this.#hooks;
    return Math.min(this.#asked.threads ?? threads, threads);
  }

  async #foretell(): Promise<Forecast> {
    this.#progress.at("forecast");
    const parts = {
      M1: this.#toPart("M1"),
      M2: this.#toPart("M2"),
      M3: this.#toPart("M3", TRUTH)
    };
    const around = {asked: this.#asked, threads: this.#threads(), control: this.#control};
    const forecast = await during(this.#probe, "forecast", (within) =>
      makeForecast(this.#hooks, parts, around, within)
    );
    this.#progress.foretell(forecast);
    return forecast;
  }

  /** Both to their ends, also where one fails or is cancelled: nothing is left running. */
  async #runPair(finished: FinishedParts): Promise<void> {
    const ends = await Promise.allSettled(
      (["M1", "M2"] as const).map((name) =>
        this.#sampleOnce(name, finished).catch((error: unknown) => {
          // the other one's work would be for nothing
          this.#control.cancel();
          throw error;
        })
      )
    );
    const failures = ends.flatMap((end) =>
      end.status === "rejected" ? [end.reason as Error] : []
    );
    const failure = failures.find(({name}) => name !== "AbortError") ?? failures[0];
    if (failure) throw failure;
  }

  async #sampleOnce(name: "M1" | "M2", finished: FinishedParts): Promise<void> {
    const kept = finished.get(name);
    if (kept) {
      this.#results[name] = kept;
      this.#progress.finish(name, kept.stages);
      return;
    }
    const believed = uniformPrior(this.#hooks.prior, CASES[name].unknowns);
    const result = await this.#sample(name, this.#toPart(name), believed);
    if (result.status === "converged") await finished.add(name, result);
  }

  async #runLast(): Promise<Partial<Calibration>> {
    const {solver, prior} = this.#hooks;
    const {carry, seed} = this.#asked;
    const {M1, M2} = this.#results as Record<"M1" | "M2", TmcmcResult>;
    if (M1.status === "nonfinite" || M2.status === "nonfinite") return {};
    this.#control.check();
    const carried = carryOver(prior, {M1, M2}, carry, seed);
    const M3 = await this.#sample("M3", this.#toPart("M3", carried.theta, carried), carried.prior);
    if (M3.status === "nonfinite") return {};
    this.#control.check();
    this.#progress.at("validation");
    const {at} = this.#data.M3val;
    const found = {M3, theta: carried.theta, at: Int32Array.from(at)};
    const bands = await during(this.#probe, "validation", (within) =>
      this.#control.run(() => startValidation(solver, this.#asked, found, within))
    );
    return {validation: toValidation(this.#data.M3val, bands)};
  }

  #toPart(name: StageName, fixed?: Theta, carried?: Carried): LikelihoodAsked {
    const {sigma, cov, integrator, rtol, aleatory} = this.#asked;
    const {data, at} = this.#data[name];
    const isAll = name === "M3" && aleatory === "all";
    return toLikelihoodAsked(`${WHAT}: data.${name}`, {
      ...{model: name, data, at, sigma, cov, integrator, rtol},
      aleatory: isAll ? PARAMETERS : CASES[name].unknowns,
      parameters: carried?.parameters ?? this.#inferred(name),
      ...(fixed && {fixed: {...TRUTH, ...fixed}})
    });
  }

  #inferred(name: StageName): readonly string[] {
    return name === "M3" && this.#asked.carry === "posterior" ? PARAMETERS : CASES[name].unknowns;
  }

  async #sample(
    name: StageName,
    part: LikelihoodAsked,
    prior: ReturnType<typeof uniformPrior>
  ): Promise<TmcmcResult> {
    const {particles, moves, populations, threads, seed, checkpoint} = this.#asked;
    const {tmcmc, solver} = this.#hooks;
    const clock = startClock();
    const start = (within: Probe): TmcmcRun =>
      tmcmc.sample({
        logLikelihood: toLikelihood(solver, part, within),
        prior,
        ...{particles, populations, seed: seed + SEEDS[name]},
        ...(moves && {moves}),
        ...(threads !== undefined && {threads}),
        ...(checkpoint !== undefined && {checkpoint: `${checkpoint}-${name}`})
      });
    const follow = (run: TmcmcRun) => void this.#progress.follow(name, run);
    const result = await during(this.#probe, name, (within) =>
      this.#control.run(() => start(within), follow)
    );
    this.#actual[name] = clock();
    this.#results[name] = result;
    this.#progress.finish(name, result.stages);
    if (result.status === "cancelled") throw new Cancelled();
    return result;
  }
}

function toBest(result: TmcmcResult | undefined): Theta {
  return Object.fromEntries(result?.names.map((name, k) => [name, result.map[k]]) ?? []);
}

/** Seconds from now on. */
function startClock(): () => number {
  const began = performance.now();
  return () => (performance.now() - began) / 1000;
}
