// `heterodyne.multiTau`: one-time correlations of the frames of a detector at ever longer and coarser lags.
import {checkInteger, checkNames, show} from "../../check.ts";
import {checkPositive} from "../../samplers/priors/checkNumbers.ts";
import type {Run} from "../../work.ts";
import {runSliced} from "./sliced.ts";
import {toStack, type Frames, type PixelOptions, type Stack} from "./stack.ts";

const WHAT = "heterodyne.multiTau";

export interface MultiTauOptions extends PixelOptions {
  /** lags of the first level, even; each further level has half as many; default 16. */
  channels?: number;
  /** default: as many as the frames allow. */
  levels?: number;
  /** seconds between frames; default 1. */
  dt?: number;
}

/** The correlation of one region. Only lags that have pairs of frames. */
export interface MultiTau {
  region: number;
  pixels: number;
  /** seconds, and frames. */
  tau: Float64Array;
  lags: Float64Array;
  /** ⟨I(t)·I(t + τ)⟩ by the mean intensities of the earlier and of the later frames. */
  g2: Float64Array;
  /** standard deviation of g2, as pixels that know nothing of one another differ. */
  error: Float64Array;
  /** pairs of (summed) frames. */
  points: Float64Array;
}

interface Level {
  /** frames summed to one. */
  width: number;
  length: number;
  /** lags in units of width. */
  first: number;
  last: number;
}

export function multiTau(frames: Frames, options: MultiTauOptions = {}): Run<MultiTau[]> {
  if (typeof options !== "object" || options === null)
    throw new TypeError(`${WHAT}: expected options as a record, got ${show(options)}`);
  checkNames(WHAT, "option", Object.keys(options), ["channels", "levels", "dt", "mask", "regions"]);
  const {channels = 16, levels = 64, dt = 1} = options;
  checkInteger(WHAT, "channels", channels, 2, 4096);
  if (channels % 2 !== 0) throw new RangeError(`${WHAT}: expected channels even, got ${channels}`);
  checkInteger(WHAT, "levels", levels, 1, 64);
  checkPositive(WHAT, "dt", dt);
  const stack = toStack(WHAT, frames, options);
  const plan = planLevels(stack.frames, channels, levels);
  const total = stack.regions.reduce((sum, {pixels}) => sum + pixels.length, 0);
  return runSliced("correlate", total, function* (progress) {
    const answers: MultiTau[] = [];
    for (const {number, pixels} of stack.regions) {
      const moments = makeMoments(countLags(plan));
      for (const series of readSeries(stack, pixels)) {
        addPixel(series, plan, moments);
        progress.done++;
        yield;
      }
      answers.push({region: number, pixels: pixels.length, ...finish(plan, moments, dt)});
    }
    return answers;
  });
}

/** Level 1: lags 0 … m − 1; level ℓ: (m/2 + j)·2^(ℓ − 1), j = 0 … m/2 − 1. */
function planLevels(frames: number, channels: number, most: number): Level[] {
  const plan: Level[] = [];
  let width = 1;
  for (let level = 1; level <= most; level++, width *= 2) {
    const length = Math.floor(frames / width);
    const first = level === 1 ? 0 : channels / 2;
    const last = Math.min(channels, length) - 1;
    if (last < first) break;
    plan.push({width, length, first, last});
  }
  return plan;
}

function countLags(plan: readonly Level[]): number {
  return plan.reduce((sum, {first, last}) => sum + last - first + 1, 0);
}

const GROUP = 64;

/** The values of pixels over time: a few pixels a pass through the frames; each array is used again. */
function* readSeries(stack: Stack, pixels: Int32Array): Generator<Float64Array, void> {
  const n = stack.frames;
  const values = new Float64Array(GROUP);
  const all = Array.from({length: GROUP}, () => new Float64Array(n));
  for (let from = 0; from < pixels.length; from += GROUP) {
    const to = Math.min(from + GROUP, pixels.length);
    for (let t = 0; t < n; t++) {
      stack.read(t, pixels, from, to, values);
      for (let k = 0; k < to - from; k++) all[k][t] = values[k];
    }
    for (let k = 0; k < to - from; k++) {
      const wrong = all[k].findIndex((value) => !Number.isFinite(value));
      if (wrong >= 0)
        throw new RangeError(
          `${WHAT}: expected finite intensities, got ${all[k][wrong]} at frame ${wrong}, pixel ${pixels[from + k]}: mask it`
        );
      yield all[k];
    }
  }
}

/** Of product, past and future: means over the pixels so far, and sums of products of deviations from them. */
interface Moments {
  count: number;
  readonly mean: readonly Float64Array[];
  /** of pairs (0,0), (0,1), (0,2), (1,1), (1,2), (2,2). */
  readonly spread: readonly Float64Array[];
}

function makeMoments(lags: number): Moments {
  const rows = (count: number) => Array.from({length: count}, () => new Float64Array(lags));
  return {count: 0, mean: rows(3), spread: rows(6)};
}

/** Works in place: sums pairs of frames from level to level. */
function addPixel(series: Float64Array, plan: readonly Level[], moments: Moments): void {
  moments.count++;
  let at = 0;
  for (const {width, length, first, last} of plan) {
    if (width > 1)
      for (let t = 0; t < length; t++) series[t] = (series[2 * t] + series[2 * t + 1]) / 2;
    for (let lag = first; lag <= last; lag++, at++) {
      const pairs = length - lag;
      let product = 0;
      let past = 0;
      let future = 0;
      for (let t = 0; t < pairs; t++) {
        product += series[t] * series[t + lag];
        past += series[t];
        future += series[t + lag];
      }
      include(moments, at, product / pairs, past / pairs, future / pairs);
    }
  }
}

function include(
  {count, mean: [g, p, f], spread}: Moments,
  at: number,
  product: number,
  past: number,
  future: number
): void {
  const dg = product - g[at];
  const dp = past - p[at];
  const df = future - f[at];
  g[at] += dg / count;
  p[at] += dp / count;
  f[at] += df / count;
  const share = (count - 1) / count;
  spread[0][at] += share * dg * dg;
  spread[1][at] += share * dg * dp;
  spread[2][at] += share * dg * df;
  spread[3][at] += share * dp * dp;
  spread[4][at] += share * dp * df;
  spread[5][at] += share * df * df;
}

function finish(
  plan: readonly Level[],
  {count, mean: [g, p, f], spread}: Moments,
  dt: number
): Omit<MultiTau, "region" | "pixels"> {
  const lags = plan.flatMap(({width, first, last}) =>
    Array.from({length: last - first + 1}, (_, k) => (first + k) * width)
  );
  const points = plan.flatMap(({length, first, last}) =>
    Array.from({length: last - first + 1}, (_, k) => length - first - k)
  );
  const g2 = Float64Array.from(lags, (_, k) => g[k] / (p[k] * f[k]));
  const error = Float64Array.from(lags, (_, k) => {
    // to first order, g2 of all pixels moves by these shares of what one of them deviates by
    const a = 1 / (p[k] * f[k]);
    const b = -g2[k] / p[k];
    const c = -g2[k] / f[k];
    const [gg, gp, gf, pp, pf, ff] = spread.map((row) => row[k]);
    const square =
      a * a * gg + b * b * pp + c * c * ff + 2 * (a * b * gp + a * c * gf + b * c * pf);
    return Math.sqrt(Math.max(0, square) / (count * (count - 1)));
  });
  return {
    tau: Float64Array.from(lags, (lag) => lag * dt),
    lags: Float64Array.from(lags),
    g2,
    error,
    points: Float64Array.from(points)
  };
}
