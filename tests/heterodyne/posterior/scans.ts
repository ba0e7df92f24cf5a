// Scans for the posterior's tests, their likelihoods by loops over pairs, and engines.
import {makeLogLikelihood} from "../../../worker/heterodyne/posterior/logLikelihood.ts";
import {takeScan} from "../../../worker/heterodyne/scan/take.ts";
import {NAMES} from "../../../worker/heterodyne/parameters.ts";
import type {Scan} from "../../../worker/heterodyne/types.ts";
import {makeOracle} from "../oracle.ts";
import {makeScan, TRUTH} from "../fit/scans.ts";
import {openMaker} from "../sums/openMaker.ts";

export const SIGMA = 0.01;
export const SMALL = makeScan({frames: 24, phi: [0, 60], noise: SIGMA, semantics: "exact"});
/** More than one tile. */
export const LARGER = makeScan({frames: 70, phi: [30], noise: SIGMA, semantics: "v1"});
/** The truth as a record. */
export const BY_NAME = Object.fromEntries(NAMES.map((name, k) => [name, TRUTH[k]])) as Record<
  (typeof NAMES)[number],
  number
>;

export async function openLikelihoods(mode?: Parameters<typeof openMaker>[0]) {
  const opened = await openMaker(mode);
  const logLikelihood = makeLogLikelihood({takeScan, sums: opened.maker});
  return {...opened, logLikelihood};
}

/** What each independent datum is: [factor, theory, data]; an element of the diagonal is half of one. */
export function dataOf(scan: Scan, theta: Float64Array, a: number, weights?: Float64Array) {
  const {q, dt, frames, semantics, phi, data} = scan;
  const {c} = makeOracle({q, dt, frames, semantics: semantics!}, theta, (phi as number[])[a]);
  const rows: [number, number, number][] = [];
  for (let i = 0; i < frames; i++) {
    for (let j = i; j < frames; j++) {
      const [e, m] = [data[a][i * frames + j], data[a][j * frames + i]];
      const [w, v] = weights ? [weights[i * frames + j], weights[j * frames + i]] : [1, 1];
      if (i === j) rows.push([w / 2, 1, e]);
      else rows.push([(w + v) / 2, c(i, j), (w * e + v * m) / (w + v || 1)]);
    }
  }
  return rows;
}

/** ln of the normal density of all data, for a given contrast and offset. */
export function densityOf(
  rows: readonly [number, number, number][],
  contrast: number,
  offset: number,
  sigma: number
): number {
  const level = Math.log(2 * Math.PI * sigma * sigma);
  let sum = 0;
  for (const [w, t, e] of rows) {
    const r = (e - contrast * t - offset) / sigma;
    sum -= 0.5 * w * (r * r + level);
  }
  return sum;
}

/** Root of the mean squared residual. */
export function rmsOf(
  rows: readonly [number, number, number][],
  contrast: number,
  offset: number
): number {
  let [sum, n] = [0, 0];
  for (const [w, t, e] of rows) {
    sum += w * (e - contrast * t - offset) ** 2;
    n += w;
  }
  return Math.sqrt(sum / n);
}

/** Contrast and offset at their best, by the normal equations. */
export function bestOf(rows: readonly [number, number, number][]): [number, number] {
  let [n, t, e, tt, te] = [0, 0, 0, 0, 0];
  for (const [w, x, y] of rows) {
    n += w;
    t += w * x;
    e += w * y;
    tt += w * x * x;
    te += w * x * y;
  }
  const contrast = (n * te - t * e) / (n * tt - t * t);
  return [contrast, (e - contrast * t) / n];
}
