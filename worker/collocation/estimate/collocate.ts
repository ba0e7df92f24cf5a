// A collocation from what was asked: bandwidths, fits, bands, and what a reader should be told.
import type {Stats} from "../../work.ts";
import type {Bands, Collocation} from "../types.ts";
import {sortedOrder, type Asked} from "./asked.ts";
import {normalQuantile} from "../../math/quantiles.ts";
import {estimateNoise, findSpread} from "./bands.ts";
import {defaultBandwidth, slopeFromParabola, slopeFromValue} from "./bandwidthRules.ts";
import type {Chain} from "./chain.ts";
import {canonicalOf, ownWeight, SHAPES} from "./kernelTable.ts";
import {
  addStats, fitLocally, toProblem, type EstimateHooks, type LocalFits, type Problem
} from "./localFits.ts"; // prettier-ignore
import {searchBandwidth} from "./search.ts";
import {findWarnings} from "./warnings.ts";
import {toAxis} from "./windows.ts";

type Rows = Float64Array[];

/** One collocation under way. */
interface Task {
  chain: Chain;
  asked: Asked;
  problem: Problem;
  stats: Stats[];
  warnings: string[];
}

export async function collocate(
  chain: Chain,
  asked: Asked,
  hooks: EstimateHooks
): Promise<Collocation> {
  const problem = toProblem({...asked, axis: toAxis(asked.times)}, hooks);
  const task: Task = {chain, asked, problem, stats: [], warnings: []};
  const bandwidth = await resolveBandwidth(task);
  const derivativeBandwidth = await resolveDerivative(task, bandwidth);

  const t = toTargets(asked, problem.axis.span);
  const order = sortedOrder(t);
  const targets = new Float64Array(t.length);
  for (let i = 0; i < t.length; i++) targets[i] = t[order[i]];
  const own = ownWeight(SHAPES[asked.kernel]);
  const fits = await fitLocally(chain, problem, targets, bandwidth, own);
  task.stats.push(fits.stats);
  let slopes = fits;
  if (derivativeBandwidth !== bandwidth) {
    slopes = await fitLocally(chain, problem, targets, derivativeBandwidth, own);
    task.stats.push(slopes.stats);
  }

  const {first, last} = fits.windows;
  const back = (values: Float64Array) => unsort(values, order);
  const u = fits.u.map(back);
  const du = slopes.du.map(back);
  const condition = {u: back(fits.condition.line), du: back(slopes.condition.parabola)};
  const bands = await makeBands(task, {
    targets,
    fits,
    slopes,
    bandwidth,
    derivativeBandwidth,
    back
  });
  const warnings = [...task.warnings, ...findWarnings(asked, t, condition, bands?.noise)];
  const shape = (rows: Rows) => (asked.isList ? rows : rows[0]);
  return {
    u: shape(u),
    du: shape(du),
    t,
    kernel: asked.kernel,
    bandwidth,
    derivativeBandwidth,
    window: unsortWindow(first, last, order),
    condition,
    warnings,
    ...(bands && {
      bands: {
        ...bands,
        lower: shape(bands.lower),
        upper: shape(bands.upper),
        duLower: shape(bands.duLower),
        duUpper: shape(bands.duUpper)
      }
    }),
    stats: addStats(task.stats)
  };
}

async function resolveBandwidth(task: Task): Promise<number> {
  const {asked} = task;
  const {bandwidth, kernel, canonical, times} = asked;
  const factor = canonical ? canonicalOf(kernel) : 1;
  if (typeof bandwidth === "number") return bandwidth * factor;
  const rule = defaultBandwidth(times.length) * factor;
  return bandwidth === "default" ? rule : search(task, bandwidth, "line", rule);
}

async function resolveDerivative(task: Task, bandwidth: number): Promise<number> {
  const {derivativeBandwidth: wish, kernel, canonical, times} = task.asked;
  const n = times.length;
  if (wish === "same") return bandwidth;
  if (wish === "rule") return slopeFromValue(bandwidth, n, kernel);
  if (wish === "loo") {
    const found = await search(task, "loo", "parabola", NaN);
    return Number.isNaN(found) ? bandwidth : slopeFromParabola(found, n);
  }
  return wish * (canonical ? canonicalOf(kernel) : 1);
}

/** The bandwidth of the smallest criterion; where no bandwidth has one, the fallback and a warning. */
async function search(
  {chain, problem, stats, warnings}: Task,
  criterion: "gcv" | "loo",
  predictor: "line" | "parabola",
  fallback: number
): Promise<number> {
  const found = await searchBandwidth(chain, problem, criterion, predictor);
  stats.push(...found.stats);
  const {best, bandwidth} = found.curve;
  const what = predictor === "line" ? "bandwidth" : "derivativeBandwidth";
  if (Number.isNaN(best)) {
    const instead = predictor === "line" ? "the default rule's is used" : "it is that of u";
    warnings.push(`no ${what} could be found by ${criterion}: the points are too few; ${instead}`);
    return fallback;
  }
  const [least, most] = [bandwidth[0], bandwidth[bandwidth.length - 1]];
  const shown = best.toPrecision(3);
  if (best === least)
    warnings.push(
      `${criterion} asks for less smoothing than the spacing of the times allows: the smallest ${what} was taken, ${shown}`
    );
  if (best === most)
    warnings.push(
      `${criterion} asks for all the smoothing there is: the largest ${what} was taken, ${shown}`
    );
  return best;
}

/** The times asked for, less those that are cut off. */
function toTargets({at, times, cutoff}: Asked, span: number): Float64Array {
  const [start, end] = cutoff;
  const wanted = at ?? times;
  if (start === 0 && end === 0) return wanted.slice();
  const from = times[0] + start * span;
  const to = times[times.length - 1] - end * span;
  return wanted.filter((time) => (start === 0 || time >= from) && (end === 0 || time <= to));
}

/** Fits at the targets and how they were made. */
interface Fitted {
  targets: Float64Array;
  fits: LocalFits;
  slopes: LocalFits;
  bandwidth: number;
  derivativeBandwidth: number;
  back: (values: Float64Array) => Float64Array;
}

async function makeBands(task: Task, fitted: Fitted): Promise<Bands<Rows> | undefined> {
  const {asked, chain, problem, stats} = task;
  const {targets, fits, slopes, bandwidth, derivativeBandwidth, back} = fitted;
  const {confidence: level, times} = asked;
  if (level === undefined) return undefined;
  const spreadAt = async (where: Float64Array, h: number) => {
    const spread = await findSpread(chain, problem, where, h);
    stats.push(spread.stats);
    return spread;
  };
  const spread = await spreadAt(targets, bandwidth);
  const slopeSpread =
    derivativeBandwidth === bandwidth ? spread : await spreadAt(targets, derivativeBandwidth);
  // The noise is read off the residuals at the data's own times.
  const isData = targets.length === times.length && targets.every((time, i) => time === times[i]);
  const own = ownWeight(SHAPES[asked.kernel]);
  const atData = isData ? fits : await fitLocally(chain, problem, times, bandwidth, own);
  if (!isData) stats.push(atData.stats);
  const dataSpread = isData ? spread : await spreadAt(times, bandwidth);
  const noise = estimateNoise(problem, atData, dataSpread);

  const z = normalQuantile(level);
  const edge = (rows: Rows, variances: Float64Array, sign: number): Rows =>
    rows.map((row, k) =>
      back(row.map((y, i) => y + sign * z * noise[k] * Math.sqrt(variances[i])))
    );
  return {
    level,
    lower: edge(fits.u, spread.value, -1),
    upper: edge(fits.u, spread.value, 1),
    duLower: edge(slopes.du, slopeSpread.slope, -1),
    duUpper: edge(slopes.du, slopeSpread.slope, 1),
    noise
  };
}

/** Values in the order that the targets were given in. */
function unsort(values: Float64Array, order: Uint32Array): Float64Array {
  const result = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) result[order[i]] = values[i];
  return result;
}

function unsortWindow(first: Int32Array, last: Int32Array, order: Uint32Array): Int32Array {
  const result = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) result[order[i]] = last[i] - first[i];
  return result;
}
