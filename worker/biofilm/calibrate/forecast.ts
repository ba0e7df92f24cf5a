// How long a calibration will take: a few likelihoods of each part are timed, and multiplied by how many a run takes.
import {uniform} from "../../../kernels-as/random/uniform/reference.ts";
import {toStreamWords} from "../../../kernels-as/random/counter.ts";
import type {Probe} from "../../spans.ts";
import type {BiofilmHooks} from "../hooks.ts";
import type {Solver} from "../solver/types.ts";
import type {LikelihoodAsked} from "../likelihoodAsked.ts";
import type {Forecast, StageName} from "../types.ts";
import type {CalibrateAsked} from "./asked.ts";
import {LEAST, MOST} from "./carried.ts";
import type {Control} from "./control.ts";

/** Milliseconds of a part's probe. */
const PROBE = 250;
/** Points of its batches. */
const BATCH = 16;
const STREAM = 0x62696f00 - 1;

/** Stages that a run takes with half of the particles effective, by part. */
export const EXPECTED_STAGES: Record<StageName, number> = {M1: 15, M2: 12, M3: 9};
/** Sweeps that the adaptive rule takes at the acceptance it is steered to. */
const ADAPTIVE_SWEEPS = 18;
/** Share of proposals inside the prior: the others cost nothing. */
const INSIDE = 0.7;

export async function makeForecast(
  {solver, probe: ms = PROBE}: Pick<BiofilmHooks, "solver" | "probe">,
  parts: Record<StageName, LikelihoodAsked>,
  {asked, threads, control}: {asked: CalibrateAsked; threads: number; control: Control},
  within: Probe
): Promise<Forecast> {
  const msPerPoint = {M1: NaN, M2: NaN, M3: NaN};
  const forecast: Forecast = {M1: NaN, M2: NaN, M3: NaN, total: 0, msPerPoint};
  for (const name of ["M1", "M2", "M3"] as const) {
    control.check();
    msPerPoint[name] = await probe(solver, parts[name], {ms, within});
    const points = expectPoints(name, asked);
    forecast[name] = (points * msPerPoint[name]) / threads / 1000;
    forecast.total += forecast[name];
  }
  return forecast;
}

/**
 * As part of an answer, whose digest another run must share though it took another time: what is listed is in `stats`,
 * which digests leave out. All of it is still read by its names.
 */
export function toLasting(forecast: Forecast): Forecast {
  const unlisted: PropertyDescriptorMap = {};
  for (const [name, value] of Object.entries(forecast)) unlisted[name] = {value: value as unknown};
  return Object.defineProperties({stats: forecast} as unknown as Forecast, unlisted);
}

/** Likelihoods that a part will compute. */
export function expectPoints(name: StageName, {particles, populations, moves}: CalibrateAsked) {
  const given = moves?.sweeps ?? "adaptive";
  const sweeps = given === "adaptive" ? ADAPTIVE_SWEEPS : given;
  const last = moves?.finalSweeps ?? 2 * sweeps;
  const turns = 1 + INSIDE * ((EXPECTED_STAGES[name] - 1) * sweeps + last);
  return particles * populations * turns;
}

/** Milliseconds a point on one thread, at draws of the prior. */
async function probe(
  solver: Solver,
  {request, settings, parameters}: LikelihoodAsked,
  {ms, within}: {ms: number; within: Probe}
): Promise<number> {
  const room = {capacity: BATCH, threads: 1, within};
  const evaluator = await solver.openLikelihood(request, settings, room);
  try {
    const values = new Float64Array(BATCH);
    let batch = 0;
    // the first batch also loads and compiles what works
    await evaluator.evaluate(drawPrior(parameters.length, batch++), values);
    const began = performance.now();
    let points = 0;
    do {
      await evaluator.evaluate(drawPrior(parameters.length, batch++), values);
      points += BATCH;
    } while (performance.now() - began < ms);
    return (performance.now() - began) / points;
  } finally {
    evaluator.close();
  }
}

function drawPrior(d: number, batch: number): Float64Array[] {
  return Array.from({length: d}, (_, k) => {
    const y = new Float64Array(BATCH);
    uniform({y, ...toStreamWords(batch, STREAM - k, "uniform")}, 0, BATCH);
    return y.map((u) => LEAST + (MOST - LEAST) * u);
  });
}
