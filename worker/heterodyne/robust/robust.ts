// `heterodyne.robust`: fits that hold against data other than those that were measured. What is asked is checked here and now;
// the search runs in slices on this thread, and its sums wherever they are opened.
import {Cancelled} from "../../device/device.ts";
import type {Pace} from "../../pace.ts";
import type {Progress} from "../../work.ts";
import type {FitHooks} from "../fit/hooks.ts";
import {runOver} from "../fit/running.ts";
import {toPlaces} from "../scan/angles.ts";
import {toSigmas} from "../scan/statistics.ts";
import {subsample} from "../scan/subsample.ts";
import type {TakenScan} from "../takenScan.ts";
import type {Sums, SumsOptions} from "../sums/types.ts";
import type {Scan} from "../types.ts";
import {toRobustAsked, WHAT, type RobustAsked} from "./asked.ts";
import {makeBall} from "./ball.ts";
import {descend, type Descent} from "./descend.ts";
import {estimateBytes, makeScenarios, type ScenarioWish} from "./makeScenarios.ts";
import {makeProblem, type SumsProblem} from "./problem.ts";
import {toRobustFit} from "./result.ts";
import {worstScenario} from "./scenarios.ts";
import type {WorstCase} from "./squares.ts";
import type {RobustFit, RobustOptions, RobustRun, RobustTraceRow} from "./types.ts";

export interface RobustHooks extends Pick<FitHooks, "takeScan"> {
  openSums: (taken: TakenScan, options: SumsOptions) => Promise<Sums>;
}

/** What all phases of one robust fit share. */
interface Work {
  asked: RobustAsked;
  taken: TakenScan;
  places: readonly number[];
  sigmas: Float64Array;
  hooks: RobustHooks;
  trace: RobustTraceRow[];
  nominal: Sums;
  pace: Pace;
}

export function makeRobust(hooks: RobustHooks) {
  return (scan: Scan, options: RobustOptions): RobustRun => {
    const asked = toRobustAsked(options);
    const {angles, threads} = asked.fit;
    const whole = hooks.takeScan(WHAT, scan);
    const phi = whole.angles.map((angle) => angle.phi);
    const places = toPlaces(WHAT, phi, angles);
    const taken = subsample(whole, asked.fit.subsample, WHAT);
    const sigmas = toSharedSigmas(asked, whole, places);
    checkMemory(asked, taken, places.length);
    const trace: RobustTraceRow[] = [];
    const run = runOver({
      open: () => hooks.openSums(taken, {angles: places, threads}),
      live: () => toLive(trace, asked),
      work: (nominal, pace) => {
        pace.begin();
        return search({asked, taken, places, sigmas, hooks, trace, nominal, pace});
      }
    });
    return run as RobustRun;
  };
}

/** "wasserstein" moves all elements at one price: that of the mean square of the angles' noises. */
function toSharedSigmas(
  {method, fit}: RobustAsked,
  taken: TakenScan,
  places: readonly number[]
): Float64Array {
  const sigmas = toSigmas(WHAT, taken, places, fit.sigma);
  if (method !== "wasserstein") return sigmas;
  const totals = places.map((place) => taken.angles[place].total);
  const all = totals.reduce((sum, total) => sum + total, 0);
  const square = sigmas.reduce((sum, sigma, a) => sum + totals[a] * sigma * sigma, 0);
  return sigmas.fill(Math.sqrt(square / all));
}

function checkMemory(asked: RobustAsked, taken: TakenScan, angles: number): void {
  if (asked.method !== "scenario") return;
  const bytes = estimateBytes(taken, angles, asked.scenarios);
  if (bytes > asked.memory)
    throw new RangeError(
      `${WHAT}: expected scenarios of at most ${asked.memory} bytes (memory), got ${bytes}: ask for fewer scenarios, for subsample, or for more memory`
    );
}

/** Goes along with each report of progress. */
function toLive(trace: readonly RobustTraceRow[], {fit}: RobustAsked) {
  const row = trace.at(-1);
  return {
    theta: (row?.theta ?? fit.start).slice(),
    objective: row?.objective ?? NaN,
    worstCase: row?.worstCase ?? NaN
  };
}

function toProgress({trace, asked}: Work): Progress {
  const row = trace.at(-1);
  return {phase: row?.phase ?? "sums", done: row?.step ?? 0, total: asked.fit.steps};
}

async function search(work: Work): Promise<RobustFit> {
  const {asked, taken, places, nominal} = work;
  const factors = work.sigmas.map((sigma) => 0.5 / (sigma * sigma));
  const points = places.reduce((sum, place) => sum + taken.angles[place].total, 0) / 2;
  const radius = asked.doubt * Math.sqrt(points);
  const problem = toProblem(work, [nominal], factors);
  const start = problem.toUnknowns(asked.fit.start);
  const isScenario = asked.method === "scenario";
  const phase = isScenario ? "fit" : "worst case";
  const first = await settle(work, makeBall(radius), problem, start, phase, 0);
  if (!first) throw new Cancelled();
  const isOver = first.status === "cancelled" || first.status === "nonfinite";
  if (!isScenario || isOver)
    return toRobustFit({...work, radius, problem}, first, problem.evaluations, undefined);
  return searchScenarios(work, factors, first, problem);
}

/** From the fit of the measurement on. */
async function searchScenarios(
  work: Work,
  factors: Float64Array,
  first: Descent,
  problem: SumsProblem
): Promise<RobustFit> {
  const context = {...work, radius: 0, problem};
  const before = problem.evaluations;
  const opened: Sums[] = [];
  try {
    const isOpen = await openScenarios(work, problem.toTheta(first.x), opened);
    if (!isOpen) return await toRobustFit(context, cancelled(first), before, undefined);
    const worst = toProblem(work, opened, factors);
    const end = await settle(work, worstScenario, worst, first.x, "worst case", before);
    const evaluations = before + worst.evaluations;
    if (!end) return await toRobustFit(context, cancelled(first), evaluations, undefined);
    return await toRobustFit(context, end, evaluations, worst);
  } finally {
    for (const sums of opened) sums.close();
  }
}

function cancelled(end: Descent): Descent {
  return {...end, status: "cancelled"};
}

function toProblem(work: Work, sets: readonly Sums[], factors: Float64Array): SumsProblem {
  const {asked, pace, nominal} = work;
  const {start, active, bounds} = asked.fit;
  return makeProblem({
    nominal,
    sets,
    theta: start,
    active: [...active],
    scales: asked.scales,
    bounds: [...active].map((place) => bounds[place]),
    center: Float64Array.from(active, (place) => start[place]),
    alpha: asked.alpha,
    factors,
    pace,
    progress: () => toProgress(work)
  });
}

function settle(
  {asked, trace}: Work,
  worst: WorstCase,
  problem: SumsProblem,
  start: Float64Array,
  phase: RobustTraceRow["phase"],
  before: number
): Promise<Descent | undefined> {
  const {steps, ftol, xtol} = asked.fit;
  return descend(worst, problem, start, {
    steps,
    ftol,
    xtol,
    onStep: ({step, value, worst: worstCase, x, lambda}) =>
      trace.push({
        step,
        phase,
        objective: value,
        worstCase,
        lambda,
        evaluations: before + problem.evaluations,
        theta: problem.toTheta(x)
      })
  });
}

/** Whether they are open: the work may be cancelled on the way. */
async function openScenarios(work: Work, theta: Float64Array, opened: Sums[]): Promise<boolean> {
  const {asked, taken, places, pace, hooks, nominal} = work;
  const {scenarios: count, resample, block, fit} = asked;
  const {seed, threads} = fit;
  let speckle: ScenarioWish["speckle"];
  if (resample === "speckle") {
    const {simulateSpeckles} = await import("./speckleNoise.ts");
    speckle = (s) => simulateSpeckles(taken, places, theta, seed + s);
  }
  const evaluated = await nominal.evaluate(theta);
  const wish = {taken, places, theta, evaluated, count, resample, block, seed, speckle};
  const scans = await makeScenarios(wish, pace);
  for (const scan of scans ?? []) {
    if (pace.isDue()) await pace.rest(() => toProgress(work));
    if (pace.isCancelled) return false;
    opened.push(await hooks.openSums(scan, {angles: places.map((_, a) => a), threads}));
  }
  return scans !== undefined;
}
