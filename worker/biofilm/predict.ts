// `biofilm.predict`: quantiles of φψ over the draws of a posterior.
import {checkVector, show} from "../check.ts";
import {during, type Probe} from "../spans.ts";
import type {Run} from "../work.ts";
import {checkNumber, checkOptions, checkSeed, toAsked, TRAJECTORY} from "./asked.ts";
import {runInChunks} from "./chunks.ts";
import {evenSteps, toTimes} from "./grid.ts";
import type {BiofilmHooks} from "./hooks.ts";
import type {Solver} from "./solver/types.ts";
import {checkThreads} from "./likelihoodAsked.ts";
import {toModel, type Model} from "./model.ts";
import {drawNormals} from "./noise.ts";
import {scatterTheta} from "./scatter.ts";
import type {SolverRequest} from "./solver/types.ts";
import {startStats} from "./stats.ts";
import {toPlaces, toTheta} from "./theta.ts";
import type {PredictOptions, Prediction} from "./types.ts";

const WHAT = "biofilm.predict";
const OWN = "samples parameters fixed quantiles sigma cov seed threads".split(" ");
/** Steps of a curve, where none are asked for. */
const CURVE = 201;
/** Draws computed at a time. */
const PIECE = 256;

export interface PredictAsked {
  model: Model;
  request: SolverRequest;
  /** a vector for each number that varies. */
  columns: Float64Array[];
  quantiles: Float64Array;
  sigma: number;
  seed: number;
  threads: number | undefined;
}

export function makePredict({solver}: Pick<BiofilmHooks, "solver">) {
  return (options: PredictOptions): Run<Prediction> => {
    const asked = toPredictAsked(options);
    return during(solver.probe, "predict", (within) => predict(solver, asked, within));
  };
}

export function toPredictAsked(options: PredictOptions): PredictAsked {
  checkOptions(WHAT, options, [...TRAJECTORY, ...OWN]);
  const {sigma = 0, cov = 0, seed = 1, threads, quantiles = [0.05, 0.5, 0.95]} = options;
  const {steps} = toModel(WHAT, options.model, options).case;
  const {model, request} = toAsked(WHAT, {...options, at: options.at ?? evenSteps(steps, CURVE)});
  const {parameters = model.unknowns} = options;
  const places = toPlaces(WHAT, model, "parameters", parameters);
  const theta = toTheta(WHAT, model, options.fixed, {name: "fixed", free: parameters});
  checkNumber(WHAT, "sigma", sigma, 0, Infinity);
  checkNumber(WHAT, "cov", cov, 0, 1);
  checkSeed(WHAT, seed);
  checkThreads(WHAT, threads);
  checkQuantiles(quantiles);
  const samples = toSamples(options.samples, parameters);
  const varying = cov > 0 ? Int32Array.from(theta, (_, place) => place) : places;
  const columns = Array.from(varying, (place) => {
    const k = places.indexOf(place);
    return k >= 0 ? samples[k] : new Float64Array(samples[0].length).fill(theta[place]);
  });
  if (cov > 0) {
    const count = columns.length * columns[0].length;
    scatterTheta(columns, cov, drawNormals(seed, "scatter", model.name, count));
  }
  return {
    model,
    request: {...request, theta, varying},
    columns,
    quantiles: Float64Array.from(quantiles),
    sigma,
    seed,
    threads
  };
}

export function predict(solver: Solver, asked: PredictAsked, within: Probe): Run<Prediction> {
  const {model, request, columns, quantiles, threads} = asked;
  const {species} = model.case;
  const points = columns[0].length;
  const size = Math.min(points, PIECE);
  const rows = Array.from({length: request.at.length * species}, () => new Float64Array(points));
  const end = startStats(solver);
  return runInChunks({
    phase: "draws",
    points,
    size,
    open: () => solver.openObserver(request, {capacity: size, threads, within}),
    async piece(observer, begin, until) {
      const part = await observer.observe(columns.map((column) => column.subarray(begin, until)));
      part.forEach((values, row) => rows[row].set(values, begin));
    },
    async finish(observer, breathe) {
      const bands = Array.from(quantiles, () =>
        Array.from({length: species}, () => new Float64Array(request.at.length))
      );
      const isFailed = new Uint8Array(points);
      for (const [r, row] of rows.entries()) {
        row.forEach((value, j) => (isFailed[j] |= Number.isNaN(value) ? 1 : 0));
        addNoise(asked, row, r);
        const sorted = row.filter((value) => !Number.isNaN(value)).sort();
        quantiles.forEach((q, k) => {
          bands[k][r % species][Math.floor(r / species)] = quantileOf(sorted, q);
        });
        await breathe();
      }
      return {
        t: toTimes(model, request.at),
        at: request.at,
        quantiles,
        bands,
        failed: isFailed.reduce((sum, failed) => sum + failed, 0),
        stats: {...end(points), ...observer.describe()}
      };
    }
  });
}

/** Each draw gets measurement noise of its own at each time and species. */
function addNoise({sigma, seed, model}: PredictAsked, row: Float64Array, r: number): void {
  if (sigma === 0) return;
  const z = drawNormals(seed, "prediction", model.name, row.length, r);
  for (let j = 0; j < row.length; j++) row[j] += sigma * z[j];
}

/** Between the two neighbours, as NumPy's default has it. */
function quantileOf(sorted: Float64Array, q: number): number {
  if (sorted.length === 0) return NaN;
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

function checkQuantiles(quantiles: unknown): void {
  checkVector(WHAT, "quantiles", quantiles);
  if (quantiles.length === 0)
    throw new RangeError(`${WHAT}: expected at least one number in quantiles, got none`);
  for (let k = 0; k < quantiles.length; k++)
    checkNumber(WHAT, `quantiles[${k}]`, quantiles[k], 0, 1);
}

function toSamples(samples: unknown, parameters: readonly string[]): Float64Array[] {
  if (samples === undefined) throw new TypeError(`${WHAT}: missing samples`);
  const d = parameters.length;
  if (!Array.isArray(samples) || samples.length !== d || d === 0 || typeof samples[0] === "number")
    throw new RangeError(
      `${WHAT}: expected samples as a vector for each of ${parameters.join(", ")}, got ${show(samples)}`
    );
  return samples.map((vector: unknown, k) => {
    checkVector(WHAT, `samples[${k}]`, vector);
    if (vector.length === 0 || vector.length !== (samples[0] as ArrayLike<number>).length)
      throw new RangeError(
        `${WHAT}: expected samples of one length above 0, got ${vector.length} of ${parameters[k]}`
      );
    return Float64Array.from(vector);
  });
}
