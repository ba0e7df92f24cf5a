// The same sums written down element by element, with all of J: what the tiles are compared with.
import {makeOracle, PARAMETERS} from "../oracle.ts";
import type {TakenScan} from "../../../worker/heterodyne/takenScan.ts";
import type {Loss} from "../../../worker/heterodyne/types.ts";

export interface Plain {
  contrast: number;
  offset: number;
  /** of all elements as they are, mirror images apart. */
  ssr: number;
  /** of the loss, on the means of two mirrored elements. */
  cost: number;
  stt: number;
  meanTheory: number;
  gradient: Float64Array;
  normal: Float64Array;
}

/** All elements: factors, data, those of the mean of an element and its mirror image, correlations, derivatives. */
interface Elements {
  w: Float64Array;
  e: Float64Array;
  foldedW: Float64Array;
  foldedE: Float64Array;
  t: Float64Array;
  D: Float64Array[];
}

function elementsOf(taken: TakenScan, a: number, theta: Float64Array): Elements {
  const {grid, q, angles} = taken;
  const {frames, semantics, dt, firstFrame} = grid;
  const {phi, data, weights} = angles[a];
  const oracle = makeOracle({q, dt, frames, semantics, firstFrame}, theta, phi);
  const empty = (): Float64Array => new Float64Array(frames * frames);
  const D = Array.from({length: PARAMETERS}, empty);
  const all = {w: empty(), e: empty(), foldedW: empty(), foldedE: empty(), t: empty(), D};
  for (let i = 0; i < frames; i++) {
    for (let j = i; j < frames; j++) {
      const [at, mirror] = [i * frames + j, j * frames + i];
      const [w, v] = weights ? [weights[at], weights[mirror]] : [1, 1];
      const part = (weight: number, k: number): number => (weight === 0 ? 0 : weight * data[k]);
      const e = w + v === 0 ? 0 : (part(w, at) + part(v, mirror)) / (w + v);
      for (const [k, weight] of [[at, w], [mirror, v]]) {
        all.w[k] = weight;
        all.e[k] = weight === 0 ? 0 : data[k];
        all.foldedW[k] = (w + v) / 2;
        all.foldedE[k] = e;
        all.t[k] = i === j ? 1 : oracle.c(i, j);
        for (let p = 0; p < PARAMETERS && i < j; p++) all.D[p][k] = oracle.slope(p, i, j);
      }
    }
  }
  return all;
} // prettier-ignore

/** ρ and ρ′, with z = (r/scale)². */
const LOSSES: Record<Loss, (z: number) => [number, number]> = {
  squares: (z) => [z, 1],
  soft_l1: (z) => [2 * (Math.sqrt(1 + z) - 1), 1 / Math.sqrt(1 + z)],
  huber: (z) => (z <= 1 ? [z, 1] : [2 * Math.sqrt(z) - 1, 1 / Math.sqrt(z)]),
  cauchy: (z) => [Math.log1p(z), 1 / (1 + z)]
};

const sumOf = (length: number, term: (k: number) => number): number => {
  let sum = 0;
  for (let k = 0; k < length; k++) sum += term(k);
  return sum;
};

/** Weighted line through (t, e): contrast, offset, t̄, Σ(t − t̄)². */
function fitLine(w: Float64Array, t: Float64Array, e: Float64Array): number[] {
  const n = sumOf(w.length, (k) => w[k]);
  const [x, y] = [t, e].map((of) => sumOf(w.length, (k) => w[k] * of[k]) / n);
  const stt = sumOf(w.length, (k) => w[k] * (t[k] - x) ** 2);
  const contrast = sumOf(w.length, (k) => w[k] * (t[k] - x) * (e[k] - y)) / stt;
  return [contrast, y - contrast * x, x, stt];
}

export function sumPlainly(
  taken: TakenScan,
  a: number,
  theta: Float64Array,
  loss: Loss = "squares",
  scale = 1
): Plain {
  const {w, e, foldedW, foldedE, t, D} = elementsOf(taken, a, theta);
  const isRobust = loss !== "squares";
  const own = isRobust ? foldedE : e;
  let factors = isRobust ? foldedW : w;
  const [, , meanTheory, stt] = fitLine(w, t, e);
  let [contrast, offset] = fitLine(factors, t, own);
  const residual = (k: number, of = own): number => of[k] - contrast * t[k] - offset;
  // iterative reweighting, until nothing moves
  for (let turn = 0; isRobust && turn < 2000; turn++) {
    factors = foldedW.map((f, k) => f * LOSSES[loss]((residual(k) / scale) ** 2)[1]);
    const [before, base] = [contrast, offset];
    [contrast, offset] = fitLine(factors, t, own);
    if (Math.abs(contrast - before) + Math.abs(offset - base) < 1e-15) break;
  }
  const rho = (k: number): number => LOSSES[loss]((residual(k) / scale) ** 2)[0];
  const weights = isRobust ? foldedW : w;
  return {
    contrast,
    offset,
    ssr: sumOf(w.length, (k) => w[k] * residual(k, e) ** 2),
    cost: scale ** 2 * sumOf(w.length, (k) => weights[k] * rho(k)),
    stt,
    meanTheory,
    gradient: Float64Array.from(
      D,
      (column) => -2 * contrast * sumOf(w.length, (k) => factors[k] * column[k] * residual(k))
    ),
    normal: projected(factors.map(Math.sqrt), t, D, contrast)
  };
}

/** JᵀJ after t and 1 were taken out of each column by Gram–Schmidt, twice. */
function projected(
  root: Float64Array,
  t: Float64Array,
  D: Float64Array[],
  contrast: number
): Float64Array {
  const dot = (x: Float64Array, y: Float64Array): number => sumOf(x.length, (k) => x[k] * y[k]);
  const unit = (x: Float64Array): Float64Array => {
    const size = Math.sqrt(dot(x, x));
    return x.map((value) => value / size);
  };
  const without = (x: Float64Array, base: Float64Array[]): Float64Array => {
    let rest = x;
    for (const b of [...base, ...base]) {
      const part = dot(rest, b);
      rest = rest.map((value, k) => value - part * b[k]);
    }
    return rest;
  };
  const one = unit(root);
  const theory = unit(without(t.map((value, k) => value * root[k]), [one])); // prettier-ignore
  const columns = D.map(
    (column) =>
    without(column.map((value, k) => contrast * value * root[k]), [one, theory]) // prettier-ignore
  );
  return Float64Array.from(columns.flatMap((x) => columns.map((y) => dot(x, y))));
}
