// The biofilm model's solver: on the engine's threads where there is SIMD, else in TypeScript on this one.
import {LIKELIHOOD_ROWS} from "../../../kernels-as/biofilm/constants.ts";
import {during, NO_PROBE, probeWithin, type Probe} from "../../spans.ts";
import {CrewPoints, describeCrew, type OpenBatch} from "./crewPoints.ts";
import {toLogLikelihood, toTrajectory} from "./decode.ts";
import {LikelihoodEvaluator} from "./evaluator.ts";
import {INTEGRATORS} from "./integrators.ts";
import {makeObserver} from "./observer.ts";
import type {Points} from "./points.ts";
import {toProgram} from "./program.ts";
import {countRows, toSettings} from "./settings.ts";
import {describeSliced, SlicedPoints} from "./slicedPoints.ts";
import type {
  LikelihoodSettings,
  Opening,
  Solver,
  SolverRequest,
  SolverWish,
  Trajectory
} from "./types.ts";

export interface SolverHooks {
  openBatch: OpenBatch;
  /** A module by its file's name: `<folder>.strict.wasm` or `<folder>.relaxed.wasm`. */
  loadProgram: (file: string) => Promise<Uint8Array<ArrayBuffer>>;
  /** whether WebAssembly has SIMD here. */
  simd: boolean;
  relaxed: boolean;
  /** where it says what it is doing, if that is part of nothing larger; default: nowhere. */
  probe?: Probe | undefined;
}

const STATES = {kind: "states"} as const;

export function makeSolver(hooks: SolverHooks): Solver {
  const {simd, relaxed, probe: own = NO_PROBE} = hooks;
  const toProbe = (within?: Probe): Probe => (within ? probeWithin(within, "solver") : own);
  const loadModule = makeModules(hooks);

  const openCrew = async (
    request: SolverRequest,
    wish: SolverWish,
    opening: Opening
  ): Promise<CrewPoints> => {
    const integrator = INTEGRATORS[request.integrator];
    const bytes = await loadModule(integrator.folder);
    const program = toProgram(bytes, integrator, request, wish);
    const points = new CrewPoints({openBatch: hooks.openBatch, program, opening, relaxed});
    await points.open();
    return points;
  };
  const openSliced = (request: SolverRequest, wish: SolverWish, {capacity}: Opening): Points =>
    new SlicedPoints(INTEGRATORS[request.integrator], toSettings(request, wish), capacity);
  const open = (
    request: SolverRequest,
    wish: SolverWish,
    opening: Opening,
    probe: Probe
  ): Promise<Points> =>
    during(probe, "open", async () => (simd ? openCrew : openSliced)(request, wish, opening));

  const plainTrajectory = (one: SolverRequest, probe: Probe): Trajectory => {
    const settings = toSettings(one, STATES);
    const rows = new Float64Array(countRows(settings));
    const integrator = INTEGRATORS[one.integrator];
    during(probe, "compute", () => integrator.compute(settings, [], rows));
    return during(probe, "decode", () => toTrajectory(one, (row) => rows[row]));
  };
  const crewTrajectory = async (one: SolverRequest, probe: Probe): Promise<Trajectory> => {
    const points = await during(probe, "open", () => openCrew(one, STATES, {capacity: 1}));
    try {
      await during(probe, "compute", () => points.compute([], 1));
      const {pairs} = points;
      return during(probe, "decode", () => toTrajectory(one, (row) => pairs[2 * row]));
    } finally {
      points.close();
    }
  };

  return {
    probe: own,
    trajectory: (request, within) =>
      during(toProbe(within), "trajectory", async (probe) => {
        const one = {...request, varying: new Int32Array(0)};
        return simd ? await crewTrajectory(one, probe) : plainTrajectory(one, probe);
      }),
    async openLikelihood(request, likelihood, opening) {
      const probe = toProbe(opening.within);
      const points = await open(request, {kind: "likelihood", likelihood}, opening, probe);
      const {capacity} = opening;
      const dimension = request.varying.length;
      const terms = likelihood.data.length;
      return new LikelihoodEvaluator({points, dimension, capacity, terms, probe});
    },
    async openObserver(request, opening) {
      const probe = toProbe(opening.within);
      const points = await open(request, {kind: "observables"}, opening, probe);
      const {capacity} = opening;
      const dimension = request.varying.length;
      const rows = request.at.length * request.case.species;
      return makeObserver({points, dimension, capacity, rows, probe});
    },
    logLikelihoodNow: makeLikelihoodNow(),
    describe: () => (simd ? describeCrew(relaxed, 1, 0) : describeSliced())
  };
}

/** Each module is loaded once; one that could not be loaded is tried again. */
function makeModules({loadProgram, relaxed}: SolverHooks) {
  const modules = new Map<string, Promise<Uint8Array<ArrayBuffer>>>();
  return (folder: string): Promise<Uint8Array<ArrayBuffer>> => {
    const file = `${folder}.${relaxed ? "relaxed" : "strict"}.wasm`;
    let loading = modules.get(file);
    if (!loading) {
      loading = loadProgram(file);
      loading.catch(() => modules.delete(file));
      modules.set(file, loading);
    }
    return loading;
  };
}

interface Known {
  request: SolverRequest;
  laidOut: Float64Array;
}

/** Settings are laid out once for the calls that share them. */
function makeLikelihoodNow(): Solver["logLikelihoodNow"] {
  const laid = new WeakMap<LikelihoodSettings, Known>();
  const rows = new Float64Array(LIKELIHOOD_ROWS);
  return (request, likelihood, theta) => {
    let known = laid.get(likelihood);
    if (known?.request !== request) {
      known = {request, laidOut: toSettings(request, {kind: "likelihood", likelihood})};
      laid.set(likelihood, known);
    }
    INTEGRATORS[request.integrator].compute(known.laidOut, theta, rows);
    return toLogLikelihood(rows, likelihood.data.length);
  };
}
