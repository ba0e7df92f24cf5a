// Pair models written out as whole matrices, and what plain linear algebra makes of them.
import {makeSibling} from "../../../worker/heterodyne/homodyne/siblings.ts";
import type {PairModel} from "../../../worker/heterodyne/homodyne/pairModel.ts";
import type {HomodyneForm, HomodyneWish} from "../../../worker/heterodyne/homodyne/types.ts";

export const LAMINAR = Float64Array.of(2000, -0.3, 50, 2e-3, -0.2, 1e-4, 2);
export const STATIC = LAMINAR.slice(0, 3);

export const FORMS: [HomodyneForm, HomodyneWish["integrals"]][] = [
  ["paper", "exact"],
  ["paper", "trapezoid"],
  ["v1", "exact"],
  ["v2", "exact"]
];

export function makeModel(
  wish: Partial<HomodyneWish> & {frames?: number; firstFrame?: number; every?: number} = {}
): PairModel {
  const settings = {model: "laminar", gap: 2e6, q: 0.0054, dt: 0.1, frames: 24, firstFrame: 3, ...wish} as const; // prettier-ignore
  return makeSibling(settings);
}

/** c, by rows. */
export function toMatrix(model: PairModel, theta: Float64Array, phi: number): Float64Array {
  model.load(theta, false);
  model.turn(phi);
  return unfold(model.frames, (i, row) => model.row(i, row, 0));
}

/** ∂c/∂θ_p, one matrix a parameter. */
export function toSlopes(model: PairModel, theta: Float64Array, phi: number): Float64Array[] {
  model.load(theta, true);
  model.turn(phi);
  return Array.from({length: model.parameters}, (_, p) =>
    unfold(model.frames, (i, row) => {
      const rows = Array.from(theta, () => new Float64Array(model.frames));
      model.slopes(i, rows);
      row.set(rows[p]);
    })
  );
}

function unfold(n: number, fill: (i: number, row: Float64Array) => void): Float64Array {
  const matrix = new Float64Array(n * n);
  const row = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    fill(i, row);
    for (let j = i; j < n; j++) matrix[i * n + j] = matrix[j * n + i] = row[j - i];
  }
  return matrix;
}

/** Largest difference, in units of the largest number. */
export function apart(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const [x, y] = [Array.from(a), Array.from(b)];
  const size = Math.max(...y.map(Math.abs), 1e-300);
  if (x.length !== y.length || x.some(Number.isNaN)) return NaN;
  return Math.max(...x.map((value, k) => Math.abs(value - y[k]))) / size;
}

/** Numbers between −1 and 1 that look drawn. */
export function noise(length: number, seed: number): Float64Array {
  let state = seed + 1;
  return Float64Array.from({length}, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return 2 * (state / 2 ** 32) - 1;
  });
}
