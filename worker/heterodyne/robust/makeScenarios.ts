// The scenarios of a fit: scans with the same geometry, mask and noise, and other residuals.
import type {Pace} from "../../pace.ts";
import type {Progress} from "../../work.ts";
import {correlate} from "../model/c2.ts";
import {fillFrames, makeTable} from "../model/frames.ts";
import type {TakenAngle, TakenScan} from "../takenScan.ts";
import type {Evaluated} from "../sums/types.ts";
import {dot} from "./squares.ts";
import {dealBlocks, exchange, resample, toResiduals} from "./resample.ts";

export interface ScenarioWish {
  taken: TakenScan;
  /** places of the angles that count. */
  places: readonly number[];
  theta: Float64Array;
  /** contrast and offset of those angles. */
  evaluated: Evaluated;
  count: number;
  resample: "blocks" | "shift" | "speckle";
  block: number | undefined;
  seed: number;
  /** the noise of as many simulated measurements, a matrix an angle, in any unit. */
  speckle: ((scenario: number) => Promise<readonly Float64Array[]>) | undefined;
}

/** Bytes that an element of a scenario takes: itself, and packed in the sums. */
const BYTES = 16;

export function estimateBytes(taken: TakenScan, angles: number, count: number): number {
  return count * angles * taken.grid.frames * taken.grid.frames * BYTES;
}

/** Each with the chosen angles only; undefined where the work was cancelled. */
export async function makeScenarios(
  wish: ScenarioWish,
  pace: Pace
): Promise<TakenScan[] | undefined> {
  const {taken, places, theta, evaluated, count} = wish;
  const {grid, q} = taken;
  const table = makeTable(grid, false);
  fillFrames(grid, theta, table, false);
  const geometry = {q, semantics: grid.semantics};
  const angles = places.map((place) => taken.angles[place]);
  const theories = angles.map(({phi}) => correlate(geometry, theta, table, phi));
  const residuals = angles.map((angle, a) =>
    toResiduals(angle, theories[a], evaluated.contrast[a], evaluated.offset[a])
  );
  const dealt = wish.speckle && (await dealSpeckles(wish, residuals, theories, pace));
  if (pace.isCancelled) return undefined;
  const scenarios: TakenScan[] = [];
  for (let s = 0; s < count; s++) {
    const progress = (): Progress => ({phase: "scenarios", done: s, total: count});
    if (pace.isDue()) await pace.rest(progress);
    if (pace.isCancelled) return undefined;
    scenarios.push({
      ...taken,
      angles: angles.map((angle, a): TakenAngle => {
        const other = dealt ? dealt[s][a] : dealOne(wish, residuals[a], s, a);
        return exchange(angle, residuals[a], other);
      })
    });
  }
  return scenarios;
}

function dealOne(wish: ScenarioWish, residuals: Float64Array, s: number, a: number): Float64Array {
  const {frames} = wish.taken.grid;
  const block = wish.resample === "shift" ? frames : (wish.block ?? Math.ceil(frames / 8));
  return resample(residuals, frames, dealBlocks(wish.seed, s, a, frames, Math.min(block, frames)));
}

/**
 * What simulated measurements differ by from their mean, made as large as the residuals, angle by angle: less what contrast
 * and offset take up, for the residuals have had that taken already.
 */
async function dealSpeckles(
  {count, speckle}: ScenarioWish,
  residuals: readonly Float64Array[],
  theories: readonly Float64Array[],
  pace: Pace
): Promise<Float64Array[][] | undefined> {
  const all: (readonly Float64Array[])[] = [];
  for (let s = 0; s < count; s++) {
    if (pace.isDue()) await pace.rest(() => ({phase: "speckles", done: s, total: count}));
    if (pace.isCancelled) return undefined;
    all.push(await speckle!(s));
  }
  const byAngle = residuals.map((residual, a) => {
    const mean = new Float64Array(residual.length);
    for (const one of all) for (let k = 0; k < mean.length; k++) mean[k] += one[a][k] / count;
    const noises = all.map((one) =>
      withoutScaling(
        one[a].map((c, k) => c - mean[k]),
        theories[a]
      )
    );
    const theirs = noises.reduce((sum, noise) => sum + dot(noise, noise), 0);
    const scale = theirs > 0 ? Math.sqrt((count * dot(residual, residual)) / theirs) : 0;
    return noises.map((noise) => noise.map((value) => scale * value));
  });
  return all.map((_, s) => byAngle.map((noises) => noises[s]));
}

/** Less its straight-line fit by the theory. */
function withoutScaling(noise: Float64Array, theory: Float64Array): Float64Array {
  const meanOf = (values: Float64Array): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length;
  const [level, middle] = [meanOf(noise), meanOf(theory)];
  let [both, square] = [0, 0];
  theory.forEach((t, k) => {
    both += (t - middle) * (noise[k] - level);
    square += (t - middle) * (t - middle);
  });
  const rise = square > 0 ? both / square : 0;
  return noise.map((value, k) => value - level - rise * (theory[k] - middle));
}
